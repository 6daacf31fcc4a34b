package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * What happened on each day on which anything happened, within the longest window.
 *
 * <p>Column by column: adding one event copies one column, and a sum over a window reads one. A
 * column that was never written is null and costs nothing.
 */
public final class DayLog {
  /** Highest count kept for one day, so that no sum over a window can overflow. */
  public static final long MAX_PER_DAY = 100_000_000_000L;

  /** Nothing happened yet. */
  public static final DayLog EMPTY = new DayLog(new int[0], new long[Counter.all().size()][]);

  private final int[] days;
  private final long[][] columns;

  private DayLog(int[] days, long[][] columns) {
    this.days = days;
    this.columns = columns;
  }

  /**
   * A log from its parts, which are not copied and must not be changed afterwards.
   *
   * @param days ascending
   * @param columns one per counter, null where all are zero
   */
  public static DayLog of(int[] days, long[][] columns) {
    return days.length == 0 ? EMPTY : new DayLog(days, columns);
  }

  /** Days with any count. */
  public int size() {
    return days.length;
  }

  /** The day at an index, ascending. */
  public int day(int index) {
    return days[index];
  }

  /** The count at an index. */
  public long count(Counter counter, int index) {
    long[] column = columns[counter.code()];
    return column == null ? 0 : column[index];
  }

  /**
   * The counts of all days, which are not copied and must not be changed; null where all are zero.
   */
  public long[] column(Counter counter) {
    return columns[counter.code()];
  }

  /**
   * Counters whose counts may differ from those of an earlier log, a bit per code; all bits when
   * the days differ.
   */
  @SuppressWarnings("ReferenceEquality") // columns are never changed in place
  public long changedSince(DayLog before) {
    if (days != before.days) {
      return -1L;
    }
    long changed = 0;
    for (int c = 0; c < columns.length; c++) {
      changed |= columns[c] == before.columns[c] ? 0 : 1L << c;
    }
    return changed;
  }

  /** Index of the first logged day that is not before the given one; size when there is none. */
  public int indexFrom(int day) {
    int index = place(day);
    return index >= 0 ? index : -index - 1;
  }

  /**
   * As {@link Arrays#binarySearch(int[], int)}, but from where the day is when no day is missing:
   * on most days of an active account something happens.
   */
  private int place(int day) {
    if (days.length == 0 || day < days[0]) {
      return -1;
    }
    int place = Math.min(day - days[0], days.length - 1);
    while (days[place] > day) {
      place--;
    }
    return days[place] == day ? place : -place - 2;
  }

  /**
   * Index of the first day, not before an index, on which any of some counters is not zero; size
   * when there is none.
   *
   * @param counters a bit per code of a counter
   */
  public int firstWith(long counters, int fromIndex) {
    int first = days.length;
    for (long left = counters; left != 0; left &= left - 1) {
      long[] column = columns[Long.numberOfTrailingZeros(left)];
      if (column != null) {
        int index = fromIndex;
        while (index < first && column[index] == 0) {
          index++;
        }
        first = index;
      }
    }
    return first;
  }

  /** Index of the last day on which any of some counters is not zero; -1 when there is none. */
  public int lastWith(long counters) {
    int last = -1;
    for (long left = counters; left != 0; left &= left - 1) {
      long[] column = columns[Long.numberOfTrailingZeros(left)];
      if (column != null) {
        int index = column.length - 1;
        while (index > last && column[index] == 0) {
          index--;
        }
        last = index;
      }
    }
    return last;
  }

  /** Sum of a counter from one index to before another. */
  public long sum(Counter counter, int fromIndex, int toIndex) {
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

  /** This log with an amount added to a day; the count stays within plus or minus the bound. */
  public DayLog plus(int day, Counter counter, long amount) {
    return plus(day, counter, amount, counter, 0);
  }

  /** This log with two amounts added to a day, in one go. */
  public DayLog plus(int day, Counter counter, long amount, Counter other, long otherAmount) {
    if (amount == 0 && otherAmount == 0) {
      return this;
    }
    int index = place(day);
    int at = index >= 0 ? index : -index - 1;
    DayLog log = index >= 0 ? new DayLog(days, columns.clone()) : withDay(at, day);
    log.add(at, counter, amount);
    log.add(at, other, otherAmount);
    return log;
  }

  /** Only while this log is being made: the list of its columns is its own. */
  private void add(int at, Counter counter, long amount) {
    if (amount == 0) {
      return;
    }
    long[] old = columns[counter.code()];
    long[] column = old == null ? new long[days.length] : old.clone();
    column[at] = Math.max(-MAX_PER_DAY, Math.min(MAX_PER_DAY, column[at] + amount));
    columns[counter.code()] = column;
  }

  private DayLog withDay(int at, int day) {
    int[] moreDays = new int[days.length + 1];
    System.arraycopy(days, 0, moreDays, 0, at);
    moreDays[at] = day;
    System.arraycopy(days, at, moreDays, at + 1, days.length - at);
    long[][] moreColumns = new long[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      if (columns[c] != null) {
        moreColumns[c] = new long[moreDays.length];
        System.arraycopy(columns[c], 0, moreColumns[c], 0, at);
        System.arraycopy(columns[c], at, moreColumns[c], at + 1, days.length - at);
      }
    }
    return new DayLog(moreDays, moreColumns);
  }

  /** This log without the days before the given one. */
  public DayLog since(int oldestDay) {
    int from = indexFrom(oldestDay);
    if (from == 0) {
      return this;
    }
    if (from == days.length) {
      return EMPTY;
    }
    long[][] kept = new long[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      if (columns[c] != null && anyNonZero(columns[c], from)) {
        kept[c] = Arrays.copyOfRange(columns[c], from, days.length);
      }
    }
    return new DayLog(Arrays.copyOfRange(days, from, days.length), kept);
  }

  private static boolean anyNonZero(long[] column, int from) {
    for (int i = from; i < column.length; i++) {
      if (column[i] != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DayLog that
        && Arrays.equals(days, that.days)
        && Arrays.deepEquals(columns, that.columns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(days), Arrays.deepHashCode(columns));
  }

  @Override
  public String toString() {
    return "DayLog" + Arrays.toString(days) + Arrays.deepToString(columns);
  }
}
