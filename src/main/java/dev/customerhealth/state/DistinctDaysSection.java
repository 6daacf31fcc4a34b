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
  /** The first version that writes the gaps between hashes. */
  private static final int FIRST_WITH_GAPS = 3;

  /** Days that version 1 kept of users. */
  private static final int DAYS_OF_VERSION_1 = 64;

  private static final int SAMPLED = 1;
  private static final int MODE_BITS = 2;
  private static final int ALL_DAYS = 0;
  private static final int DAYS_SEEN = 1;
  private static final int DAYS_MISSING = 2;

  private DistinctDaysSection() {}

  static void write(ByteWriter out, DistinctDays seen, DayLog log, int today) {
    int size = seen.size();
    out.varint((long) size << 1 | (seen.level() > 0 ? SAMPLED : 0));
    if (seen.level() > 0) {
      out.varint(seen.level());
      out.varint(seen.admitLevel());
      out.zigzag((long) today - seen.admitSinceDay());
    }
    long[] anyone = anyone(seen.kind(), log, today, seen.kept());
    int gapWidth = gapWidth(seen.kind().hashBits() - seen.admitLevel(), size);
    int nextHash = 0;
    for (int i = 0; i < size; i++) {
      out.riceBits(seen.hash(i) - nextHash, gapWidth);
      nextHash = seen.hash(i) + 1;
      if (seen.kind() == DistinctDays.Kind.USERS) {
        writeDays(out, seen, i, anyone);
      } else {
        writeFewDays(out, seen, i, anyone);
      }
    }
    out.endBits();
  }

  /**
   * Hashes ascend, so the gap to the one before says as much as the hash and is smaller: about all
   * hashes there may be, divided by those there are.
   */
  private static int gapWidth(int hashWidth, int size) {
    return Math.max(0, hashWidth - bitsOf(size));
  }

  private static void writeDays(ByteWriter out, DistinctDays seen, int index, long[] anyone) {
    for (int word = 0; word < anyone.length; word++) {
      if (anyone[word] != 0) {
        out.bits(compress(seen.days(index, word), anyone[word]), Long.bitCount(anyone[word]));
      }
    }
  }

  /**
   * A feature is used on nearly every day or on nearly none: the few days that differ are listed
   * where that is shorter.
   */
  private static void writeFewDays(ByteWriter out, DistinctDays seen, int index, long[] anyone) {
    int all = count(anyone);
    int active = 0;
    for (int word = 0; word < anyone.length; word++) {
      active += Long.bitCount(seen.days(index, word));
    }
    boolean rest = active > all / 2;
    int listed = rest ? all - active : active;
    int width = placeWidth(all);
    boolean isShorter = listed * width + 2 * bitsOf(listed + 1) < all;
    out.bits(!isShorter ? ALL_DAYS : rest ? DAYS_MISSING : DAYS_SEEN, MODE_BITS);
    if (!isShorter) {
      writeDays(out, seen, index, anyone);
      return;
    }
    out.gammaBits(listed + 1L);
    int before = 0;
    for (int word = 0; word < anyone.length; word++) {
      long days = seen.days(index, word);
      long wanted = compress(rest ? anyone[word] & ~days : days, anyone[word]);
      for (long left = wanted; left != 0; left &= left - 1) {
        out.bits(before + Long.numberOfTrailingZeros(left), width);
      }
      before += Long.bitCount(anyone[word]);
    }
  }

  private static void readFewDays(ByteReader in, long[][] words, int index, long[] anyone) {
    int mode = (int) in.bits(MODE_BITS);
    if (mode == ALL_DAYS) {
      readDays(in, words, index, anyone);
      return;
    }
    int all = count(anyone);
    long listed = in.gammaBits() - 1;
    if (listed > all) {
      throw in.refused("expected at most " + all + " days, found " + listed);
    }
    long[] places = new long[anyone.length];
    for (long i = 0; i < listed; i++) {
      int place = (int) in.bits(placeWidth(all));
      int word = 0;
      while (word < anyone.length && place >= Long.bitCount(anyone[word])) {
        place -= Long.bitCount(anyone[word]);
        word++;
      }
      if (word == anyone.length) {
        throw in.refused("expected a day among " + all + ", found one beyond");
      }
      places[word] |= 1L << place;
    }
    for (int word = 0; word < anyone.length; word++) {
      if (anyone[word] != 0) {
        long days = expand(places[word], anyone[word]);
        words[word][index] = mode == DAYS_MISSING ? anyone[word] & ~days : days;
      }
    }
  }

  private static void readDays(ByteReader in, long[][] words, int index, long[] anyone) {
    for (int word = 0; word < anyone.length; word++) {
      if (anyone[word] != 0) {
        words[word][index] = expand(in.bits(Long.bitCount(anyone[word])), anyone[word]);
      }
    }
  }

  private static int count(long[] words) {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  private static int placeWidth(int size) {
    return bitsOf(Math.max(0, size - 1));
  }

  private static int bitsOf(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param kept days that the account keeps
   */
  static DistinctDays read(
      ByteReader in, DistinctDays.Kind kind, int kept, DayLog log, int today, int version) {
    int head = in.upTo(kind.bound() << 1 | SAMPLED, "members");
    int level = (head & SAMPLED) != 0 ? in.upTo(kind.hashBits(), "a level") : 0;
    boolean gaps = version >= FIRST_WITH_GAPS;
    return read(in, kind, kept, head >>> 1, level, anyone(kind, log, today, kept), today, gaps);
  }

  /** Users as version 1 wrote them: two thirds of the days are not there. */
  static DistinctDays readUsersOfVersion1(ByteReader in, DayLog log, int today) {
    long[] anyone = anyone(DistinctDays.Kind.USERS, log, today, Days.KEPT);
    for (int word = DAYS_OF_VERSION_1 / Long.SIZE; word < anyone.length; word++) {
      anyone[word] = 0;
    }
    int size = in.upTo(DistinctDays.Kind.USERS.bound(), "users");
    int level = in.upTo(DistinctDays.Kind.USERS.hashBits(), "a level");
    return read(in, DistinctDays.Kind.USERS, Days.KEPT, size, level, anyone, today, false);
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
    long[][] words = new long[DistinctDays.words(Days.KEPT)][];
    words[0] = new long[size];
    for (int i = 0; i < size; i++) {
      if (ages[i] < 0 || ages[i] >= DAYS_OF_VERSION_1) {
        throw in.refused("expected a feature used within 64 days, found " + ages[i]);
      }
      words[0][i] = 1L << ages[i];
    }
    return DistinctDays.of(kind, Days.KEPT, 0, 0, 0, hashes, words);
  }

  private static DistinctDays read(
      ByteReader in,
      DistinctDays.Kind kind,
      int kept,
      int size,
      int level,
      long[] anyone,
      int today,
      boolean gaps) {
    int admitLevel = level > 0 ? in.upTo(level, "an admitted level") : 0;
    int admitSince = level > 0 ? today - in.smallZigzag("days since admission") : 0;
    int hashWidth = kind.hashBits() - admitLevel;
    int[] hashes = new int[size];
    long[][] words = new long[anyone.length][];
    for (int word = 0; word < anyone.length; word++) {
      words[word] = anyone[word] == 0 ? null : new long[size];
    }
    int gapWidth = gapWidth(hashWidth, size);
    long end = 1L << hashWidth;
    long nextHash = 0;
    for (int i = 0; i < size; i++) {
      long hash = gaps ? nextHash + in.riceBits(gapWidth, end) : in.bits(hashWidth);
      if (hash >= end) {
        throw in.refused("expected a hash of " + hashWidth + " bits, found " + hash);
      }
      hashes[i] = (int) hash;
      nextHash = hash + 1;
      if (kind == DistinctDays.Kind.USERS) {
        readDays(in, words, i, anyone);
      } else {
        readFewDays(in, words, i, anyone);
      }
    }
    in.endBits();
    return size == 0 && level == 0
        ? DistinctDays.none(kind, kept)
        : DistinctDays.of(kind, kept, level, admitLevel, admitSince, hashes, words);
  }

  /** Whoever was seen left a count on that day, so the day log knows the days already. */
  private static long[] anyone(DistinctDays.Kind kind, DayLog log, int today, int kept) {
    long counters =
        switch (kind) {
          case USERS -> bit(Counter.LOGINS) | bit(Counter.SESSIONS) | bit(Counter.FEATURE_USES);
          case FEATURES -> bit(Counter.FEATURE_USES);
          case CONTACTS -> bit(Counter.ENGAGEMENTS);
          case TRAINEES -> bit(Counter.TRAININGS);
        };
    long[] days = new long[DistinctDays.words(kept)];
    int index = log.firstWith(counters, log.indexFrom(Days.windowStart(today, kept)));
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
