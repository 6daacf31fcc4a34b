package dev.customerhealth.state;

/** Past days of which the counts are not read yet. */
final class PastDates {
  /** There is none. */
  static final PastDates NONE = new PastDates(new int[0], null);

  private final int[] days;
  private final boolean[] seen;

  /**
   * Days from their parts, which are not copied and must not be changed afterwards.
   *
   * @param days ascending
   * @param seen on which of them users were seen; null for on all
   */
  PastDates(int[] days, boolean[] seen) {
    this.days = days;
    this.seen = seen;
  }

  /** The days, ascending, which are not copied and must not be changed. */
  int[] days() {
    return days;
  }

  /**
   * Marks the days on which users were seen, as bits of words of 64 days: bit 0 of the first stands
   * for today.
   *
   * @param oldest days before it are not looked at
   */
  void addTo(long[] words, int today, int oldest) {
    for (int i = days.length - 1; i >= 0 && days[i] >= oldest; i--) {
      if (seen == null || seen[i]) {
        int age = today - days[i];
        words[age / Long.SIZE] |= 1L << age;
      }
    }
  }
}
