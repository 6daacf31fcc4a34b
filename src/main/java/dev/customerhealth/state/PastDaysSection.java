package dev.customerhealth.state;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.PastDays;

/**
 * Counts of past days, as bytes. What happens on most days is written column by column, each in as
 * many bits as it needs; what happens now and then is written day by day, with a bit per counter.
 */
final class PastDaysSection {
  private static final int COUNTERS = Counter.all().size();

  /** A bit per counter. */
  static final long ALL = (1L << COUNTERS) - 1;

  /** The first version that writes columns by the one before, and short gaps in fewer bits. */
  private static final int FIRST_BY_EACH_OTHER = 4;

  private PastDaysSection() {}

  /** The bytes of at least one day. */
  static byte[] bytes(PastDays past) {
    ByteWriter out = new ByteWriter();
    int size = past.size();
    for (int i = 0; i < size - 1; i++) {
      out.gammaBits((long) past.day(i + 1) - past.day(i));
    }
    out.endBits();
    long frequent = 0;
    long rare = 0;
    for (Counter counter : Counter.all()) {
      if (past.column(counter) != null) {
        boolean isFrequent = past.daysWith(counter) * 3 > size;
        frequent |= isFrequent ? 1L << counter.code() : 0;
        rare |= isFrequent ? 0 : 1L << counter.code();
      }
    }
    writeFrequent(out, past, frequent);
    out.varint(rare);
    if (rare != 0) {
      writeRare(out, past, rare);
    }
    return out.toBytes();
  }

  /**
   * Column by column. Who logs in works in a session: a column that is much like the one before it
   * is written as its differences from it.
   */
  private static void writeFrequent(ByteWriter out, PastDays past, long frequent) {
    out.varint(frequent);
    long[][] columns = new long[Long.bitCount(frequent)][];
    long alike = 0;
    int place = 0;
    long[] before = null;
    for (long left = frequent; left != 0; left &= left - 1) {
      long[] column = unsigned(past, Long.numberOfTrailingZeros(left));
      boolean isAlike = before != null && isAlike(column, before);
      columns[place] = isAlike ? differences(column, before) : column;
      alike |= isAlike ? 1L << place : 0;
      before = column;
      place++;
    }
    out.varint(alike);
    for (long[] column : columns) {
      out.packed(column);
    }
  }

  private static long[] differences(long[] column, long[] before) {
    long[] differences = new long[column.length];
    for (int i = 0; i < column.length; i++) {
      differences[i] = ByteWriter.zigzagged(column[i] - before[i]);
    }
    return differences;
  }

  /** Whether the differences from another column spread over less than half of what it does. */
  private static boolean isAlike(long[] column, long[] before) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    long leastDifference = Long.MAX_VALUE;
    long mostDifference = Long.MIN_VALUE;
    for (int i = 0; i < column.length; i++) {
      long difference = ByteWriter.zigzagged(column[i] - before[i]);
      least = Math.min(least, column[i]);
      most = Math.max(most, column[i]);
      leastDifference = Math.min(leastDifference, difference);
      mostDifference = Math.max(mostDifference, difference);
    }
    return mostDifference - leastDifference < (most - least) / 2;
  }

  /** Which of the rare counters a day has, then their counts, for every day that has any. */
  private static void writeRare(ByteWriter out, PastDays past, long rare) {
    long[][] columns = new long[COUNTERS][];
    for (long left = rare; left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      columns[code] = unsigned(past, code);
    }
    int rows = 0;
    for (int i = 0; i < past.size(); i++) {
      rows += (past.present(i) & rare) != 0 ? 1 : 0;
    }
    out.varint(rows);
    int placeWidth = placeWidth(past.size());
    int rareWidth = Long.bitCount(rare);
    for (int i = 0; i < past.size(); i++) {
      long ofDay = past.present(i) & rare;
      if (ofDay != 0) {
        out.bits(i | (places(ofDay, rare) << placeWidth), placeWidth + rareWidth);
        for (long left = ofDay; left != 0; left &= left - 1) {
          out.gammaBits(columns[Long.numberOfTrailingZeros(left)][i]);
        }
      }
    }
    out.endBits();
  }

  /** A bit per counter that a day has, at its place among all that any day has. */
  private static long places(long ofDay, long all) {
    long places = 0;
    for (long left = ofDay; left != 0; left &= left - 1) {
      places |= 1L << Long.bitCount(all & ((left & -left) - 1));
    }
    return places;
  }

  private static int placeWidth(int size) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }

  /** Tones may be negative; they are written as zigzag numbers. */
  static long unsigned(long count, int code) {
    return code == Counter.TICKET_SENTIMENT.code() ? ByteWriter.zigzagged(count) : count;
  }

  /** The opposite of {@link #unsigned(long, int)}. */
  static long signed(long count, int code) {
    return code == Counter.TICKET_SENTIMENT.code() ? ByteReader.unzigzagged(count) : count;
  }

  private static long[] unsigned(PastDays past, int code) {
    long[] column = past.column(Counter.all().get(code));
    if (code != Counter.TICKET_SENTIMENT.code()) {
      return column;
    }
    long[] zigzag = new long[column.length];
    for (int i = 0; i < column.length; i++) {
      zigzag[i] = ByteWriter.zigzagged(column[i]);
    }
    return zigzag;
  }

  private static void makeSigned(long[] zigzag) {
    for (int i = 0; i < zigzag.length; i++) {
      zigzag[i] = ByteReader.unzigzagged(zigzag[i]);
    }
  }

  /**
   * Reads what {@link #bytes} made.
   *
   * @param size how many days, at least 1
   * @param latest the last of them
   * @param kept days that the account keeps
   */
  static PastDays read(ByteReader in, int size, int latest, int kept, int version) {
    int[] days = new int[size];
    days[size - 1] = latest;
    boolean byEachOther = version >= FIRST_BY_EACH_OTHER;
    long[] gaps = byEachOther ? readGaps(in, size - 1) : in.packed(size - 1);
    for (int i = size - 2; i >= 0; i--) {
      if (gaps[i] < 0 || gaps[i] >= kept) {
        throw in.refused("expected a gap within the days kept, found " + gaps[i] + " days");
      }
      days[i] = days[i + 1] - (int) gaps[i] - 1;
    }
    long[][] columns = new long[COUNTERS][];
    readFrequent(in, size, byEachOther, columns);
    long rare = in.mask(ALL, "rare counters");
    if (rare != 0) {
      readRare(in, size, rare, columns);
    }
    if (columns[Counter.TICKET_SENTIMENT.code()] != null) {
      makeSigned(columns[Counter.TICKET_SENTIMENT.code()]);
    }
    return PastDays.of(days, columns);
  }

  private static long[] readGaps(ByteReader in, int size) {
    long[] gaps = new long[size];
    for (int i = 0; i < size; i++) {
      gaps[i] = in.gammaBits() - 1;
    }
    in.endBits();
    return gaps;
  }

  private static void readFrequent(ByteReader in, int size, boolean byEachOther, long[][] columns) {
    long frequent = in.mask(ALL, "counters");
    long all = (1L << Long.bitCount(frequent)) - 1;
    long alike = byEachOther ? in.mask(all & ~1L, "counters like others") : 0;
    long[] before = null;
    for (long left = frequent; left != 0; left &= left - 1) {
      long[] column = in.packed(size);
      if ((alike & 1) != 0) {
        for (int i = 0; i < size; i++) {
          column[i] = before[i] + ByteReader.unzigzagged(column[i]);
          if (column[i] < 0) {
            throw in.refused("expected a count of at least 0, found " + column[i]);
          }
        }
      }
      columns[Long.numberOfTrailingZeros(left)] = column;
      before = column;
      alike >>>= 1;
    }
  }

  private static void readRare(ByteReader in, int size, long rare, long[][] columns) {
    long[][] rareColumns = new long[Long.bitCount(rare)][size];
    int next = 0;
    for (long left = rare; left != 0; left &= left - 1) {
      columns[Long.numberOfTrailingZeros(left)] = rareColumns[next++];
    }
    int rows = in.upTo(size, "days with rare counters");
    int placeWidth = placeWidth(size);
    for (int row = 0; row < rows; row++) {
      int place = (int) in.bits(placeWidth);
      if (place >= size) {
        throw in.refused("expected a day below " + size + ", found " + place);
      }
      for (long left = in.bits(rareColumns.length); left != 0; left &= left - 1) {
        rareColumns[Long.numberOfTrailingZeros(left)][place] = in.gammaBits();
      }
    }
    in.endBits();
  }
}
