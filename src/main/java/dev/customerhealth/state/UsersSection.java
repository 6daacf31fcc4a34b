package dev.customerhealth.state;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.UserActivity;

/**
 * Who was active when, as bytes. Only the days on which anybody was active are written, so a week
 * costs each user five bits and not seven.
 */
final class UsersSection {
  private UsersSection() {}

  static void write(ByteWriter out, UserActivity users, DayLog log, int today) {
    int size = users.size();
    out.varint(size);
    out.varint(users.level());
    if (users.level() > 0) {
      out.varint(users.admitLevel());
      out.zigzag((long) today - users.admitSinceDay());
    }
    long anyone = daysOfUsage(log, today);
    int width = Long.bitCount(anyone);
    int hashWidth = UserActivity.HASH_BITS - users.admitLevel();
    for (int i = 0; i < size; i++) {
      out.bits(users.hash(i), hashWidth);
      out.bits(compress(users.activeDays(i), anyone), width);
    }
    out.endBits();
  }

  static UserActivity read(ByteReader in, DayLog log, int today) {
    int size = in.upTo(UserActivity.MAX_USERS, "users");
    int level = in.upTo(UserActivity.HASH_BITS, "a level");
    int admitLevel = level > 0 ? in.upTo(level, "an admitted level") : 0;
    int admitSince = level > 0 ? today - in.smallZigzag("days since admission") : 0;
    long anyone = daysOfUsage(log, today);
    int width = Long.bitCount(anyone);
    int hashWidth = UserActivity.HASH_BITS - admitLevel;
    int[] hashes = new int[size];
    long[] activeDays = new long[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = (int) in.bits(hashWidth);
      activeDays[i] = expand(in.bits(width), anyone);
    }
    in.endBits();
    return size == 0 && level == 0
        ? UserActivity.NONE
        : UserActivity.of(level, admitLevel, admitSince, hashes, activeDays);
  }

  /** Whoever was active left a count on that day, so the day log knows the days already. */
  private static long daysOfUsage(DayLog log, int today) {
    long days = 0;
    for (int i = log.indexFrom(today - UserActivity.DAYS_KEPT + 1); i < log.size(); i++) {
      if (log.count(Counter.LOGINS, i) != 0
          || log.count(Counter.SESSIONS, i) != 0
          || log.count(Counter.FEATURE_USES, i) != 0) {
        days |= 1L << (today - log.day(i));
      }
    }
    return days;
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
