package dev.customerhealth.domain.portfolio;

/**
 * How probable a renewal is by range of the score (R12): as section 6 says, until enough settled
 * renewals were seen.
 */
final class RenewalOdds {
  /** Settled renewals of a range from which on what was seen counts. */
  static final int ENOUGH = 30;

  private static final int MONTHS = 12;
  private static final double PERCENT = 100;

  /** Of each {@link ScoreRange}, by its place, 0 to 100. */
  private final double[] percent;

  /** Renewals seen of each range within twelve months. */
  private final long[] settled;

  private RenewalOdds(double[] percent, long[] settled) {
    this.percent = percent;
    this.settled = settled;
  }

  /** The odds that follow from the whole book in the twelve months before one. */
  static RenewalOdds of(Totals totals, int month) {
    int ranges = ScoreRange.values().length;
    double[] percent = new double[ranges];
    long[] settled = new long[ranges];
    long[] renewed = new long[ranges];
    for (int past = month - MONTHS; past < month; past++) {
      Tally tally = totals.of(new Cell(Period.month(past), Slice.ALL));
      for (int range = 0; range < ranges; range++) {
        settled[range] += tally.get(Field.SETTLED_AT, range);
        renewed[range] += tally.get(Field.RENEWED_AT, range);
      }
    }
    for (ScoreRange range : ScoreRange.values()) {
      int i = range.place();
      percent[i] =
          settled[i] >= ENOUGH ? PERCENT * renewed[i] / settled[i] : range.renewalPercent();
    }
    return new RenewalOdds(percent, settled);
  }

  /** Probability in percent that an account of a range renews. */
  double percent(ScoreRange range) {
    return percent[range.place()];
  }

  /** Whether that was observed. */
  boolean observed(ScoreRange range) {
    return settled[range.place()] >= ENOUGH;
  }

  /**
   * What is to be expected of renewals not settled, in minor units: what somebody said who knows
   * the account (E23), and the odds of the others.
   */
  long expectedOfOpen(Tally tally) {
    double sum = 0;
    for (int range = 0; range < percent.length; range++) {
      long silent =
          tally.get(Field.OPEN_RENEWAL_ARR, range) - tally.get(Field.OPEN_FORETOLD_ARR, range);
      sum += silent * percent[range] / PERCENT;
    }
    return Math.round(sum) + tally.get(Field.OPEN_FORETOLD);
  }

  /** What is to be expected of amounts by range, in the same unit. */
  long expected(Tally tally, Field amounts) {
    double sum = 0;
    for (int range = 0; range < percent.length; range++) {
      sum += tally.get(amounts, range) * percent[range] / PERCENT;
    }
    return Math.round(sum);
  }
}
