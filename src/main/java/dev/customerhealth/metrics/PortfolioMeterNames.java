package dev.customerhealth.metrics;

import dev.customerhealth.domain.portfolio.Kpi;

/**
 * Names and labels of the portfolio's gauges. A KPI is {@code customer.health.portfolio.} and its
 * name, and behind that its unit: {@code .ratio} for shares (1.07 is 107%), {@code .amount} for
 * money in major units with the label currency, {@code .days}, {@code .months}, nothing for counts
 * and points.
 */
final class PortfolioMeterNames {

  /** What all begin with. */
  static final String PREFIX = "customer.health.portfolio.";

  /** The same KPIs a quarter before, of the whole book. */
  static final String QUARTER_AGO = PREFIX + "quarter.ago.";

  /** Business time up to which everything is in the figures, in seconds since 1970. */
  static final String AS_OF = PREFIX + "as.of.timestamp.seconds";

  /** Customers by range of the score. */
  static final String RANGE_ACCOUNTS = PREFIX + "range.accounts";

  /** What they pay a year. */
  static final String RANGE_ARR = PREFIX + "range.arr.amount";

  /** Annual revenue due for renewal, by months from now. */
  static final String AHEAD_DUE = PREFIX + "renewals.ahead.due.amount";

  /** What is to be expected of it. */
  static final String AHEAD_FORECAST = PREFIX + "renewals.ahead.forecast.amount";

  /** What a customer at risk pays a year; the 25 that pay most. */
  static final String RISKY_ARR = PREFIX + "at.risk.account.arr.amount";

  /** Its score. */
  static final String RISKY_SCORE = PREFIX + "at.risk.account.score";

  /** Currencies that keep money out of the figures. Alert on any. */
  static final String WITHOUT_RATE = PREFIX + "currencies.without.rate";

  /** month, quarter or year (trailing twelve months). */
  static final String WINDOW = "window";

  static final String SEGMENT = "segment";
  static final String CSM = "csm";
  static final String CURRENCY = "currency";
  static final String RANGE = "range";
  static final String MONTHS_AHEAD = "months_ahead";
  static final String ACCOUNT = "account";

  /** Stands for no restriction. */
  static final String ALL = "all";

  private PortfolioMeterNames() {}

  static String of(String prefix, Kpi kpi) {
    return prefix + kpi.label().replace('-', '.') + unit(kpi);
  }

  private static String unit(Kpi kpi) {
    return switch (kpi.unit()) {
      case PERCENT -> ".ratio";
      case MONEY -> ".amount";
      case DAYS -> ".days";
      case MONTHS -> ".months";
      case COUNT, POINTS -> "";
    };
  }
}
