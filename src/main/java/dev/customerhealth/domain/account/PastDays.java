package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * What happened on the days before the last one on which anything happened. Nearly every fact is of
 * the last day, so this mostly stays the very same object all day, and whoever made something of it
 * need not make it again.
 *
 * <p>Column by column: a sum over a window reads one. A column that was never written is null and
 * costs nothing.
 */
public final class PastDays {

  /** No day is past. */
  public static final PastDays NONE =
      new PastDays(new int[0], new long[0], new long[Counter.all().size()][]);

  private final int[] days;
  private final long[] present;
  private final long[][] columns;

  /**
   * @param present the counters that are not zero, a bit per code, for every day
   */
  private PastDays(int[] days, long[] present, long[][] columns) {
    this.days = days;
    this.present = present;
    this.columns = columns;
  }

  /**
   * Days from their parts, which are not copied and must not be changed afterwards.
   *
   * @param days ascending
   * @param columns one per counter, null where all are zero
   */
  public static PastDays of(int[] days, long[][] columns) {
    if (days.length == 0) {
      return NONE;
    }
    long[] present = new long[days.length];
    for (int code = 0; code < columns.length; code++) {
      if (columns[code] != null) {
        for (int i = 0; i < present.length; i++) {
          present[i] |= anything(columns[code][i]) << code;
        }
      }
    }
    return new PastDays(days, present, columns);
  }

  /** 1 for what is not zero, without a branch nobody can foresee. */
  private static long anything(long count) {
    return (count | -count) >>> (Long.SIZE - 1);
  }

  /** Days with any count. */
  public int size() {
    return days.length;
  }

  /** The day at an index, ascending. */
  public int day(int index) {
    return days[index];
  }

  /** The counters that are not zero on the day at an index, a bit per code. */
  public long present(int index) {
    return present[index];
  }

  /** On how many days a counter is not zero. */
  public int daysWith(Counter counter) {
    int code = counter.code();
    long days = 0;
    for (long each : present) {
      days += (each >>> code) & 1;
    }
    return (int) days;
  }

  /**
   * The counts of all days, which are not copied and must not be changed; null where all are zero.
   */
  public long[] column(Counter counter) {
    return columns[counter.code()];
  }

  long count(Counter counter, int index) {
    long[] column = columns[counter.code()];
    return column == null ? 0 : column[index];
  }

  /** Counters whose counts may differ from those of earlier ones; all when the days differ. */
  @SuppressWarnings("ReferenceEquality") // columns are never changed in place
  long changedSince(PastDays before) {
    if (this == before) {
      return 0;
    }
    if (days != before.days) {
      return -1L;
    }
    long changed = 0;
    for (int c = 0; c < columns.length; c++) {
      changed |= columns[c] == before.columns[c] ? 0 : 1L << c;
    }
    return changed;
  }

  /**
   * As {@link Arrays#binarySearch(int[], int)}, but from where the day is when no day is missing:
   * on most days of an active account something happens.
   */
  int place(int day) {
    if (days.length == 0 || day < days[0]) {
      return -1;
    }
    int place = Math.min(day - days[0], days.length - 1);
    while (days[place] > day) {
      place--;
    }
    return days[place] == day ? place : -place - 2;
  }

  int firstWith(long counters, int fromIndex) {
    long wanted = counted(counters);
    int index = wanted == 0 ? present.length : fromIndex;
    while (index < present.length && (present[index] & wanted) == 0) {
      index++;
    }
    return index;
  }

  int lastWith(long counters) {
    long wanted = counted(counters);
    int index = wanted == 0 ? -1 : present.length - 1;
    while (index >= 0 && (present[index] & wanted) == 0) {
      index--;
    }
    return index;
  }

  /** Those of some counters that any day has: many are asked for that no account ever counts. */
  private long counted(long counters) {
    long counted = 0;
    for (long left = counters; left != 0; left &= left - 1) {
      counted |= columns[Long.numberOfTrailingZeros(left)] == null ? 0 : left & -left;
    }
    return counted;
  }

  /**
   * Marks those days, not before the oldest, on which any of some counters is not zero: without a
   * branch per day, for whether anything of a kind happened on a day nobody can foresee.
   */
  void addDaysWith(long counters, int today, int oldest, long[] words) {
    int i = days.length - 1;
    while (i >= 0 && days[i] >= oldest) {
      int word = (today - days[i]) / Long.SIZE;
      int first = Math.max(oldest, today - word * Long.SIZE - (Long.SIZE - 1));
      long marks = 0;
      for (; i >= 0 && days[i] >= first; i--) {
        marks |= anything(present[i] & counters) << (today - days[i]);
      }
      words[word] |= marks;
    }
  }

  long sum(Counter counter, int fromIndex, int toIndex) {
    long[] column = columns[counter.code()];
    if (column == null) {
      return 0;
    }
    long sum = 0;
    for (int i = fromIndex; i < toIndex; i++) {
      sum += column[i];
    }
    return sum;
  }

  /** These days with two amounts added to one of them, or to one between them. */
  PastDays plus(int day, Counter counter, long amount, Counter other, long otherAmount) {
    int place = place(day);
    int at = place >= 0 ? place : -place - 1;
    PastDays more =
        place >= 0
            ? new PastDays(days, present.clone(), columns.clone())
            : withGap(at, day, columns.length);
    more.add(at, counter, amount);
    more.add(at, other, otherAmount);
    return more;
  }

  /** Only while these days are being made: the lists of columns and of what is present are own. */
  private void add(int at, Counter counter, long amount) {
    if (amount == 0) {
      return;
    }
    int code = counter.code();
    long[] column = columns[code] == null ? new long[days.length] : columns[code].clone();
    column[at] = DayLog.added(column[at], amount);
    columns[code] = column;
    present[at] = (present[at] & ~(1L << code)) | anything(column[at]) << code;
  }

  private PastDays withGap(int at, int day, int counters) {
    int[] moreDays = new int[days.length + 1];
    System.arraycopy(days, 0, moreDays, 0, at);
    moreDays[at] = day;
    System.arraycopy(days, at, moreDays, at + 1, days.length - at);
    long[][] moreColumns = new long[counters][];
    for (int c = 0; c < counters; c++) {
      moreColumns[c] = columns[c] == null ? null : withGap(columns[c], at);
    }
    return new PastDays(moreDays, withGap(present, at), moreColumns);
  }

  private static long[] withGap(long[] values, int at) {
    long[] more = new long[values.length + 1];
    System.arraycopy(values, 0, more, 0, at);
    System.arraycopy(values, at, more, at + 1, values.length - at);
    return more;
  }

  /** These days from an index on, and a later one. */
  PastDays followedBy(int day, long[] counts, int fromIndex) {
    int at = days.length - fromIndex;
    long[] morePresent = Arrays.copyOfRange(present, fromIndex, days.length + 1);
    long[][] more = new long[counts.length][];
    long any = 0;
    for (long each : morePresent) {
      any |= each;
    }
    for (int code = 0; code < counts.length; code++) {
      if (((any >>> code) & 1) != 0) {
        more[code] = Arrays.copyOfRange(columns[code], fromIndex, days.length + 1);
      } else if (counts[code] != 0) {
        more[code] = new long[at + 1];
      }
      if (counts[code] != 0) {
        more[code][at] = counts[code];
        morePresent[at] |= 1L << code;
      }
    }
    int[] moreDays = Arrays.copyOfRange(days, fromIndex, days.length + 1);
    moreDays[at] = day;
    return new PastDays(moreDays, morePresent, more);
  }

  /** These days without those before an index. */
  PastDays from(int index) {
    if (index == 0) {
      return this;
    }
    if (index >= days.length) {
      return NONE;
    }
    long[] left = Arrays.copyOfRange(present, index, days.length);
    long any = 0;
    for (long each : left) {
      any |= each;
    }
    long[][] kept = new long[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      if ((any >>> c & 1) != 0) {
        kept[c] = Arrays.copyOfRange(columns[c], index, days.length);
      }
    }
    return new PastDays(Arrays.copyOfRange(days, index, days.length), left, kept);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PastDays that
        && Arrays.equals(days, that.days)
        && Arrays.deepEquals(columns, that.columns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(days), Arrays.deepHashCode(columns));
  }

  @Override
  public String toString() {
    return Arrays.toString(days) + Arrays.deepToString(columns);
  }
}
