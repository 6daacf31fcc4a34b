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

  private static final int PLAIN = 0;

  private static final int LIKE_BEFORE = 1;

  private static final int TIMES_FIRST = 2;

  private static final int EIGHTHS = 8;

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
    Column[] columns = new Column[Long.bitCount(written)];
    int place = 0;
    for (long left = frequent; left != 0; left &= left - 1) {
      long[] column = PastDaysSection.unsigned(past, Long.numberOfTrailingZeros(left));
      if ((left & -left & written) != 0) {
        columns[place++] = Column.of(column, first, before);
      }
      first = first == null ? column : first;
      before = column;
    }
    for (Column column : columns) {
      out.bits(column.mode, MODE_BITS);
    }
    out.endBits();
    for (Column column : columns) {
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
      if (modes[i] > TIMES_FIRST) {
        throw in.refused("expected a way to write a column, found " + modes[i]);
      }
    }
    in.endBits();
    int place = 0;
    for (long left = counts.frequent & ~LOGINS; left != 0; left &= left - 1) {
      int mode = modes[place];
      counts.heads[place++] =
          mode == TIMES_FIRST ? in.varint() : mode == LIKE_BEFORE ? in.zigzag() : 0;
      counts.columns[Long.numberOfTrailingZeros(left)] =
          mode == TIMES_FIRST ? readRice(in, size) : in.packed(size);
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
        if (mode != PLAIN) {
          if (before == null) {
            throw in.refused("expected a column by itself, found one by others");
          }
          if (mode == TIMES_FIRST) {
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
    long[] more = new long[logins.length];
    for (int i = 0; i < more.length; i++) {
      more[i] = logins[i] - users.on(past.day(i));
    }
    if (users.known() && range(more) <= range(logins)) {
      long least = least(more);
      out.varint(ByteWriter.zigzagged(least) << 1 | BY_USERS);
      out.packed(lessLeast(more, least));
    } else {
      out.varint(0);
      out.packed(logins);
    }
    return out.toBytes();
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

  /** A column as it is written. */
  private static final class Column {
    private final int mode;
    private final long head;
    private final long[] numbers;

    /**
     * @param mode which way
     * @param head the least of the differences, or how many eighths of the first column it is; none
     *     when plain
     * @param numbers what is written for every day
     */
    private Column(int mode, long head, long[] numbers) {
      this.mode = mode;
      this.head = head;
      this.numbers = numbers;
    }

    /** The way that takes fewest bits. */
    static Column of(long[] column, long[] first, long[] before) {
      if (first == null) {
        return new Column(PLAIN, 0, column);
      }
      long[] unlike = less(column, before);
      long ratio = ratio(column, first);
      long[] beyond = beyondTimes(column, first, ratio);
      long bits = bits(range(column), column.length);
      long unlikeBits = bits(range(unlike), column.length) + Byte.SIZE;
      long beyondBits = riceBits(beyond) + Byte.SIZE;
      if (unlikeBits <= Math.min(bits, beyondBits)) {
        return new Column(LIKE_BEFORE, least(unlike), lessLeast(unlike, least(unlike)));
      }
      return beyondBits < bits
          ? new Column(TIMES_FIRST, ratio, beyond)
          : new Column(PLAIN, 0, column);
    }

    private static long bits(long range, int size) {
      return (long) (Long.SIZE - Long.numberOfLeadingZeros(range)) * size;
    }

    void write(ByteWriter out) {
      switch (mode) {
        case TIMES_FIRST -> {
          out.varint(head);
          writeRice(out, numbers);
        }
        case LIKE_BEFORE -> {
          out.zigzag(head);
          out.packed(numbers);
        }
        default -> out.packed(numbers);
      }
    }
  }

  private static long riceBits(long[] numbers) {
    int width = ByteWriter.riceWidth(sum(numbers), numbers.length);
    long bits = 0;
    for (long number : numbers) {
      bits += 1 + width + (number >>> width);
    }
    return bits;
  }

  /** In bits about as many as the numbers spread over, where some of them lie far off. */
  private static void writeRice(ByteWriter out, long[] numbers) {
    int width = ByteWriter.riceWidth(sum(numbers), numbers.length);
    out.bits(width, ByteWriter.RICE_WIDTH_BITS);
    for (long number : numbers) {
      out.riceBits(number, width);
    }
    out.endBits();
  }

  private static long[] readRice(ByteReader in, int size) {
    int width = (int) in.bits(ByteWriter.RICE_WIDTH_BITS);
    long[] numbers = in.riceBits(size, width, LARGEST_DIFFERENCE);
    in.endBits();
    return numbers;
  }

  private static long sum(long[] numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }

  /** How many times another column a column is, in eighths. */
  private static long ratio(long[] column, long[] other) {
    long otherSum = sum(other);
    return (sum(column) * EIGHTHS + otherSum / 2) / otherSum;
  }

  /** Zigzagged differences from so many eighths of another: one array, as it is made for bytes. */
  private static long[] beyondTimes(long[] column, long[] other, long ratio) {
    long[] beyond = new long[column.length];
    for (int i = 0; i < beyond.length; i++) {
      beyond[i] = ByteWriter.zigzagged(column[i] - other[i] * ratio / EIGHTHS);
    }
    return beyond;
  }

  private static long[] less(long[] column, long[] other) {
    long[] less = new long[column.length];
    for (int i = 0; i < less.length; i++) {
      less[i] = column[i] - other[i];
    }
    return less;
  }

  private static long least(long[] column) {
    long least = Long.MAX_VALUE;
    for (long each : column) {
      least = Math.min(least, each);
    }
    return least;
  }

  /** As an unsigned number. */
  private static long range(long[] column) {
    long most = Long.MIN_VALUE;
    for (long each : column) {
      most = Math.max(most, each);
    }
    return most - least(column);
  }

  private static long[] lessLeast(long[] column, long least) {
    long[] distances = new long[column.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = column[i] - least;
    }
    return distances;
  }

  /** The opposite of {@link #beyondTimes}, in place. */
  private static void addTimes(ByteReader in, long[] zigzag, long ratio, long[] first) {
    for (int i = 0; i < zigzag.length; i++) {
      zigzag[i] = ByteReader.unzigzagged(zigzag[i]) + first[i] * ratio / EIGHTHS;
      if (zigzag[i] < 0) {
        throw in.refused("expected a count of at least 0, found " + zigzag[i]);
      }
    }
  }

  /** The opposite of {@link #lessLeast} and {@link #less}, in place. */
  private static void add(ByteReader in, long[] distances, long least, long[] other) {
    for (int i = 0; i < distances.length; i++) {
      distances[i] += least + other[i];
      if (distances[i] < 0) {
        throw in.refused("expected a count of at least 0, found " + distances[i]);
      }
    }
  }
}
