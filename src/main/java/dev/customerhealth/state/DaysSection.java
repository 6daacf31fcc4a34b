package dev.customerhealth.state;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.PastDays;
import java.util.Arrays;

/**
 * Counts per day, as bytes: the last day on which anything happened, then the days before it, which
 * do not depend on it and so rarely have to be written anew.
 */
final class DaysSection {
  private static final int COUNTERS = Counter.all().size();

  /** The first version that writes the last day by itself. */
  private static final int FIRST_WITH_LAST_DAY = 5;

  private DaysSection() {}

  static void write(ByteWriter out, DayLog log, int today, WrittenPast written) {
    out.varint(log.size());
    if (log.size() == 0) {
      return;
    }
    PastDays past = log.past();
    int lastDay = log.day(past.size());
    out.zigzag((long) today - lastDay);
    writeLast(out, log);
    if (past.size() > 0) {
      out.varint((long) lastDay - past.day(past.size() - 1) - 1);
      out.bytes(written.of(past));
    }
  }

  /** Which counters are not zero, then their counts: the length of each, and what follows. */
  private static void writeLast(ByteWriter out, DayLog log) {
    int last = log.past().size();
    long present = 0;
    for (Counter counter : Counter.all()) {
      present |= log.count(counter, last) != 0 ? 1L << counter.code() : 0;
    }
    out.varint(present);
    for (long left = present; left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      long count = PastDaysSection.unsigned(log.count(Counter.all().get(code), last), code);
      int width = Long.SIZE - Long.numberOfLeadingZeros(count);
      out.gammaBits(width);
      out.bits(count, width - 1);
    }
    out.endBits();
  }

  static DayLog read(ByteReader in, int today, int kept, int version, WrittenPast written) {
    int size = in.upTo(kept, "days");
    if (size == 0) {
      return DayLog.EMPTY;
    }
    int lastDay = today - in.smallZigzag("days since the last");
    if (version < FIRST_WITH_LAST_DAY) {
      return split(PastDaysSection.read(in, size, lastDay, kept, version));
    }
    long[] last = readLast(in);
    if (size == 1) {
      return DayLog.of(PastDays.NONE, lastDay, last);
    }
    int before = lastDay - in.upTo(kept, "days without anything") - 1;
    int from = in.position();
    PastDays past = PastDaysSection.read(in, size - 1, before, kept, version);
    written.remember(past, in.since(from));
    return DayLog.of(past, lastDay, last);
  }

  private static long[] readLast(ByteReader in) {
    long[] counts = new long[COUNTERS];
    for (long left = in.mask(PastDaysSection.ALL, "counters"); left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      long width = in.gammaBits();
      if (width > Long.SIZE - 1) {
        throw in.refused("expected a count of at most 63 bits, found " + width + " bits");
      }
      long count = 1L << (width - 1) | in.bits((int) width - 1);
      counts[code] = PastDaysSection.signed(count, code);
    }
    in.endBits();
    return counts;
  }

  /** The last day stood among the others until version 4. */
  private static DayLog split(PastDays all) {
    int past = all.size() - 1;
    int[] days = new int[past];
    long[] last = new long[COUNTERS];
    long[][] columns = new long[COUNTERS][];
    for (int i = 0; i < past; i++) {
      days[i] = all.day(i);
    }
    for (Counter counter : Counter.all()) {
      long[] column = all.column(counter);
      if (column != null) {
        last[counter.code()] = column[past];
        boolean any = Arrays.stream(column, 0, past).anyMatch(count -> count != 0);
        columns[counter.code()] = any ? Arrays.copyOf(column, past) : null;
      }
    }
    return DayLog.of(PastDays.of(days, columns), all.day(past), last);
  }
}
