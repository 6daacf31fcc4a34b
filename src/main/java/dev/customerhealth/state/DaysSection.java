package dev.customerhealth.state;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;

/**
 * Counts per day, as bytes. What happens on most days is written column by column, each in as many
 * bits as it needs; what happens now and then is written day by day, with a bit per counter.
 */
final class DaysSection {
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
    int frequent = 0;
    int rare = 0;
    for (Counter counter : Counter.all()) {
      if (log.has(counter)) {
        if (isFrequent(log, counter)) {
          frequent |= 1 << counter.code();
        } else {
          rare |= 1 << counter.code();
        }
      }
    }
    out.varint(frequent);
    long[] column = new long[size];
    for (int left = frequent; left != 0; left &= left - 1) {
      Counter counter = Counter.all().get(Integer.numberOfTrailingZeros(left));
      for (int i = 0; i < size; i++) {
        column[i] = unsigned(counter, log.count(counter, i));
      }
      out.packed(column);
    }
    out.varint(rare);
    if (rare != 0) {
      writeRare(out, log, rare);
    }
  }

  private static boolean isFrequent(DayLog log, Counter counter) {
    int days = 0;
    for (int i = 0; i < log.size(); i++) {
      days += log.count(counter, i) != 0 ? 1 : 0;
    }
    return days * 3 > log.size();
  }

  private static void writeRare(ByteWriter out, DayLog log, int rare) {
    int rows = 0;
    for (int i = 0; i < log.size(); i++) {
      rows += anyOf(log, rare, i) ? 1 : 0;
    }
    out.varint(rows);
    int placeWidth = placeWidth(log.size());
    for (int i = 0; i < log.size(); i++) {
      if (anyOf(log, rare, i)) {
        out.bits(i, placeWidth);
        for (int left = rare; left != 0; left &= left - 1) {
          Counter counter = Counter.all().get(Integer.numberOfTrailingZeros(left));
          long count = log.count(counter, i);
          out.bits(count != 0 ? 1 : 0, 1);
          if (count != 0) {
            out.gammaBits(unsigned(counter, count));
          }
        }
      }
    }
    out.endBits();
  }

  private static boolean anyOf(DayLog log, int counters, int index) {
    for (int left = counters; left != 0; left &= left - 1) {
      if (log.count(Counter.all().get(Integer.numberOfTrailingZeros(left)), index) != 0) {
        return true;
      }
    }
    return false;
  }

  private static int placeWidth(int size) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }

  private static long unsigned(Counter counter, long count) {
    return counter == Counter.TICKET_SENTIMENT ? count << 1 ^ count >> 63 : count;
  }

  private static long signed(Counter counter, long count) {
    return counter == Counter.TICKET_SENTIMENT ? count >>> 1 ^ -(count & 1) : count;
  }

  static DayLog read(ByteReader in, int today) {
    int size = in.upTo(Days.LONGEST_WINDOW, "days");
    if (size == 0) {
      return DayLog.EMPTY;
    }
    int[] days = new int[size];
    days[size - 1] = today - in.smallZigzag("days since the last");
    long[] gaps = in.packed(size - 1);
    for (int i = size - 2; i >= 0; i--) {
      if (gaps[i] < 0 || gaps[i] >= Days.LONGEST_WINDOW) {
        throw in.refused("expected a gap within the longest window, found " + gaps[i] + " days");
      }
      days[i] = days[i + 1] - (int) gaps[i] - 1;
    }
    int allCounters = (1 << Counter.all().size()) - 1;
    long[][] columns = new long[Counter.all().size()][];
    for (int left = in.upTo(allCounters, "counters"); left != 0; left &= left - 1) {
      Counter counter = Counter.all().get(Integer.numberOfTrailingZeros(left));
      long[] column = in.packed(size);
      for (int i = 0; i < size; i++) {
        column[i] = signed(counter, column[i]);
      }
      columns[counter.code()] = column;
    }
    int rare = in.upTo(allCounters, "rare counters");
    if (rare != 0) {
      readRare(in, size, rare, columns);
    }
    return DayLog.of(days, columns);
  }

  private static void readRare(ByteReader in, int size, int rare, long[][] columns) {
    for (int left = rare; left != 0; left &= left - 1) {
      columns[Integer.numberOfTrailingZeros(left)] = new long[size];
    }
    int rows = in.upTo(size, "days with rare counters");
    int placeWidth = placeWidth(size);
    for (int row = 0; row < rows; row++) {
      int place = (int) in.bits(placeWidth);
      if (place >= size) {
        throw in.refused("expected a day below " + size + ", found " + place);
      }
      for (int left = rare; left != 0; left &= left - 1) {
        if (in.bits(1) != 0) {
          Counter counter = Counter.all().get(Integer.numberOfTrailingZeros(left));
          columns[counter.code()][place] = signed(counter, in.gammaBits());
        }
      }
    }
    in.endBits();
  }
}
