package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * What happened on each day on which anything happened, within the longest window.
 *
 * <p>The last of these days stands apart from those before it: nearly every fact is of that day,
 * and adding it copies one day and not half a year. When a day ends it joins the others at once,
 * together with what is forgotten then, and the next one stands there without anything: so the past
 * changes once a day, and is copied and written once a day.
 */
public final class DayLog {
  /** Highest count kept for one day, so that no sum over a window can overflow. */
  public static final long MAX_PER_DAY = 100_000_000_000L;

  private static final int COUNTERS = Counter.all().size();

  /** A day without anything; never changed in place, as none is. */
  private static final long[] NOTHING = new long[COUNTERS];

  /** Nothing happened yet. */
  public static final DayLog EMPTY = new DayLog(PastDays.NONE, Days.NONE, NOTHING);

  private final PastDays past;
  private final int lastDay;
  private final long[] last;

  private DayLog(PastDays past, int lastDay, long[] last) {
    this.past = past;
    this.lastDay = lastDay;
    this.last = last;
  }

  /**
   * A log from its parts, which are not copied and must not be changed afterwards.
   *
   * @param past the days before the last
   * @param lastDay the last day
   * @param last its counts, by the codes of the counters
   */
  public static DayLog of(PastDays past, int lastDay, long[] last) {
    return new DayLog(past, lastDay, last);
  }

  /** Days with any count, and the last one, which may be without. */
  public int size() {
    return lastDay == Days.NONE ? 0 : past.size() + 1;
  }

  /** The days before the last one. */
  public PastDays past() {
    return past;
  }

  /** The day at an index, ascending. */
  public int day(int index) {
    return index < past.size() ? past.day(index) : lastDay;
  }

  /** The count at an index. */
  public long count(Counter counter, int index) {
    return index < past.size() ? past.count(counter, index) : last[counter.code()];
  }

  /**
   * Counters whose counts may differ from those of an earlier log, a bit per code; all bits when
   * the days differ.
   */
  public long changedSince(DayLog before) {
    if (lastDay != before.lastDay) {
      return -1L;
    }
    long changed = past.changedSince(before.past);
    for (int c = 0; c < COUNTERS; c++) {
      changed |= last[c] == before.last[c] ? 0 : 1L << c;
    }
    return changed;
  }

  /** Index of the first logged day that is not before the given one; size when there is none. */
  public int indexFrom(int day) {
    if (day >= lastDay) {
      return day == lastDay && lastDay != Days.NONE ? past.size() : size();
    }
    int index = past.place(day);
    return index >= 0 ? index : -index - 1;
  }

  /**
   * Index of the first day, not before an index, on which any of some counters is not zero; size
   * when there is none.
   *
   * @param counters a bit per code of a counter
   */
  public int firstWith(long counters, int fromIndex) {
    int first = past.firstWith(counters, fromIndex);
    return first < past.size() || (first == past.size() && lastHas(counters)) ? first : size();
  }

  /** Index of the last day on which any of some counters is not zero; -1 when there is none. */
  public int lastWith(long counters) {
    return lastHas(counters) ? past.size() : past.lastWith(counters);
  }

  /**
   * The days on which any of some counters is not zero, as bits of words of 64 days: bit 0 of the
   * first stands for today.
   *
   * @param counters a bit per code of a counter
   * @param today no logged day is after it
   * @param kept days that are looked at
   */
  public long[] daysWith(long counters, int today, int kept) {
    long[] words = new long[DayWords.of(kept)];
    int oldest = Days.windowStart(today, kept);
    past.addDaysWith(counters, today, oldest, words);
    if (lastDay != Days.NONE && lastDay >= oldest && lastHas(counters)) {
      DayWords.set(words, today - lastDay);
    }
    return words;
  }

  private boolean lastHas(long counters) {
    for (long left = counters; left != 0; left &= left - 1) {
      if (last[Long.numberOfTrailingZeros(left)] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Sum of a counter from one index to before another. */
  public long sum(Counter counter, int fromIndex, int toIndex) {
    int ofPast = Math.min(toIndex, past.size());
    long sum = past.sum(counter, fromIndex, ofPast);
    return toIndex > ofPast && fromIndex < toIndex ? sum + last[counter.code()] : sum;
  }

  /** This log with an amount added to a day; the count stays within plus or minus the bound. */
  public DayLog plus(int day, Counter counter, long amount) {
    return plus(day, counter, amount, counter, 0);
  }

  /** This log with two amounts added to a day, in one go. */
  public DayLog plus(int day, Counter counter, long amount, Counter other, long otherAmount) {
    if (amount == 0 && otherAmount == 0) {
      return this;
    }
    if (day < lastDay) {
      return new DayLog(past.plus(day, counter, amount, other, otherAmount), lastDay, last);
    }
    boolean isNew = day > lastDay;
    long[] counts = isNew ? new long[COUNTERS] : last.clone();
    counts[counter.code()] = added(counts[counter.code()], amount);
    counts[other.code()] = added(counts[other.code()], otherAmount);
    return new DayLog(isNew ? pastAndLast(0) : past, day, counts);
  }

  /** A count with an amount added, within plus or minus the bound. */
  static long added(long count, long amount) {
    return Math.max(-MAX_PER_DAY, Math.min(MAX_PER_DAY, count + amount));
  }

  /** This log without the days before the given one. */
  public DayLog since(int oldestDay) {
    int from = indexFrom(oldestDay);
    if (from == 0) {
      return this;
    }
    return from == size() ? EMPTY : lean(past.from(from), lastDay, last);
  }

  /**
   * This log on a day on which perhaps nothing happened yet, without the days before another one.
   *
   * @param today not before the last day
   */
  public DayLog on(int today, int oldestDay) {
    if (lastDay == Days.NONE || lastDay >= today || lastDay < oldestDay) {
      return since(oldestDay);
    }
    return lean(pastAndLast(indexFrom(oldestDay)), today, NOTHING);
  }

  /** All days from an index on; a last one without anything was none. */
  private PastDays pastAndLast(int fromIndex) {
    return Arrays.equals(last, NOTHING)
        ? past.from(fromIndex)
        : past.followedBy(lastDay, last, fromIndex);
  }

  /** Where nothing is left, it is as if nothing ever happened. */
  private static DayLog lean(PastDays past, int lastDay, long[] last) {
    return past.size() == 0 && Arrays.equals(last, NOTHING)
        ? EMPTY
        : new DayLog(past, lastDay, last);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DayLog that
        && lastDay == that.lastDay
        && Arrays.equals(last, that.last)
        && past.equals(that.past);
  }

  @Override
  public int hashCode() {
    return Objects.hash(past, lastDay, Arrays.hashCode(last));
  }

  @Override
  public String toString() {
    return "DayLog[" + past + " " + lastDay + Arrays.toString(last) + "]";
  }
}
