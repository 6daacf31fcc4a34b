package dev.customerhealth.state;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;

/**
 * Who, or what, was seen when, as bytes. Only the days on which anybody was seen are written, so a
 * week costs each user five bits and not seven.
 */
final class DistinctDaysSection {
  /** Days that version 1 kept of users. */
  private static final int DAYS_OF_VERSION_1 = 64;

  private DistinctDaysSection() {}

  static void write(ByteWriter out, DistinctDays seen, DayLog log, int today) {
    int size = seen.size();
    out.varint(size);
    out.varint(seen.level());
    if (seen.level() > 0) {
      out.varint(seen.admitLevel());
      out.zigzag((long) today - seen.admitSinceDay());
    }
    long[] anyone = anyone(seen.kind(), log, today);
    int hashWidth = seen.kind().hashBits() - seen.admitLevel();
    for (int i = 0; i < size; i++) {
      out.bits(seen.hash(i), hashWidth);
      for (int word = 0; word < anyone.length; word++) {
        if (anyone[word] != 0) {
          out.bits(compress(seen.days(i, word), anyone[word]), Long.bitCount(anyone[word]));
        }
      }
    }
    out.endBits();
  }

  static DistinctDays read(ByteReader in, DistinctDays.Kind kind, DayLog log, int today) {
    return read(in, kind, anyone(kind, log, today), today);
  }

  /** Users as version 1 wrote them: two thirds of the days are not there. */
  static DistinctDays readUsersOfVersion1(ByteReader in, DayLog log, int today) {
    long[] anyone = anyone(DistinctDays.Kind.USERS, log, today);
    for (int word = DAYS_OF_VERSION_1 / Long.SIZE; word < anyone.length; word++) {
      anyone[word] = 0;
    }
    return read(in, DistinctDays.Kind.USERS, anyone, today);
  }

  /** Features as version 1 wrote them: the day of the last use alone. */
  static DistinctDays readFeaturesOfVersion1(ByteReader in) {
    DistinctDays.Kind kind = DistinctDays.Kind.FEATURES;
    int size = in.upTo(kind.bound(), "features");
    if (size == 0) {
      return DistinctDays.none(kind);
    }
    int[] hashes = new int[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = (int) in.bits(kind.hashBits());
    }
    in.endBits();
    long[] ages = in.packed(size);
    long[][] words = new long[DistinctDays.WORDS][];
    words[0] = new long[size];
    for (int i = 0; i < size; i++) {
      if (ages[i] < 0 || ages[i] >= DAYS_OF_VERSION_1) {
        throw in.refused("expected a feature used within 64 days, found " + ages[i]);
      }
      words[0][i] = 1L << ages[i];
    }
    return DistinctDays.of(kind, 0, 0, 0, hashes, words);
  }

  private static DistinctDays read(
      ByteReader in, DistinctDays.Kind kind, long[] anyone, int today) {
    int size = in.upTo(kind.bound(), "members");
    int level = in.upTo(kind.hashBits(), "a level");
    int admitLevel = level > 0 ? in.upTo(level, "an admitted level") : 0;
    int admitSince = level > 0 ? today - in.smallZigzag("days since admission") : 0;
    int hashWidth = kind.hashBits() - admitLevel;
    int[] hashes = new int[size];
    long[][] words = new long[DistinctDays.WORDS][];
    for (int word = 0; word < anyone.length; word++) {
      words[word] = anyone[word] == 0 ? null : new long[size];
    }
    for (int i = 0; i < size; i++) {
      hashes[i] = (int) in.bits(hashWidth);
      for (int word = 0; word < anyone.length; word++) {
        if (anyone[word] != 0) {
          words[word][i] = expand(in.bits(Long.bitCount(anyone[word])), anyone[word]);
        }
      }
    }
    in.endBits();
    return size == 0 && level == 0
        ? DistinctDays.none(kind)
        : DistinctDays.of(kind, level, admitLevel, admitSince, hashes, words);
  }

  /** Whoever was seen left a count on that day, so the day log knows the days already. */
  private static long[] anyone(DistinctDays.Kind kind, DayLog log, int today) {
    long counters =
        switch (kind) {
          case USERS -> bit(Counter.LOGINS) | bit(Counter.SESSIONS) | bit(Counter.FEATURE_USES);
          case FEATURES -> bit(Counter.FEATURE_USES);
          case CONTACTS -> bit(Counter.ENGAGEMENTS);
          case TRAINEES -> bit(Counter.TRAININGS);
        };
    long[] days = new long[DistinctDays.WORDS];
    int index = log.firstWith(counters, log.indexFrom(Days.windowStart(today, Days.KEPT)));
    while (index < log.size()) {
      int age = today - log.day(index);
      days[age / Long.SIZE] |= 1L << age;
      index = log.firstWith(counters, index + 1);
    }
    return days;
  }

  private static long bit(Counter counter) {
    return 1L << counter.code();
  }

  /** The bits of a value that a mask names, pushed together; run by run, for days come in weeks. */
  static long compress(long value, long mask) {
    long result = 0;
    int filled = 0;
    for (long rest = mask; rest != 0; ) {
      int start = Long.numberOfTrailingZeros(rest);
      int length = Long.numberOfTrailingZeros(~(rest >>> start));
      result |= (value >>> start & lowest(length)) << filled;
      filled += length;
      rest = start + length >= Long.SIZE ? 0 : rest & (-1L << (start + length));
    }
    return result;
  }

  /** The opposite of {@link #compress}. */
  static long expand(long compressed, long mask) {
    long result = 0;
    int used = 0;
    for (long rest = mask; rest != 0; ) {
      int start = Long.numberOfTrailingZeros(rest);
      int length = Long.numberOfTrailingZeros(~(rest >>> start));
      result |= (compressed >>> used & lowest(length)) << start;
      used += length;
      rest = start + length >= Long.SIZE ? 0 : rest & (-1L << (start + length));
    }
    return result;
  }

  private static long lowest(int bits) {
    return bits >= Long.SIZE ? -1L : (1L << bits) - 1;
  }
}
