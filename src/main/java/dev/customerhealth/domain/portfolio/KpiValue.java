package dev.customerhealth.domain.portfolio;

/**
 * What a KPI is.
 *
 * @param kpi which
 * @param status whether there is a value
 * @param value in the unit of the KPI: percent as 107 for 107%, money in minor units; NaN without
 * @param numerator exact upper part of the value, before it is brought to its unit; 0 without. Of a
 *     value that is no ratio but made of a sample, the accounts that left
 * @param denominator exact lower part; 0 without, 1 where nothing is divided. Of a sample all of it
 */
public record KpiValue(Kpi kpi, Status status, double value, long numerator, long denominator) {

  private static final double PERCENT = 100;

  /** Whether there is a value. */
  public enum Status {
    VALUE,
    /** Nothing happened that it could be made of. */
    NO_DATA,
    /** Money of some account cannot be converted: a sum without it would be wrong. */
    NO_RATE
  }

  static KpiValue none(Kpi kpi, Status why) {
    return new KpiValue(kpi, why, Double.NaN, 0, 0);
  }

  /** A whole number, or none. */
  static KpiValue of(Kpi kpi, long value) {
    return new KpiValue(kpi, Status.VALUE, value, value, 1);
  }

  /** A value that is no ratio of whole numbers. */
  static KpiValue of(Kpi kpi, double value) {
    return Double.isNaN(value)
        ? none(kpi, Status.NO_DATA)
        : new KpiValue(kpi, Status.VALUE, value, 0, 0);
  }

  /**
   * A value that is no ratio of whole numbers, with what it was made of.
   *
   * @param left accounts that left
   * @param all those and the ones that stayed
   */
  static KpiValue sampled(Kpi kpi, double value, long left, long all) {
    return Double.isNaN(value)
        ? none(kpi, Status.NO_DATA)
        : new KpiValue(kpi, Status.VALUE, value, left, all);
  }

  /** One number divided by another, in percent where the KPI is; no data where that is zero. */
  static KpiValue ratio(Kpi kpi, long numerator, long denominator) {
    if (denominator == 0) {
      return none(kpi, Status.NO_DATA);
    }
    boolean shared = kpi.unit() == Kpi.Unit.PERCENT || (kpi == Kpi.NPS);
    double value = (shared ? PERCENT * numerator : numerator) / (double) denominator;
    return new KpiValue(kpi, Status.VALUE, value, numerator, denominator);
  }

  /** How far it can be relied on; null where that is not said. */
  public Interval interval() {
    return isKnown() && kpi.isChurnByScore() ? Interval.of(numerator, denominator) : null;
  }

  /** Whether there is a value. */
  public boolean isKnown() {
    return status == Status.VALUE;
  }

  /**
   * The benchmark's range it lies in; null without a value or a benchmark, and of money where
   * nobody says what a dollar is worth.
   *
   * @param segment the segment it is of; null for all
   * @param minorPerDollar see {@link Rates#minorPerDollar}
   */
  public Benchmark.Range range(String segment, double minorPerDollar) {
    boolean money = kpi.unit() == Kpi.Unit.MONEY;
    return !isKnown() || (money && Double.isNaN(minorPerDollar))
        ? null
        : Benchmarks.of(kpi, segment).of(money ? value / minorPerDollar : value);
  }
}
