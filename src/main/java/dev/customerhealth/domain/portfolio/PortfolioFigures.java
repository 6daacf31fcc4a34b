package dev.customerhealth.domain.portfolio;

import java.util.List;

/**
 * Everything that is told of a slice of the book in a period.
 *
 * @param cell which period and slice
 * @param asOfMillis business time up to which everything is in it, in milliseconds since 1970 UTC
 * @param closed whether the period is over
 * @param currency of all money, which is in its minor units
 * @param minorPerDollar what a US dollar is worth in them; NaN when no rate says
 * @param values one per {@link Kpi}, in their order
 * @param quarterAgo the same a quarter before, in the same order
 * @param ranges accounts by range of the score, best first, those without a score last
 * @param ahead renewals by month, from the period's last month on; empty for a closed period
 * @param currenciesWithoutRate codes of currencies that kept money out of it
 */
public record PortfolioFigures(
    Cell cell,
    long asOfMillis,
    boolean closed,
    String currency,
    double minorPerDollar,
    List<KpiValue> values,
    List<KpiValue> quarterAgo,
    List<RangeShare> ranges,
    List<MonthAhead> ahead,
    List<String> currenciesWithoutRate) {

  private static final long MIXER = 0x9E3779B97F4A7C15L;

  public PortfolioFigures {
    values = List.copyOf(values);
    quarterAgo = List.copyOf(quarterAgo);
    ranges = List.copyOf(ranges);
    ahead = List.copyOf(ahead);
    currenciesWithoutRate = List.copyOf(currenciesWithoutRate);
  }

  /** The value of a KPI. */
  public KpiValue value(Kpi kpi) {
    return values.get(kpi.place());
  }

  /** The benchmark's range that a value of these lies in; null where nothing is said. */
  public Benchmark.Range range(KpiValue value) {
    return value.range(cell.slice().segment(), minorPerDollar);
  }

  /** Whether there is nothing to say: no accounts, no revenue, no answers. */
  public boolean isEmpty() {
    return ahead.isEmpty()
        && values.stream().allMatch(value -> !value.isKnown() || value.value() == 0)
        && currenciesWithoutRate.isEmpty();
  }

  /** A number that is another one when anything but the time is said otherwise. */
  public long digest() {
    long digest = closed ? 1 : 0;
    for (KpiValue value : values) {
      digest = mixed(digest, value);
    }
    for (KpiValue value : quarterAgo) {
      digest = mixed(digest, value);
    }
    for (RangeShare share : ranges) {
      digest = mixed(digest, share.accounts);
      digest = mixed(digest, share.arrMinor);
      digest = mixed(digest, Double.doubleToLongBits(share.renewalPercent));
    }
    for (MonthAhead month : ahead) {
      digest = mixed(digest, month.month);
      digest = mixed(digest, month.due);
      digest = mixed(digest, month.dueArrMinor);
      digest = mixed(digest, month.forecastArrMinor);
    }
    for (String code : currenciesWithoutRate) {
      digest = mixed(digest, code.hashCode());
    }
    return digest;
  }

  private static long mixed(long digest, KpiValue value) {
    long more = mixed(digest, value.status().name().hashCode());
    return mixed(mixed(more, Double.doubleToLongBits(value.value())), value.denominator());
  }

  private static long mixed(long digest, long more) {
    long mixed = (digest ^ more) * MIXER;
    return mixed ^ mixed >>> Integer.SIZE;
  }

  /** The value of a KPI a quarter before. */
  public KpiValue quarterAgo(Kpi kpi) {
    return quarterAgo.get(kpi.place());
  }

  /**
   * Accounts of one range of the score.
   *
   * @param accounts how many
   * @param arrMinor what they pay a year; {@link Rates#UNKNOWN} when money of an account of the
   *     book cannot be converted
   * @param renewalPercent probability that one renews (R12)
   * @param observed whether that was observed, or is what section 6 says
   */
  public record RangeShare(
      ScoreRange range, long accounts, long arrMinor, double renewalPercent, boolean observed) {

    /** Whether its money is known. */
    public boolean isArrKnown() {
      return arrMinor != Rates.UNKNOWN;
    }
  }

  /**
   * Renewals of one month to come (R14).
   *
   * @param month by {@link Months}
   * @param due how many are due
   * @param dueArrMinor annual revenue that is due; {@link Rates#UNKNOWN} when that of an account
   *     cannot be converted
   * @param forecastArrMinor what is renewed of it already, and what is to be expected of the rest;
   *     likewise
   */
  public record MonthAhead(int month, long due, long dueArrMinor, long forecastArrMinor) {

    /** Whether its money is known. */
    public boolean isArrKnown() {
      return dueArrMinor != Rates.UNKNOWN;
    }
  }
}
