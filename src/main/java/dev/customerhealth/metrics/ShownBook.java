package dev.customerhealth.metrics;

import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Kpi;
import dev.customerhealth.domain.portfolio.KpiValue;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.ScoreRange;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.metrics.ShownFigure.Scope;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** From the figures of the book to series. */
final class ShownBook {

  private static final double PERCENT = 100;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MONTHS_DUE = 3;
  private static final int MOST_ACCOUNTS = 25;
  private static final String NOW = "now";
  private static final String QUARTER_AGO = "quarter_ago";

  private final List<ShownFigure> shown = new ArrayList<>();

  private ShownBook() {}

  /**
   * The series.
   *
   * @param latest of every part that is shown and every length of period the latest figures
   * @param risky customers at risk, those with most revenue first
   */
  static List<ShownFigure> of(
      Map<PartAndKind, PortfolioFigures> latest, List<RiskyAccount> risky, String currency) {
    ShownBook book = new ShownBook();
    latest.forEach((part, each) -> book.add(part, each));
    book.addRisky(risky, currency);
    return book.shown;
  }

  /** A part of the book and a length of period. */
  record PartAndKind(Slice slice, Period.Kind kind) {

    static PartAndKind of(Cell cell) {
      return new PartAndKind(cell.slice(), cell.period().kind());
    }

    Scope scope() {
      if (slice.segment() != null) {
        return Scope.SEGMENT;
      }
      if (slice.csm() != null) {
        return Scope.CSM;
      }
      if (slice.cohort() != null) {
        return Scope.COHORT;
      }
      return slice.region() != null ? Scope.REGION : Scope.BOOK;
    }

    String group() {
      return switch (scope()) {
        case BOOK -> ShownFigure.WHOLE;
        case SEGMENT -> slice.segment();
        case CSM -> slice.csm();
        case COHORT -> slice.cohort();
        case REGION -> slice.region();
      };
    }

    String period() {
      return switch (kind) {
        case BOOK -> "now";
        case MONTH -> "month";
        case QUARTER -> "quarter";
        case TRAILING_YEAR -> "year";
      };
    }
  }

  /** Parts of parts would be as many as both together. */
  static boolean isShown(Slice slice) {
    int named =
        (slice.segment() == null ? 0 : 1)
            + (slice.csm() == null ? 0 : 1)
            + (slice.cohort() == null ? 0 : 1)
            + (slice.region() == null ? 0 : 1);
    return named <= 1;
  }

  private void add(PartAndKind part, PortfolioFigures figures) {
    boolean standing = part.kind() == Period.Kind.MONTH;
    for (PortfolioGauge gauge : PortfolioGauge.values()) {
      if (gauge.isState() && !standing) {
        continue;
      }
      for (Kpi kpi : gauge.kpis()) {
        add(gauge, part, kpi, figures);
      }
    }
    if (standing) {
      addStanding(part, figures);
    }
  }

  private void add(PortfolioGauge gauge, PartAndKind part, Kpi kpi, PortfolioFigures figures) {
    Tags tags =
        gauge.isState()
            ? Tags.empty()
            : PortfolioGauge.basis(kpi).and(MeterNames.PERIOD, part.period());
    if (!gauge.hasPast()) {
      add(gauge, part, tags, figures.value(kpi), figures.currency());
      return;
    }
    add(gauge, part, tags.and(MeterNames.AT, NOW), figures.value(kpi), figures.currency());
    if (part.scope() == Scope.BOOK) {
      Tags then = tags.and(MeterNames.AT, QUARTER_AGO);
      add(gauge, part, then, figures.quarterAgo(kpi), figures.currency());
    }
  }

  private void addStanding(PartAndKind part, PortfolioFigures figures) {
    Tags currency = Tags.of(MeterNames.CURRENCY, figures.currency());
    double minor = minorPerMajor(figures.currency());
    for (PortfolioFigures.RangeShare range : figures.ranges()) {
      Tags band = Tags.of(MeterNames.BAND, range.range().id());
      add(PortfolioGauge.ACCOUNTS, part, band, (double) range.accounts());
      if (range.isArrKnown()) {
        add(PortfolioGauge.ARR, part, band.and(currency), (double) range.arrMinor() / minor);
      }
    }
    double due = 0;
    double forecast = 0;
    boolean known = true;
    int lastMonth = figures.cell().period().lastMonth() + MONTHS_DUE - 1;
    for (PortfolioFigures.MonthAhead month : figures.ahead()) {
      if (month.month() <= lastMonth) {
        known &= month.isArrKnown();
        due += (double) month.dueArrMinor();
        forecast += (double) month.forecastArrMinor();
      }
    }
    if (known) {
      add(PortfolioGauge.RENEWALS_DUE, part, currency, due / minor);
      add(PortfolioGauge.RENEWALS_FORECAST, part, currency, forecast / minor);
    }
  }

  /** A value that is not known has no series: a zero would be believed. */
  private void add(
      PortfolioGauge gauge, PartAndKind part, Tags tags, KpiValue value, String currency) {
    if (!value.isKnown()) {
      return;
    }
    switch (value.kpi().unit()) {
      case PERCENT -> add(gauge, part, tags, value.value() / PERCENT);
      case MONEY ->
          add(
              gauge,
              part,
              tags.and(MeterNames.CURRENCY, currency),
              value.value() / minorPerMajor(currency));
      case DAYS -> add(gauge, part, tags, value.value() * SECONDS_PER_DAY);
      case COUNT, MONTHS, POINTS -> add(gauge, part, tags, value.value());
    }
  }

  private void add(PortfolioGauge gauge, PartAndKind part, Tags tags, double value) {
    shown.add(new ShownFigure(gauge, part.scope(), part.group(), tags, value));
  }

  private void addRisky(List<RiskyAccount> risky, String currency) {
    List<RiskyAccount> known = risky.stream().filter(RiskyAccount::isArrKnown).toList();
    for (RiskyAccount account : known.subList(0, Math.min(MOST_ACCOUNTS, known.size()))) {
      shown.add(
          new ShownFigure(
              PortfolioGauge.ACCOUNT_AT_RISK,
              Scope.BOOK,
              ShownFigure.WHOLE,
              Tags.of(
                  MeterNames.ACCOUNT,
                  account.accountId(),
                  MeterNames.CSM,
                  account.csm() == null ? Slice.NOT_TOLD : account.csm(),
                  MeterNames.BAND,
                  ScoreRange.of(true, account.score()).id(),
                  MeterNames.CURRENCY,
                  currency),
              (double) account.arrMinor() / minorPerMajor(currency)));
    }
  }

  private static double minorPerMajor(String currency) {
    return Math.pow(10, Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()));
  }
}
