package dev.customerhealth.metrics;

import dev.customerhealth.domain.portfolio.Kpi;
import dev.customerhealth.domain.portfolio.KpiValue;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.topology.PortfolioMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The current figures of the portfolio as gauges: of the whole book, by segment and by manager, so
 * many of each; never of an account but those at risk that pay most. Cohorts and combinations are
 * in the topic only.
 */
final class MicrometerPortfolioMetrics implements PortfolioMetrics {
  private static final int MOST_SEGMENTS = 20;
  private static final int MOST_MANAGERS = 50;
  private static final double PERCENT = 100;
  private static final double TEN = 10;
  private static final double THOUSAND = 1000;

  /** How the book stands: the same for every window. */
  private static final Set<Kpi> STANDING =
      EnumSet.of(
          Kpi.ARR,
          Kpi.ARR_GROWTH,
          Kpi.ACCOUNTS,
          Kpi.ACCOUNTS_PER_CSM,
          Kpi.ARR_PER_CSM,
          Kpi.SCORE_COVERAGE,
          Kpi.AT_RISK_RATE,
          Kpi.AT_RISK_ACCOUNTS,
          Kpi.AT_RISK_ARR,
          Kpi.SPONSOR_COVERAGE,
          Kpi.CONTACT_COVERAGE,
          Kpi.ADOPTION_RATE,
          Kpi.ADOPTION_DEPTH,
          Kpi.TIME_TO_FIRST_VALUE,
          Kpi.DAYS_TO_RENEWAL,
          Kpi.CAC_PAYBACK,
          Kpi.EXPANSION_PIPELINE);

  /** What is shown of a single manager's book. */
  private static final Set<Kpi> OF_MANAGERS =
      EnumSet.of(
          Kpi.NRR,
          Kpi.GRR,
          Kpi.LOGO_RETENTION,
          Kpi.EXPANSION_MRR,
          Kpi.CHURNED_MRR,
          Kpi.RENEWAL_RATE_VALUE,
          Kpi.RENEWALS_DUE,
          Kpi.RENEWAL_FORECAST,
          Kpi.NPS,
          Kpi.ARR,
          Kpi.ACCOUNTS,
          Kpi.SCORE_COVERAGE,
          Kpi.AT_RISK_RATE,
          Kpi.AT_RISK_ACCOUNTS,
          Kpi.AT_RISK_ARR,
          Kpi.SPONSOR_COVERAGE,
          Kpi.CONTACT_COVERAGE,
          Kpi.EXPANSION_PIPELINE);

  private final GaugeBoard board;
  private final Set<String> segments = new HashSet<>();
  private final Set<String> managers = new HashSet<>();

  MicrometerPortfolioMetrics(MeterRegistry registry) {
    this.board = new GaugeBoard(registry);
  }

  @Override
  public synchronized void told(PortfolioFigures figures) {
    Slice slice = figures.cell().slice();
    if (figures.closed() || !isShown(slice)) {
      return;
    }
    Tags tags =
        Tags.of(
            PortfolioMeterNames.SEGMENT,
            slice.segment() == null ? PortfolioMeterNames.ALL : slice.segment(),
            PortfolioMeterNames.CSM,
            slice.csm() == null ? PortfolioMeterNames.ALL : slice.csm());
    boolean month = figures.cell().period().kind() == Period.Kind.MONTH;
    for (Kpi kpi : slice.csm() == null ? EnumSet.allOf(Kpi.class) : OF_MANAGERS) {
      if (STANDING.contains(kpi)) {
        if (month) {
          show(figures, kpi, tags);
        }
      } else {
        show(figures, kpi, tags.and(PortfolioMeterNames.WINDOW, window(figures.cell().period())));
      }
    }
    if (month) {
      ranges(figures, tags);
      if (slice.csm() == null) {
        ahead(figures, tags);
      }
      if (slice.isAll()) {
        wholeBook(figures);
      }
    }
  }

  /** Room is given in the order in which slices appear, which is that of their names. */
  private boolean isShown(Slice slice) {
    if (slice.cohort() != null || (slice.segment() != null && slice.csm() != null)) {
      return false;
    }
    return (slice.segment() == null || hasRoom(segments, slice.segment(), MOST_SEGMENTS))
        && (slice.csm() == null || hasRoom(managers, slice.csm(), MOST_MANAGERS));
  }

  private static boolean hasRoom(Set<String> known, String name, int most) {
    return known.contains(name) || (known.size() < most && known.add(name));
  }

  private static String window(Period period) {
    return switch (period.kind()) {
      case MONTH, BOOK -> "month";
      case QUARTER -> "quarter";
      case TRAILING_YEAR -> "year";
    };
  }

  private void show(PortfolioFigures figures, Kpi kpi, Tags tags) {
    Tags all =
        kpi.unit() == Kpi.Unit.MONEY
            ? tags.and(PortfolioMeterNames.CURRENCY, figures.currency())
            : tags;
    board.show(
        PortfolioMeterNames.of(PortfolioMeterNames.PREFIX, kpi),
        description(kpi),
        all,
        shown(figures.value(kpi), figures.currency()));
    if (figures.cell().slice().isAll()) {
      board.show(
          PortfolioMeterNames.of(PortfolioMeterNames.QUARTER_AGO, kpi),
          description(kpi) + ", a quarter before",
          all,
          shown(figures.quarterAgo(kpi), figures.currency()));
    }
  }

  private static String description(Kpi kpi) {
    return "Portfolio: " + kpi.label() + " (" + kpi.id() + "), see docs/portfolio.md";
  }

  /** A share as a ratio, money in major units; NaN without a value. */
  private static double shown(KpiValue value, String currency) {
    return switch (value.kpi().unit()) {
      case PERCENT -> value.value() / PERCENT;
      case MONEY -> major(value.value(), currency);
      case COUNT, DAYS, MONTHS, POINTS -> value.value();
    };
  }

  private static double major(double minor, String currency) {
    return minor / Math.pow(TEN, Rates.decimals(currency));
  }

  private void ranges(PortfolioFigures figures, Tags tags) {
    for (PortfolioFigures.RangeShare share : figures.ranges()) {
      Tags of = tags.and(PortfolioMeterNames.RANGE, share.range().id());
      board.show(
          PortfolioMeterNames.RANGE_ACCOUNTS,
          "Customers by range of the score (B0), whatever model scores them",
          of,
          (double) share.accounts());
      board.show(
          PortfolioMeterNames.RANGE_ARR,
          "Annual recurring revenue by range of the score",
          of.and(PortfolioMeterNames.CURRENCY, figures.currency()),
          major((double) share.arrMinor(), figures.currency()));
    }
  }

  private void ahead(PortfolioFigures figures, Tags tags) {
    int now = Months.of(figures.asOfMillis());
    for (PortfolioFigures.MonthAhead month : figures.ahead()) {
      Tags of =
          tags.and(
              PortfolioMeterNames.MONTHS_AHEAD,
              Integer.toString(month.month() - now),
              PortfolioMeterNames.CURRENCY,
              figures.currency());
      board.show(
          PortfolioMeterNames.AHEAD_DUE,
          "Annual recurring revenue due for renewal, by months from now (R14)",
          of,
          major((double) month.dueArrMinor(), figures.currency()));
      board.show(
          PortfolioMeterNames.AHEAD_FORECAST,
          "What is renewed of it already, and what is to be expected of the rest (R12)",
          of,
          major((double) month.forecastArrMinor(), figures.currency()));
    }
  }

  private void wholeBook(PortfolioFigures figures) {
    board.show(
        PortfolioMeterNames.AS_OF,
        "Business time up to which everything is in the portfolio's figures",
        Tags.empty(),
        figures.asOfMillis() / THOUSAND);
    board.show(
        PortfolioMeterNames.WITHOUT_RATE,
        "Currencies without a rate, which keep money out of the portfolio's figures",
        Tags.empty(),
        figures.currenciesWithoutRate().size());
  }

  @Override
  public synchronized void atRisk(String currency, List<RiskyAccount> accounts) {
    Set<String> shown = new HashSet<>();
    accounts.forEach(account -> shown.add(account.accountId()));
    board.takeDown(
        key ->
            (key.name().equals(PortfolioMeterNames.RISKY_ARR)
                    || key.name().equals(PortfolioMeterNames.RISKY_SCORE))
                && key.tags().stream()
                    .noneMatch(
                        tag ->
                            tag.getKey().equals(PortfolioMeterNames.ACCOUNT)
                                && shown.contains(tag.getValue())));
    for (RiskyAccount account : accounts) {
      Tags tags = Tags.of(PortfolioMeterNames.ACCOUNT, account.accountId());
      board.show(
          PortfolioMeterNames.RISKY_ARR,
          "What a customer at risk pays a year; the 25 that pay most (R43)",
          tags.and(PortfolioMeterNames.CURRENCY, currency),
          major((double) account.arrMinor(), currency));
      board.show(
          PortfolioMeterNames.RISKY_SCORE,
          "Score of a customer at risk; the 25 that pay most (R43)",
          tags,
          account.score() / THOUSAND);
    }
  }

  @Override
  public synchronized void gone() {
    board.takeDown(key -> true);
    segments.clear();
    managers.clear();
  }
}
