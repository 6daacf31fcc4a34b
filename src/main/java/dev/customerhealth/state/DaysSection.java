package dev.customerhealth.state;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;

/**
 * Counts per day, as bytes. What happens on most days is written column by column, each in as many
 * bits as it needs; what happens now and then is written day by day, with a bit per counter.
 */
final class DaysSection {
  private static final int COUNTERS = Counter.all().size();
  private static final long ALL = (1L << COUNTERS) - 1;

  /** The first version that writes columns by the one before, and short gaps in fewer bits. */
  private static final int FIRST_BY_EACH_OTHER = 4;

  private DaysSection() {}

  static void write(ByteWriter out, DayLog log, int today) {
    int size = log.size();
    out.varint(size);
    if (size == 0) {
      return;
    }
    out.zigzag((long) today - log.day(size - 1));
    for (int i = 0; i < size - 1; i++) {
      out.gammaBits((long) log.day(i + 1) - log.day(i));
    }
    out.endBits();
    long[] present = new long[size];
    long frequent = 0;
    long rare = 0;
    for (int code = 0; code < COUNTERS; code++) {
      long[] column = log.column(Counter.all().get(code));
      if (column != null) {
        if (note(column, code, present) * 3 > size) {
          frequent |= 1L << code;
        } else {
          rare |= 1L << code;
        }
      }
    }
    writeFrequent(out, log, frequent);
    out.varint(rare);
    if (rare != 0) {
      writeRare(out, log, rare, present);
    }
  }

  /**
   * Column by column. Who logs in works in a session: a column that is much like the one before it
   * is written as its differences from it.
   */
  private static void writeFrequent(ByteWriter out, DayLog log, long frequent) {
    out.varint(frequent);
    long[][] columns = new long[Long.bitCount(frequent)][];
    long alike = 0;
    int place = 0;
    long[] before = null;
    for (long left = frequent; left != 0; left &= left - 1) {
      long[] column = unsigned(log, Long.numberOfTrailingZeros(left));
      long[] differences = before == null ? null : differences(column, before);
      boolean isAlike = differences != null && spread(differences) < spread(column) / 2;
      columns[place] = isAlike ? differences : column;
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

  private static long spread(long[] column) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (long value : column) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return most - least;
  }

  /**
   * Notes on which days a counter is not zero.
   *
   * @param present a bit per code of a counter, for every day
   * @return how many days these are
   */
  private static int note(long[] column, int code, long[] present) {
    int days = 0;
    for (int i = 0; i < column.length; i++) {
      long any = (column[i] | -column[i]) >>> (Long.SIZE - 1);
      present[i] |= any << code;
      days += (int) any;
    }
    return days;
  }

  /**
   * Which of the rare counters a day has, then their counts, for every day that has any.
   *
   * @param present the counters that are not zero, a bit per code, for every day
   */
  private static void writeRare(ByteWriter out, DayLog log, long rare, long[] present) {
    long[][] columns = new long[COUNTERS][];
    for (long left = rare; left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      columns[code] = unsigned(log, code);
    }
    int rows = 0;
    for (long each : present) {
      rows += (each & rare) != 0 ? 1 : 0;
    }
    out.varint(rows);
    int placeWidth = placeWidth(log.size());
    int rareWidth = Long.bitCount(rare);
    for (int i = 0; i < present.length; i++) {
      long ofDay = present[i] & rare;
      if (ofDay != 0) {
        out.bits(i, placeWidth);
        out.bits(DistinctDaysSection.compress(ofDay, rare), rareWidth);
        for (long left = ofDay; left != 0; left &= left - 1) {
          out.gammaBits(columns[Long.numberOfTrailingZeros(left)][i]);
        }
      }
    }
    out.endBits();
  }

  private static int placeWidth(int size) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }

  /** Tones may be negative; they are written as zigzag numbers. */
  private static long[] unsigned(DayLog log, int code) {
    long[] column = log.column(Counter.all().get(code));
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

  static DayLog read(ByteReader in, int today, int kept, int version) {
    int size = in.upTo(kept, "days");
    if (size == 0) {
      return DayLog.EMPTY;
    }
    int[] days = new int[size];
    days[size - 1] = today - in.smallZigzag("days since the last");
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
    return DayLog.of(days, columns);
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
    for (long left = rare; left != 0; left &= left - 1) {
      columns[Long.numberOfTrailingZeros(left)] = new long[size];
    }
    int rows = in.upTo(size, "days with rare counters");
    int placeWidth = placeWidth(size);
    for (int row = 0; row < rows; row++) {
      int place = (int) in.bits(placeWidth);
      if (place >= size) {
        throw in.refused("expected a day below " + size + ", found " + place);
      }
      long present = DistinctDaysSection.expand(in.bits(Long.bitCount(rare)), rare);
      for (long left = present; left != 0; left &= left - 1) {
        columns[Long.numberOfTrailingZeros(left)][place] = in.gammaBits();
      }
    }
    in.endBits();
  }
}
