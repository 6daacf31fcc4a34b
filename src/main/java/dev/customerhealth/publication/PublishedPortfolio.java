package dev.customerhealth.publication;

import dev.customerhealth.avro.PortfolioBandLevel;
import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.avro.PortfolioKpi;
import dev.customerhealth.avro.PortfolioKpiStatus;
import dev.customerhealth.avro.PortfolioPeriod;
import dev.customerhealth.avro.PortfolioRenewals;
import dev.customerhealth.avro.PortfolioRiskyAccount;
import dev.customerhealth.avro.PortfolioScoreRange;
import dev.customerhealth.avro.PortfolioUnit;
import dev.customerhealth.avro.Restatement;
import dev.customerhealth.domain.portfolio.Benchmark;
import dev.customerhealth.domain.portfolio.Cause;
import dev.customerhealth.domain.portfolio.Interval;
import dev.customerhealth.domain.portfolio.Kpi;
import dev.customerhealth.domain.portfolio.KpiValue;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.ScoreRange;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.domain.scoring.Points;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The portfolio as it is told. */
public final class PublishedPortfolio {
  private PublishedPortfolio() {}

  /**
   * The record of a slice and period.
   *
   * @param revision which record of them it is, from 1
   * @param restatements how many of them came after the period was closed
   * @param causes what restated them since the record before
   * @param changes how many changes did
   * @param atRisk the customers at risk that pay most; told of the whole book and the current month
   *     only
   */
  public static PortfolioHealth of(
      PortfolioFigures figures,
      long revision,
      long restatements,
      List<Cause> causes,
      long changes,
      List<RiskyAccount> atRisk) {
    Period period = figures.cell().period();
    Slice slice = figures.cell().slice();
    boolean current = slice.isAll() && !figures.closed() && period.kind() == Period.Kind.MONTH;
    return new PortfolioHealth(
        period.id(),
        slice.id(),
        period(period.kind()),
        LocalDate.ofEpochDay(Months.firstDay(period.firstMonth())),
        LocalDate.ofEpochDay(Months.firstDay(period.lastMonth() + 1) - 1L),
        slice.segment(),
        slice.csm(),
        slice.cohort(),
        Instant.ofEpochMilli(figures.asOfMillis()),
        figures.closed(),
        revision,
        restatements,
        causes.stream().map(PublishedPortfolio::restatement).toList(),
        changes,
        figures.currency(),
        figures.currenciesWithoutRate(),
        kpis(figures),
        figures.ranges().stream().map(PublishedPortfolio::range).toList(),
        Points.asDouble(ScoreRange.RISK_BAR),
        figures.ahead().stream().map(PublishedPortfolio::renewals).toList(),
        current ? atRisk.stream().map(PublishedPortfolio::risky).toList() : List.of(),
        slice.region());
  }

  private static Restatement restatement(Cause cause) {
    return new Restatement(
        cause.accountId(),
        cause.eventId(),
        cause.kind(),
        Instant.ofEpochMilli(cause.occurredAtMillis()));
  }

  private static List<PortfolioKpi> kpis(PortfolioFigures figures) {
    List<PortfolioKpi> kpis = new ArrayList<>();
    for (KpiValue value : figures.values()) {
      Benchmark.Range range = figures.range(value);
      KpiValue before = figures.quarterAgo(value.kpi());
      boolean ratio = value.denominator() != 0;
      Interval interval = value.interval();
      kpis.add(
          new PortfolioKpi(
              value.kpi().id(),
              value.kpi().label(),
              unit(value.kpi().unit()),
              status(value.status()),
              value.isKnown() ? value.value() : null,
              ratio ? value.numerator() : null,
              ratio ? value.denominator() : null,
              range == null ? null : range.name(),
              range == null ? PortfolioBandLevel.UNKNOWN : level(range.level()),
              before.isKnown() ? before.value() : null,
              interval == null ? null : interval.low(),
              interval == null ? null : interval.high()));
    }
    return kpis;
  }

  private static PortfolioScoreRange range(PortfolioFigures.RangeShare share) {
    return new PortfolioScoreRange(
        share.range().id(),
        share.accounts(),
        share.isArrKnown() ? share.arrMinor() : 0,
        share.renewalPercent(),
        share.observed(),
        share.isArrKnown());
  }

  private static PortfolioRenewals renewals(PortfolioFigures.MonthAhead ahead) {
    return new PortfolioRenewals(
        Months.label(ahead.month()),
        ahead.due(),
        ahead.isArrKnown() ? ahead.dueArrMinor() : 0,
        ahead.isArrKnown() ? ahead.forecastArrMinor() : 0,
        ahead.isArrKnown());
  }

  private static PortfolioRiskyAccount risky(RiskyAccount account) {
    return new PortfolioRiskyAccount(
        account.accountId(),
        Points.asDouble(account.score()),
        Math.max(0, account.arrMinor()),
        account.segment(),
        account.csm(),
        account.isArrKnown());
  }

  private static PortfolioPeriod period(Period.Kind kind) {
    return switch (kind) {
      case MONTH -> PortfolioPeriod.MONTH;
      case QUARTER -> PortfolioPeriod.QUARTER;
      case TRAILING_YEAR -> PortfolioPeriod.TRAILING_YEAR;
      case BOOK -> throw new IllegalArgumentException("how the book stands is not told by itself");
    };
  }

  private static PortfolioUnit unit(Kpi.Unit unit) {
    return switch (unit) {
      case PERCENT -> PortfolioUnit.PERCENT;
      case MONEY -> PortfolioUnit.MONEY;
      case COUNT -> PortfolioUnit.COUNT;
      case DAYS -> PortfolioUnit.DAYS;
      case MONTHS -> PortfolioUnit.MONTHS;
      case POINTS -> PortfolioUnit.POINTS;
    };
  }

  private static PortfolioKpiStatus status(KpiValue.Status status) {
    return switch (status) {
      case VALUE -> PortfolioKpiStatus.VALUE;
      case NO_DATA -> PortfolioKpiStatus.NO_DATA;
      case NO_RATE -> PortfolioKpiStatus.NO_RATE;
    };
  }

  private static PortfolioBandLevel level(Benchmark.Level level) {
    return switch (level) {
      case GOOD -> PortfolioBandLevel.GOOD;
      case WATCH -> PortfolioBandLevel.WATCH;
      case ACT -> PortfolioBandLevel.ACT;
      case PLAIN -> PortfolioBandLevel.PLAIN;
    };
  }
}
