package dev.customerhealth.domain.portfolio;

import java.util.Arrays;

/**
 * How probable a renewal is by range of the score (R12): as section 6 says, until enough settled
 * renewals were seen.
 *
 * @param percent of each {@link ScoreRange}, by ordinal, 0 to 100
 * @param settled renewals seen of each range within twelve months
 */
record RenewalOdds(double[] percent, long[] settled) {
  /** Settled renewals of a range from which on what was seen counts. */
  static final int ENOUGH = 30;

  private static final int MONTHS = 12;
  private static final double PERCENT = 100;

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

  boolean observed(ScoreRange range) {
    return settled[range.place()] >= ENOUGH;
  }

  /** What is to be expected of amounts by range, in the same unit. */
  long expected(Tally tally, Field amounts) {
    double sum = 0;
    for (int range = 0; range < percent.length; range++) {
      sum += tally.get(amounts, range) * percent[range] / PERCENT;
    }
    return Math.round(sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RenewalOdds that
        && Arrays.equals(percent, that.percent)
        && Arrays.equals(settled, that.settled);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(percent) + Arrays.hashCode(settled);
  }

  @Override
  public String toString() {
    return "RenewalOdds" + Arrays.toString(percent) + Arrays.toString(settled);
  }
}
