package dev.customerhealth.state;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.PastDays;

/**
 * Counts of what happens on most days, as bytes: column by column, each by itself or by others that
 * tell about as much. Logins stand apart, for they are told by the users, who change all day.
 */
final class FrequentSection {
  private static final long LOGINS = 1L << Counter.LOGINS.code();

  private static final int BY_USERS = 1;

  private static final int MODE_BITS = 2;

  /** Zigzagged, of two sums of what is counted on a day; larger ones are damaged bytes. */
  private static final long LARGEST_DIFFERENCE = 1L << 60;

  private FrequentSection() {}

  /**
   * Column by column. Who logs in works in a session, and sessions take about as long as others: a
   * column that is much like the one before it, or about so many times the first, is written as its
   * differences from that.
   */
  static void write(ByteWriter out, PastDays past, long frequent) {
    out.varint(frequent);
    long[] first = null;
    long[] before = null;
    long written = frequent & ~LOGINS;
    FrequentColumn[] columns = new FrequentColumn[Long.bitCount(written)];
    int place = 0;
    for (long left = frequent; left != 0; left &= left - 1) {
      long[] column = PastDaysSection.unsigned(past, Long.numberOfTrailingZeros(left));
      if ((left & -left & written) != 0) {
        columns[place++] = FrequentColumn.of(column, first, before);
      }
      first = first == null ? column : first;
      before = column;
    }
    for (FrequentColumn column : columns) {
      out.bits(column.mode(), MODE_BITS);
    }
    out.endBits();
    for (FrequentColumn column : columns) {
      column.write(out);
    }
  }

  /** What {@link #write} wrote, before the logins are known. */
  static final class Counts {
    /** The counters, a bit per code. */
    private final long frequent;

    /** How each is written, but for logins. */
    private final int[] modes;

    /**
     * What stands before each of these: how many eighths of the first column it is, or the least of
     * its differences from the one before.
     */
    private final long[] heads;

    /** The numbers written, by the codes of the counters. */
    private final long[][] columns = new long[Counter.all().size()][];

    private Counts(long frequent) {
      this.frequent = frequent;
      this.modes = new int[Long.bitCount(frequent & ~LOGINS)];
      this.heads = new long[modes.length];
    }

    /** The columns by the codes of the counters, for those that are rare to be added. */
    long[][] columns() {
      return columns;
    }
  }

  /** Reads what {@link #write} wrote. */
  static Counts read(ByteReader in, int size) {
    Counts counts = new Counts(in.mask(PastDaysSection.ALL, "counters"));
    int[] modes = counts.modes;
    for (int i = 0; i < modes.length; i++) {
      modes[i] = (int) in.bits(MODE_BITS);
      if (modes[i] > FrequentColumn.TIMES_FIRST) {
        throw in.refused("expected a way to write a column, found " + modes[i]);
      }
    }
    in.endBits();
    int place = 0;
    for (long left = counts.frequent & ~LOGINS; left != 0; left &= left - 1) {
      int mode = modes[place];
      counts.heads[place++] =
          mode == FrequentColumn.TIMES_FIRST
              ? in.varint()
              : mode == FrequentColumn.LIKE_BEFORE ? in.zigzag() : 0;
      counts.columns[Long.numberOfTrailingZeros(left)] =
          mode == FrequentColumn.TIMES_FIRST ? readRice(in, size) : in.packed(size);
    }
    return counts;
  }

  /**
   * Reads what {@link #bytesOfLogins} wrote, by which the other columns are known.
   *
   * @param counts is used up
   */
  static long[][] resolve(ByteReader in, int[] days, Counts counts, UsersByDay.Counts users) {
    long[][] columns = counts.columns;
    if ((counts.frequent & LOGINS) != 0) {
      columns[Counter.LOGINS.code()] = readLogins(in, days, users);
    }
    long[] first = null;
    long[] before = null;
    int place = 0;
    for (long left = counts.frequent; left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      if (code != Counter.LOGINS.code()) {
        int mode = counts.modes[place];
        if (mode != FrequentColumn.PLAIN) {
          if (before == null) {
            throw in.refused("expected a column by itself, found one by others");
          }
          if (mode == FrequentColumn.TIMES_FIRST) {
            addTimes(in, columns[code], counts.heads[place], first);
          } else {
            add(in, columns[code], counts.heads[place], before);
          }
        }
        place++;
      }
      first = first == null ? columns[code] : first;
      before = columns[code];
    }
    return columns;
  }

  /**
   * Logins of every day, where there are any on most days: as their differences from how many users
   * were seen, which is nearly as many.
   */
  static byte[] bytesOfLogins(PastDays past, UsersByDay.Counts users) {
    ByteWriter out = new ByteWriter();
    long[] logins = past.column(Counter.LOGINS);
    if (logins == null || !PastDaysSection.isFrequent(past, Counter.LOGINS)) {
      return out.toBytes();
    }
    long[] more = users.known() ? more(past, logins, users) : logins;
    long least = least(more);
    if (users.known() && most(more) - least <= most(logins) - least(logins)) {
      for (int i = 0; i < more.length; i++) {
        more[i] -= least;
      }
      out.varint(ByteWriter.zigzagged(least) << 1 | BY_USERS);
      out.packed(more);
    } else {
      out.varint(0);
      out.packed(logins);
    }
    return out.toBytes();
  }

  /** By how many there are more logins than users, for every day. */
  private static long[] more(PastDays past, long[] logins, UsersByDay.Counts users) {
    long[] more = new long[logins.length];
    for (int i = 0; i < more.length; i++) {
      more[i] = logins[i] - users.on(past.day(i));
    }
    return more;
  }

  private static long[] readLogins(ByteReader in, int[] days, UsersByDay.Counts users) {
    long head = in.varint();
    long[] logins = in.packed(days.length);
    if ((head & BY_USERS) != 0) {
      if (!users.known()) {
        throw in.refused("expected logins by themselves, found them by users not counted");
      }
      long least = ByteReader.unzigzagged(head >>> 1);
      for (int i = 0; i < logins.length; i++) {
        logins[i] += least + users.on(days[i]);
        if (logins[i] < 0) {
          throw in.refused("expected a count of at least 0, found " + logins[i]);
        }
      }
    }
    return logins;
  }

  private static long[] readRice(ByteReader in, int size) {
    int width = (int) in.bits(ByteWriter.RICE_WIDTH_BITS);
    long[] numbers = in.riceBits(size, width, LARGEST_DIFFERENCE);
    in.endBits();
    return numbers;
  }

  private static long least(long[] column) {
    long least = Long.MAX_VALUE;
    for (long each : column) {
      least = Math.min(least, each);
    }
    return least;
  }

  private static long most(long[] column) {
    long most = Long.MIN_VALUE;
    for (long each : column) {
      most = Math.max(most, each);
    }
    return most;
  }

  /** The opposite of {@link FrequentColumn#write}, in place. */
  private static void addTimes(ByteReader in, long[] zigzag, long ratio, long[] first) {
    for (int i = 0; i < zigzag.length; i++) {
      zigzag[i] = ByteReader.unzigzagged(zigzag[i]) + first[i] * ratio / FrequentColumn.EIGHTHS;
      if (zigzag[i] < 0) {
        throw in.refused("expected a count of at least 0, found " + zigzag[i]);
      }
    }
  }

  /** The opposite of {@link ByteWriter#packedDifferences}, in place. */
  private static void add(ByteReader in, long[] distances, long least, long[] other) {
    for (int i = 0; i < distances.length; i++) {
      distances[i] += least + other[i];
      if (distances[i] < 0) {
        throw in.refused("expected a count of at least 0, found " + distances[i]);
      }
    }
  }
}
