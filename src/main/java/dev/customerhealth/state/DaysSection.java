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

  private DaysSection() {}

  static void write(ByteWriter out, DayLog log, int today) {
    int size = log.size();
    out.varint(size);
    if (size == 0) {
      return;
    }
    out.zigzag((long) today - log.day(size - 1));
    long[] gaps = new long[size - 1];
    for (int i = 0; i < size - 1; i++) {
      gaps[i] = log.day(i + 1) - log.day(i) - 1L;
    }
    out.packed(gaps);
    long frequent = 0;
    long rare = 0;
    for (int code = 0; code < COUNTERS; code++) {
      long[] column = log.column(Counter.all().get(code));
      if (column != null) {
        if (isFrequent(column)) {
          frequent |= 1L << code;
        } else {
          rare |= 1L << code;
        }
      }
    }
    out.varint(frequent);
    for (long left = frequent; left != 0; left &= left - 1) {
      out.packed(unsigned(log, Long.numberOfTrailingZeros(left)));
    }
    out.varint(rare);
    if (rare != 0) {
      writeRare(out, log, rare);
    }
  }

  private static boolean isFrequent(long[] column) {
    int days = 0;
    for (long count : column) {
      days += count != 0 ? 1 : 0;
    }
    return days * 3 > column.length;
  }

  /** Which of the rare counters a day has, then their counts, for every day that has any. */
  private static void writeRare(ByteWriter out, DayLog log, long rare) {
    long[] present = new long[log.size()];
    long[][] columns = new long[COUNTERS][];
    for (long left = rare; left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      columns[code] = unsigned(log, code);
      for (int i = 0; i < present.length; i++) {
        present[i] |= columns[code][i] != 0 ? 1L << code : 0;
      }
    }
    int rows = 0;
    for (long each : present) {
      rows += each != 0 ? 1 : 0;
    }
    out.varint(rows);
    int placeWidth = placeWidth(log.size());
    for (int i = 0; i < present.length; i++) {
      if (present[i] != 0) {
        out.bits(i, placeWidth);
        out.bits(DistinctDaysSection.compress(present[i], rare), Long.bitCount(rare));
        for (long left = present[i]; left != 0; left &= left - 1) {
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

  static DayLog read(ByteReader in, int today, int kept) {
    int size = in.upTo(kept, "days");
    if (size == 0) {
      return DayLog.EMPTY;
    }
    int[] days = new int[size];
    days[size - 1] = today - in.smallZigzag("days since the last");
    long[] gaps = in.packed(size - 1);
    for (int i = size - 2; i >= 0; i--) {
      if (gaps[i] < 0 || gaps[i] >= kept) {
        throw in.refused("expected a gap within the days kept, found " + gaps[i] + " days");
      }
      days[i] = days[i + 1] - (int) gaps[i] - 1;
    }
    long[][] columns = new long[COUNTERS][];
    for (long left = in.mask(ALL, "counters"); left != 0; left &= left - 1) {
      columns[Long.numberOfTrailingZeros(left)] = in.packed(size);
    }
    long rare = in.mask(ALL, "rare counters");
    if (rare != 0) {
      readRare(in, size, rare, columns);
    }
    if (columns[Counter.TICKET_SENTIMENT.code()] != null) {
      makeSigned(columns[Counter.TICKET_SENTIMENT.code()]);
    }
    return DayLog.of(days, columns);
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
