package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * Who was active on which of the last 64 days.
 *
 * <p>Exact for up to {@link #MAX_USERS} users active within 64 days, each a hash and one bit per
 * day. Beyond that only the users whose hash begins with {@code level} zero bits are kept, a fair
 * sample of one in 2^level, and counts are scaled up: the standard error is at most
 * 1/sqrt(MAX_USERS/2) = 6.3% of the count. The same users are sampled on every day, so comparisons
 * of an account with itself err less. A last-seen array of the same size would count today's users
 * a little better, but could not say who was active in the window before (user growth).
 *
 * <p>When users leave, smaller hashes are admitted again ({@code admitLevel}), and counted once 64
 * days have passed, when everybody who matters has been seen under the new rule.
 */
public final class UserActivity {
  /** Users kept at most. */
  public static final int MAX_USERS = 512;

  /** Days each user's bits reach back. */
  public static final int DAYS_KEPT = 64;

  /** Bits of a user's hash: of 512 users, two are taken for one in one account of a hundred. */
  public static final int HASH_BITS = 24;

  /** Below this share of the bound (a fourth) more users are admitted again. */
  private static final int ROOMY = MAX_USERS / 4;

  /** Nobody was ever active. */
  public static final UserActivity NONE = new UserActivity(0, 0, 0, new int[0], new long[0]);

  private final int level;
  private final int admitLevel;
  private final int admitSinceDay;
  private final int[] hashes;
  private final long[] activeDays;

  private UserActivity(
      int level, int admitLevel, int admitSinceDay, int[] hashes, long[] activeDays) {
    this.level = level;
    this.admitLevel = admitLevel;
    this.admitSinceDay = admitSinceDay;
    this.hashes = hashes;
    this.activeDays = activeDays;
  }

  /**
   * Users from their parts, which are not copied and must not be changed afterwards.
   *
   * @param level zero bits a hash begins with to be counted
   * @param admitLevel zero bits a hash begins with to be kept, at most level
   * @param admitSinceDay day since which admitLevel holds; 0 when it equals level
   * @param hashes ascending
   * @param activeDays per user; bit 0 is the account's current day, bit 1 the day before
   */
  public static UserActivity of(
      int level, int admitLevel, int admitSinceDay, int[] hashes, long[] activeDays) {
    return new UserActivity(level, admitLevel, admitSinceDay, hashes, activeDays);
  }

  /** The hash that stands for a user. */
  public static int hash(String userId) {
    return (int) (StableHash.of(userId) >>> (Long.SIZE - HASH_BITS));
  }

  /** Zero bits a hash begins with to be counted; 0 while counts are exact. */
  public int level() {
    return level;
  }

  /** Zero bits a hash begins with to be kept. */
  public int admitLevel() {
    return admitLevel;
  }

  /** Day since which admitLevel holds; 0 when it equals level. */
  public int admitSinceDay() {
    return admitSinceDay;
  }

  /** Users kept. */
  public int size() {
    return hashes.length;
  }

  /** Hash of the user at an index, ascending. */
  public int hash(int index) {
    return hashes[index];
  }

  /** Days of the user at an index; bit 0 is the account's current day. */
  public long activeDays(int index) {
    return activeDays[index];
  }

  private static boolean admits(int hash, int level) {
    return hash >>> (HASH_BITS - level) == 0;
  }

  /** Distinct users active on any day from youngestAge to oldestAge days ago, both included. */
  public long active(int youngestAge, int oldestAge) {
    long window = (-1L >>> (DAYS_KEPT - 1 - (oldestAge - youngestAge))) << youngestAge;
    long count = 0;
    for (int i = 0; i < hashes.length; i++) {
      if ((activeDays[i] & window) != 0 && (level == admitLevel || admits(hashes[i], level))) {
        count++;
      }
    }
    return count << level;
  }

  /**
   * These users with one of them active some days ago.
   *
   * @param age days before the account's current day, at least 0; 64 and more is forgotten
   */
  public UserActivity with(int hash, int age) {
    if (age >= DAYS_KEPT || !admits(hash, admitLevel)) {
      return this;
    }
    long bit = 1L << age;
    int index = Arrays.binarySearch(hashes, hash);
    if (index >= 0) {
      if ((activeDays[index] & bit) != 0) {
        return this;
      }
      long[] changed = activeDays.clone();
      changed[index] |= bit;
      return new UserActivity(level, admitLevel, admitSinceDay, hashes, changed);
    }
    int at = -index - 1;
    int[] moreHashes = new int[hashes.length + 1];
    long[] moreDays = new long[hashes.length + 1];
    System.arraycopy(hashes, 0, moreHashes, 0, at);
    System.arraycopy(activeDays, 0, moreDays, 0, at);
    moreHashes[at] = hash;
    moreDays[at] = bit;
    System.arraycopy(hashes, at, moreHashes, at + 1, hashes.length - at);
    System.arraycopy(activeDays, at, moreDays, at + 1, hashes.length - at);
    return new UserActivity(level, admitLevel, admitSinceDay, moreHashes, moreDays).bounded();
  }

  /** Hashes are ascending, so those with one more zero bit are the first. */
  private UserActivity bounded() {
    int size = hashes.length;
    int admit = admitLevel;
    while (size > MAX_USERS) {
      admit++;
      int first = Arrays.binarySearch(hashes, 1 << (HASH_BITS - admit));
      size = first >= 0 ? first : -first - 1;
    }
    if (size == hashes.length) {
      return this;
    }
    int counted = Math.max(level, admit);
    return new UserActivity(
        counted,
        admit,
        counted == admit ? 0 : admitSinceDay,
        Arrays.copyOf(hashes, size),
        Arrays.copyOf(activeDays, size));
  }

  /** These users some days later: who was not active for 64 days is forgotten. */
  public UserActivity advanced(int days, int newDay) {
    if (days <= 0) {
      return this;
    }
    long[] shifted = new long[activeDays.length];
    int kept = 0;
    if (days < DAYS_KEPT) {
      for (int i = 0; i < activeDays.length; i++) {
        shifted[i] = activeDays[i] << days;
        if (shifted[i] != 0) {
          kept++;
        }
      }
    }
    if (kept == hashes.length) {
      return new UserActivity(level, admitLevel, admitSinceDay, hashes, shifted).relaxed(newDay);
    }
    int[] keptHashes = new int[kept];
    long[] keptDays = new long[kept];
    int next = 0;
    for (int i = 0; i < shifted.length && next < kept; i++) {
      if (shifted[i] != 0) {
        keptHashes[next] = hashes[i];
        keptDays[next] = shifted[i];
        next++;
      }
    }
    return new UserActivity(level, admitLevel, admitSinceDay, keptHashes, keptDays).relaxed(newDay);
  }

  private UserActivity relaxed(int newDay) {
    if (level == 0) {
      return this;
    }
    if (admitLevel < level) {
      return newDay - admitSinceDay < DAYS_KEPT
          ? this
          : new UserActivity(admitLevel, admitLevel, 0, hashes, activeDays);
    }
    int admit = admitLevel;
    long expected = hashes.length;
    while (admit > 0 && expected * 2 <= ROOMY) {
      admit--;
      expected *= 2;
    }
    return admit == admitLevel ? this : new UserActivity(level, admit, newDay, hashes, activeDays);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UserActivity that
        && level == that.level
        && admitLevel == that.admitLevel
        && admitSinceDay == that.admitSinceDay
        && Arrays.equals(hashes, that.hashes)
        && Arrays.equals(activeDays, that.activeDays);
  }

  @Override
  public int hashCode() {
    return Objects.hash(level, admitLevel, Arrays.hashCode(hashes), Arrays.hashCode(activeDays));
  }

  @Override
  public String toString() {
    return "UserActivity[" + hashes.length + " users, level " + level + "]";
  }
}
