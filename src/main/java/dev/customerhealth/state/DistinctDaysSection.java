package dev.customerhealth.state;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import java.util.Arrays;

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
    write(out, seen, today, anyone(seen.kind(), log, today, seen.kept(), null));
  }

  /**
   * Writes who was seen.
   *
   * @param anyone the days on which anybody was
   */
  static void write(ByteWriter out, DistinctDays seen, int today, DaysSeen anyone) {
    int size = seen.size();
    out.varint((long) size << 1 | (seen.level() > 0 ? SAMPLED : 0));
    if (seen.level() > 0) {
      out.varint(seen.level());
      out.varint(seen.admitLevel());
      out.zigzag((long) today - seen.admitSinceDay());
    }
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

  private static void writeDays(ByteWriter out, DistinctDays seen, int index, DaysSeen anyone) {
    for (int word = 0; word < anyone.size(); word++) {
      if (anyone.count(word) != 0) {
        out.bits(anyone.compressed(seen.days(index, word), word), anyone.count(word));
      }
    }
  }

  /**
   * A feature is used on nearly every day or on nearly none: the few days that differ are listed
   * where that is shorter.
   */
  private static void writeFewDays(ByteWriter out, DistinctDays seen, int index, DaysSeen anyone) {
    int all = anyone.count();
    int active = 0;
    for (int word = 0; word < anyone.size(); word++) {
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
    for (int word = 0; word < anyone.size(); word++) {
      long days = seen.days(index, word);
      long wanted = anyone.compressed(rest ? ~days : days, word);
      for (long left = wanted; left != 0; left &= left - 1) {
        out.bits(before + Long.numberOfTrailingZeros(left), width);
      }
      before += anyone.count(word);
    }
  }

  private static void readFewDays(ByteReader in, long[][] words, int index, DaysSeen anyone) {
    int mode = (int) in.bits(MODE_BITS);
    if (mode == ALL_DAYS) {
      readDays(in, words, index, anyone);
      return;
    }
    int all = anyone.count();
    long listed = in.gammaBits() - 1;
    if (listed > all) {
      throw in.refused("expected at most " + all + " days, found " + listed);
    }
    long[] places = new long[anyone.size()];
    int width = placeWidth(all);
    for (long i = 0; i < listed; i++) {
      int place = (int) in.bits(width);
      int word = 0;
      while (word < anyone.size() && place >= anyone.count(word)) {
        place -= anyone.count(word);
        word++;
      }
      if (word == anyone.size()) {
        throw in.refused("expected a day among " + all + ", found one beyond");
      }
      places[word] |= 1L << place;
    }
    for (int word = 0; word < anyone.size(); word++) {
      if (anyone.count(word) != 0) {
        long days = anyone.expanded(places[word], word);
        words[word][index] = mode == DAYS_MISSING ? anyone.word(word) & ~days : days;
      }
    }
  }

  private static void readDays(ByteReader in, long[][] words, int index, DaysSeen anyone) {
    for (int word = 0; word < anyone.size(); word++) {
      if (anyone.count(word) != 0) {
        words[word][index] = anyone.expanded(in.bits(anyone.count(word)), word);
      }
    }
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
    return read(in, kind, kept, anyone(kind, log, today, kept, null), today, version);
  }

  /**
   * The same.
   *
   * @param anyone the days on which anybody was seen
   */
  static DistinctDays read(
      ByteReader in, DistinctDays.Kind kind, int kept, DaysSeen anyone, int today, int version) {
    int head = in.upTo(kind.bound() << 1 | SAMPLED, "members");
    int level = (head & SAMPLED) != 0 ? in.upTo(kind.hashBits(), "a level") : 0;
    boolean gaps = version >= FIRST_WITH_GAPS;
    return read(in, kind, kept, head >>> 1, level, anyone, today, gaps);
  }

  /** Users as version 1 wrote them: two thirds of the days are not there. */
  static DistinctDays readUsersOfVersion1(ByteReader in, DayLog log, int today) {
    long[] days = log.daysWith(counters(DistinctDays.Kind.USERS), today, Days.KEPT);
    Arrays.fill(days, DAYS_OF_VERSION_1 / Long.SIZE, days.length, 0);
    DaysSeen anyone = new DaysSeen(days);
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
      DaysSeen anyone,
      int today,
      boolean gaps) {
    int admitLevel = level > 0 ? in.upTo(level, "an admitted level") : 0;
    int admitSince = level > 0 ? today - in.smallZigzag("days since admission") : 0;
    int hashWidth = kind.hashBits() - admitLevel;
    int[] hashes = new int[size];
    long[][] words = new long[anyone.size()][];
    for (int word = 0; word < words.length; word++) {
      words[word] = anyone.count(word) == 0 ? null : new long[size];
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

  /**
   * Whoever was seen left a count on that day, so the day log knows the days already.
   *
   * @param known days of others, which mostly are the same; null when there are none
   */
  static DaysSeen anyone(DistinctDays.Kind kind, DayLog log, int today, int kept, DaysSeen known) {
    long[] words = log.daysWith(counters(kind), today, kept);
    return known != null && known.isOf(words) ? known : new DaysSeen(words);
  }

  /** What those who are seen leave a count of. */
  static long counters(DistinctDays.Kind kind) {
    return switch (kind) {
      case USERS -> bit(Counter.LOGINS) | bit(Counter.SESSIONS) | bit(Counter.FEATURE_USES);
      case FEATURES -> bit(Counter.FEATURE_USES);
      case CONTACTS -> bit(Counter.ENGAGEMENTS);
      case TRAINEES -> bit(Counter.TRAININGS);
    };
  }

  private static long bit(Counter counter) {
    return 1L << counter.code();
  }
}
