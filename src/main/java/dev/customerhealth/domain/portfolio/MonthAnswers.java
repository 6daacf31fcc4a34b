package dev.customerhealth.domain.portfolio;

import java.util.Arrays;

/**
 * What an account answered in a month, and by which events: an answer may be told again long after
 * the account's own memory of events has forgotten it. Immutable.
 */
public final class MonthAnswers {
  /** Events remembered at most; what comes beyond is counted as often as it is told. */
  public static final int MOST = 1_000;

  private static final MonthAnswers NONE = new MonthAnswers(new Tally(), new long[0]);

  private final Tally sums;
  private final long[] events;

  private MonthAnswers(Tally sums, long[] events) {
    this.sums = sums;
    this.events = events;
  }

  /**
   * From its parts, which are not copied and must not be changed afterwards.
   *
   * @param sums what the answers count
   * @param events numbers that stand for the ids of events, ascending
   */
  public static MonthAnswers of(Tally sums, long[] events) {
    return new MonthAnswers(sums, events);
  }

  /** These answers, or none at null, with what another event counts. */
  static MonthAnswers with(MonthAnswers known, long event, Tally more) {
    MonthAnswers before = known == null ? NONE : known;
    int at = Arrays.binarySearch(before.events, event);
    if (at >= 0) {
      return before;
    }
    Tally sums = before.sums.copy().plus(more);
    if (before.events.length == MOST) {
      return new MonthAnswers(sums, before.events);
    }
    long[] events = new long[before.events.length + 1];
    int place = -at - 1;
    System.arraycopy(before.events, 0, events, 0, place);
    events[place] = event;
    System.arraycopy(before.events, place, events, place + 1, before.events.length - place);
    return new MonthAnswers(sums, events);
  }

  /** What they count; must not be changed. */
  public Tally sums() {
    return sums;
  }

  /** Events remembered. */
  public int events() {
    return events.length;
  }

  /** The number of the event at an index, ascending. */
  public long event(int index) {
    return events[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MonthAnswers that
        && sums.equals(that.sums)
        && Arrays.equals(events, that.events);
  }

  @Override
  public int hashCode() {
    return 31 * sums.hashCode() + Arrays.hashCode(events);
  }

  @Override
  public String toString() {
    return "MonthAnswers[" + events.length + " events, " + sums + "]";
  }
}
