package dev.customerhealth.state;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
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

  /** Writes which days there are, and the counts of the last. */
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
      written.writeDays(out, past);
    }
  }

  /** Writes the counts of the days before the last, of which users tell some. */
  static void writeCounts(
      ByteWriter out, DayLog log, DistinctDays users, int today, WrittenPast written) {
    PastDays past = log.past();
    int size = past.size();
    if (size > 0) {
      written.writeCounts(
          out, past, UsersByDay.count(users, today, past.day(size - 1), past.day(0)));
    }
  }

  /** Which counters are not zero, then their counts: the length of each, and what follows. */
  private static void writeLast(ByteWriter out, DayLog log) {
    int last = log.past().size();
    long present = 0;
    for (Counter counter : Counter.all()) {
      present |= log.count(counter, last) != 0 ? 1L << counter.code() : 0;
    }
    out.varint(PastDaysSection.usualFirst(present));
    for (long left = present; left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      long count = PastDaysSection.unsigned(log.count(Counter.all().get(code), last), code);
      out.deltaBits(count);
    }
    out.endBits();
  }

  /** The last day with its counts, and which days there are before it. */
  static final class Head {
    private static final Head EMPTY = new Head(Days.NONE, new long[COUNTERS], PastDates.NONE);

    private final int lastDay;

    /** By the codes of the counters. */
    private final long[] counts;

    private final PastDates past;

    private Head(int lastDay, long[] counts, PastDates past) {
      this.lastDay = lastDay;
      this.counts = counts;
      this.past = past;
    }

    /**
     * The days on which any of some counters counted that those of {@link #write} are made of.
     *
     * @param kept days that are looked at
     */
    DaysSeen seen(long counters, int today, int kept) {
      long[] words = new long[DistinctDays.words(kept)];
      int oldest = Days.windowStart(today, kept);
      past.addTo(words, today, oldest);
      boolean onLast = false;
      for (long left = counters; left != 0; left &= left - 1) {
        onLast |= counts[Long.numberOfTrailingZeros(left)] != 0;
      }
      if (onLast && lastDay >= oldest) {
        words[(today - lastDay) / Long.SIZE] |= 1L << (today - lastDay);
      }
      return new DaysSeen(words);
    }
  }

  /** Reads what {@link #write} wrote. */
  static Head readHead(ByteReader in, int today, int kept, WrittenPast written) {
    int size = in.upTo(kept, "days");
    if (size == 0) {
      return Head.EMPTY;
    }
    int lastDay = lastDay(in, today);
    long[] last = readLast(in, PastDaysSection.FIRST_BY_USERS);
    if (size == 1) {
      return new Head(lastDay, last, PastDates.NONE);
    }
    int before = lastDay - in.upTo(kept, "days without anything") - 1;
    int from = in.position();
    PastDates past = PastDaysSection.readDays(in, size - 1, before, kept);
    written.rememberDays(in.since(from));
    return new Head(lastDay, last, past);
  }

  /** Reads what {@link #writeCounts} wrote. */
  static DayLog read(ByteReader in, Head head, DistinctDays users, int today, WrittenPast written) {
    int[] days = head.past.days();
    if (days.length == 0) {
      return head.lastDay == Days.NONE
          ? DayLog.EMPTY
          : DayLog.of(PastDays.NONE, head.lastDay, head.counts);
    }
    int from = in.position();
    FrequentSection.Counts counts = PastDaysSection.readCounts(in, days.length);
    byte[] bytes = in.since(from);
    UsersByDay.Counts by = UsersByDay.count(users, today, days[days.length - 1], days[0]);
    int fromLogins = in.position();
    PastDays past = PastDaysSection.read(in, days, counts, by);
    written.rememberCounts(past, bytes);
    written.rememberLogins(by, in.since(fromLogins));
    return DayLog.of(past, head.lastDay, head.counts);
  }

  private static int lastDay(ByteReader in, int today) {
    int since = in.smallZigzag("days since the last");
    if (since < 0) {
      throw in.refused("expected a last day that is not to come, found one in " + -since + " days");
    }
    return today - since;
  }

  /** As versions 1 to 5 wrote it. */
  static DayLog read(ByteReader in, int today, int kept, int version) {
    int size = in.upTo(kept, "days");
    if (size == 0) {
      return DayLog.EMPTY;
    }
    int lastDay = lastDay(in, today);
    if (version < FIRST_WITH_LAST_DAY) {
      return split(PastDaysSection.read(in, size, lastDay, kept, version));
    }
    long[] last = readLast(in, version);
    if (size == 1) {
      return DayLog.of(PastDays.NONE, lastDay, last);
    }
    int before = lastDay - in.upTo(kept, "days without anything") - 1;
    return DayLog.of(PastDaysSection.read(in, size - 1, before, kept, version), lastDay, last);
  }

  private static long[] readLast(ByteReader in, int version) {
    long[] counts = new long[COUNTERS];
    long present = in.mask(PastDaysSection.ALL, "counters");
    long left =
        version >= PastDaysSection.FIRST_BY_USERS ? PastDaysSection.byCode(present) : present;
    for (; left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      counts[code] = PastDaysSection.signed(in.deltaBits(), code);
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
