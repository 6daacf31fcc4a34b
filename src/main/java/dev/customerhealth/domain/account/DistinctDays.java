package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * Who, or which things, were seen on which of the last {@link Days#KEPT} days: distinct counts over
 * any window that moves by the day.
 *
 * <p>Exact up to a bound, each member a hash and one bit per day. Beyond that only the members
 * whose hash begins with {@code level} zero bits are kept, a fair sample of one in 2^level, and
 * counts are scaled up. The expected standard error of a count is at most 1/sqrt(k), k the members
 * of the sample that were active within the window: 6.3% where all 256 of the smallest sample of
 * users were, more over a window in which many of those of the last 180 days were not. The same
 * members are sampled on every day, so comparisons of an account with itself err less. A last-seen
 * array of the same size would count today's members a little better, but could not say who was
 * there in the window before (user growth).
 *
 * <p>When members leave, smaller hashes are admitted again ({@code admitLevel}), and counted once
 * as many days have passed as are kept, when everybody who matters has been seen under the new
 * rule.
 */
public final class DistinctDays {

  /** What is counted, how many are kept at most, and the bits of a hash. */
  public enum Kind {
    /** Of 512 users, two are taken for one in one account of a hundred. */
    USERS(512, 24),
    /** Of 40 features, two are taken for one in one account of 1,300. */
    FEATURES(256, 20),
    /** People of the customer who answered, wrote or met us. */
    CONTACTS(128, 24),
    /** People who took part in a training. */
    TRAINEES(128, 24);

    private final int bound;
    private final int hashBits;

    Kind(int bound, int hashBits) {
      this.bound = bound;
      this.hashBits = hashBits;
    }

    /** Members kept at most. */
    public int bound() {
      return bound;
    }

    /** Bits of a member's hash. */
    public int hashBits() {
      return hashBits;
    }

    /** The hash that stands for a member. */
    public int hash(String name) {
      return (int) (StableHash.of(name) >>> (Long.SIZE - hashBits));
    }

    private boolean admits(int hash, int level) {
      return hash >>> (hashBits - level) == 0;
    }
  }

  /** Words of 64 days: the first holds today, bit 0, and the 63 days before. */
  public static final int WORDS = (Days.KEPT + Long.SIZE - 1) / Long.SIZE;

  /** Bits of the last word that are kept. */
  private static final long LAST_WORD = -1L >>> (WORDS * Long.SIZE - Days.KEPT);

  /** Below a fourth of the bound, more members are admitted again. */
  private static final int ROOMY_SHARE = 4;

  private static final long[][] NO_DAYS = new long[WORDS][];

  private final Kind kind;
  private final int level;
  private final int admitLevel;
  private final int admitSinceDay;
  private final int[] hashes;
  private final long[][] words;

  private DistinctDays(
      Kind kind, int level, int admitLevel, int admitSinceDay, int[] hashes, long[][] words) {
    this.kind = kind;
    this.level = level;
    this.admitLevel = admitLevel;
    this.admitSinceDay = admitSinceDay;
    this.hashes = hashes;
    this.words = words;
  }

  /** Nobody was ever seen. */
  public static DistinctDays none(Kind kind) {
    return new DistinctDays(kind, 0, 0, 0, new int[0], NO_DAYS);
  }

  /**
   * Members from their parts, which are not copied and must not be changed afterwards.
   *
   * @param level zero bits a hash begins with to be counted
   * @param admitLevel zero bits a hash begins with to be kept, at most level
   * @param admitSinceDay day since which admitLevel holds; 0 when it equals level
   * @param hashes ascending
   * @param words per 64 days, the latest first, a word per member; bit 0 of the first word is the
   *     account's current day. What is all zero may be null
   */
  public static DistinctDays of(
      Kind kind, int level, int admitLevel, int admitSinceDay, int[] hashes, long[][] words) {
    return new DistinctDays(kind, level, admitLevel, admitSinceDay, hashes, lean(words));
  }

  /** What is counted. */
  public Kind kind() {
    return kind;
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

  /** Day on which those admitted since then begin to count; {@link Days#NONE} when all do. */
  public int countedFromDay() {
    return admitLevel < level ? admitSinceDay + Days.KEPT : Days.NONE;
  }

  /** Members kept. */
  public int size() {
    return hashes.length;
  }

  /** Hash of the member at an index, ascending. */
  public int hash(int index) {
    return hashes[index];
  }

  /** 64 days of the member at an index; bit 0 of word 0 is the account's current day. */
  public long days(int index, int word) {
    return words[word] == null ? 0 : words[word][index];
  }

  /** Distinct members seen on any day from youngestAge to oldestAge days ago, both included. */
  public long active(int youngestAge, int oldestAge) {
    long count = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (isCounted(hashes[i]) && seen(i, youngestAge, oldestAge)) {
        count++;
      }
    }
    return count << level;
  }

  /** Sum, over the days from youngestAge to oldestAge days ago, of the members seen on each. */
  public long activeDays(int youngestAge, int oldestAge) {
    long sum = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (isCounted(hashes[i])) {
        for (int w = youngestAge / Long.SIZE; w <= oldestAge / Long.SIZE && w < WORDS; w++) {
          sum += Long.bitCount(days(i, w) & within(w, youngestAge, oldestAge));
        }
      }
    }
    return sum << level;
  }

  /** Whether a member was seen on any day from youngestAge to oldestAge days ago. */
  public boolean active(int hash, int youngestAge, int oldestAge) {
    int index = Arrays.binarySearch(hashes, hash);
    return index >= 0 && seen(index, youngestAge, oldestAge);
  }

  /** Whether a member, if it was seen, is counted one by one, or only as part of the scale. */
  public boolean isCounted(int hash) {
    return level == 0 || kind.admits(hash, level);
  }

  private boolean seen(int index, int youngestAge, int oldestAge) {
    for (int w = youngestAge / Long.SIZE; w <= oldestAge / Long.SIZE && w < WORDS; w++) {
      if (words[w] != null && (words[w][index] & within(w, youngestAge, oldestAge)) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The bits of a word that stand for days from youngestAge to oldestAge. */
  private static long within(int word, int youngestAge, int oldestAge) {
    int from = Math.max(0, youngestAge - word * Long.SIZE);
    int to = Math.min(Long.SIZE - 1, oldestAge - word * Long.SIZE);
    return (-1L >>> (Long.SIZE - 1 - (to - from))) << from;
  }

  /**
   * These members with one of them seen some days ago.
   *
   * @param age days before the account's current day, at least 0; what is not kept is forgotten
   */
  public DistinctDays with(int hash, int age) {
    if (age >= Days.KEPT || !kind.admits(hash, admitLevel)) {
      return this;
    }
    int word = age / Long.SIZE;
    long bit = 1L << age;
    int index = Arrays.binarySearch(hashes, hash);
    if (index >= 0) {
      if ((days(index, word) & bit) != 0) {
        return this;
      }
      long[][] changed = words.clone();
      changed[word] = words[word] == null ? new long[hashes.length] : words[word].clone();
      changed[word][index] |= bit;
      return new DistinctDays(kind, level, admitLevel, admitSinceDay, hashes, changed);
    }
    int at = -index - 1;
    int[] moreHashes = new int[hashes.length + 1];
    System.arraycopy(hashes, 0, moreHashes, 0, at);
    moreHashes[at] = hash;
    System.arraycopy(hashes, at, moreHashes, at + 1, hashes.length - at);
    long[][] moreWords = new long[WORDS][];
    for (int w = 0; w < WORDS; w++) {
      if (words[w] != null || w == word) {
        moreWords[w] = new long[hashes.length + 1];
        if (words[w] != null) {
          System.arraycopy(words[w], 0, moreWords[w], 0, at);
          System.arraycopy(words[w], at, moreWords[w], at + 1, hashes.length - at);
        }
      }
    }
    moreWords[word][at] = bit;
    return new DistinctDays(kind, level, admitLevel, admitSinceDay, moreHashes, moreWords)
        .bounded();
  }

  /** Hashes are ascending, so those with one more zero bit are the first. */
  private DistinctDays bounded() {
    int size = hashes.length;
    int admit = admitLevel;
    while (size > kind.bound) {
      admit++;
      int first = Arrays.binarySearch(hashes, 1 << (kind.hashBits - admit));
      size = first >= 0 ? first : -first - 1;
    }
    if (size == hashes.length) {
      return this;
    }
    int counted = Math.max(level, admit);
    long[][] kept = new long[WORDS][];
    for (int w = 0; w < WORDS; w++) {
      kept[w] = words[w] == null ? null : Arrays.copyOf(words[w], size);
    }
    return new DistinctDays(
        kind,
        counted,
        admit,
        counted == admit ? 0 : admitSinceDay,
        Arrays.copyOf(hashes, size),
        lean(kept));
  }

  /** These members some days later: who was not seen on any day that is kept is forgotten. */
  public DistinctDays advanced(int days, int newDay) {
    if (days <= 0) {
      return this;
    }
    long[][] moved = lean(moved(days));
    int kept = 0;
    for (int i = 0; i < hashes.length; i++) {
      kept += any(moved, i) ? 1 : 0;
    }
    if (kept == hashes.length) {
      return new DistinctDays(kind, level, admitLevel, admitSinceDay, hashes, moved)
          .relaxed(newDay);
    }
    int[] keptHashes = new int[kept];
    long[][] keptWords = new long[WORDS][];
    for (int w = 0; w < WORDS; w++) {
      keptWords[w] = moved[w] == null ? null : new long[kept];
    }
    int next = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (any(moved, i)) {
        keptHashes[next] = hashes[i];
        for (int w = 0; w < WORDS; w++) {
          if (moved[w] != null) {
            keptWords[w][next] = moved[w][i];
          }
        }
        next++;
      }
    }
    return new DistinctDays(kind, level, admitLevel, admitSinceDay, keptHashes, keptWords)
        .relaxed(newDay);
  }

  private long[][] moved(int days) {
    long[][] moved = new long[WORDS][];
    int wholeWords = days / Long.SIZE;
    int bits = days % Long.SIZE;
    for (int w = wholeWords; w < WORDS; w++) {
      long[] low = words[w - wholeWords];
      long[] carried = bits > 0 && w > wholeWords ? words[w - wholeWords - 1] : null;
      if (low != null || carried != null) {
        moved[w] = new long[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
          long shifted = low == null ? 0 : low[i] << bits;
          moved[w][i] = carried == null ? shifted : shifted | carried[i] >>> (Long.SIZE - bits);
        }
      }
    }
    long[] last = moved[WORDS - 1];
    for (int i = 0; last != null && i < last.length; i++) {
      last[i] &= LAST_WORD;
    }
    return moved;
  }

  private static boolean any(long[][] words, int index) {
    for (long[] word : words) {
      if (word != null && word[index] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Words that are zero for everybody are not kept. */
  private static long[][] lean(long[][] words) {
    for (int w = 0; w < WORDS; w++) {
      if (words[w] != null && allZero(words[w])) {
        words[w] = null;
      }
    }
    return words;
  }

  private static boolean allZero(long[] word) {
    for (long each : word) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private DistinctDays relaxed(int newDay) {
    if (level == 0) {
      return this;
    }
    if (admitLevel < level) {
      return newDay < countedFromDay()
          ? this
          : new DistinctDays(kind, admitLevel, admitLevel, 0, hashes, words);
    }
    int admit = admitLevel;
    long expected = hashes.length;
    while (admit > 0 && expected * 2 <= kind.bound / ROOMY_SHARE) {
      admit--;
      expected *= 2;
    }
    return admit == admitLevel ? this : new DistinctDays(kind, level, admit, newDay, hashes, words);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinctDays that
        && kind == that.kind
        && level == that.level
        && admitLevel == that.admitLevel
        && admitSinceDay == that.admitSinceDay
        && Arrays.equals(hashes, that.hashes)
        && Arrays.deepEquals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        kind, level, admitLevel, Arrays.hashCode(hashes), Arrays.deepHashCode(words));
  }

  @Override
  public String toString() {
    return "DistinctDays[" + hashes.length + " " + kind + ", level " + level + "]";
  }
}
