package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * Who, or which things, were seen on which of the days that are kept: distinct counts over any
 * window that moves by the day.
 *
 * <p>Exact up to a bound, each member a hash and one bit per day. Beyond that only the members
 * whose hash begins with {@code level} zero bits are kept, a fair sample of one in 2^level, and
 * counts are scaled up. The expected standard error of a count is at most 1/sqrt(k), k the members
 * of the sample that were active within the window: 6.3% where all 256 of the smallest sample of
 * users were, more over a window in which many of those of all days kept were not. The same members
 * are sampled on every day, so comparisons of an account with itself err less. A last-seen array of
 * the same size would count today's members a little better, but could not say who was there in the
 * window before (user growth).
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

  /** Below a fourth of the bound, more members are admitted again. */
  private static final int ROOMY_SHARE = 4;

  private static final long[][] NO_DAYS = new long[DayWords.of(Days.KEPT)][];

  private final Kind kind;
  private final int kept;
  private final int level;
  private final int admitLevel;
  private final int admitSinceDay;
  private final int[] hashes;
  private final long[][] words;

  private DistinctDays(
      Kind kind,
      int kept,
      int level,
      int admitLevel,
      int admitSinceDay,
      int[] hashes,
      long[][] words) {
    this.kind = kind;
    this.kept = kept;
    this.level = level;
    this.admitLevel = admitLevel;
    this.admitSinceDay = admitSinceDay;
    this.hashes = hashes;
    this.words = words;
  }

  /** Nobody was ever seen. */
  public static DistinctDays none(Kind kind) {
    return none(kind, Days.KEPT);
  }

  /**
   * Nobody was ever seen.
   *
   * @param kept days that are kept
   */
  public static DistinctDays none(Kind kind, int kept) {
    long[][] noDays = kept == Days.KEPT ? NO_DAYS : new long[DayWords.of(kept)][];
    return new DistinctDays(kind, kept, 0, 0, 0, new int[0], noDays);
  }

  /** Words of 64 days that so many days take: the first holds today, bit 0, and 63 days before. */
  public static int words(int kept) {
    return DayWords.of(kept);
  }

  /**
   * Members from their parts, which are not copied and must not be changed afterwards.
   *
   * @param kept days that are kept
   * @param level zero bits a hash begins with to be counted
   * @param admitLevel zero bits a hash begins with to be kept, at most level
   * @param admitSinceDay day since which admitLevel holds; 0 when it equals level
   * @param hashes ascending
   * @param words per 64 days, the latest first, a word per member; bit 0 of the first word is the
   *     account's current day. What is all zero may be null
   */
  public static DistinctDays of(
      Kind kind,
      int kept,
      int level,
      int admitLevel,
      int admitSinceDay,
      int[] hashes,
      long[][] words) {
    return new DistinctDays(
        kind, kept, level, admitLevel, admitSinceDay, hashes, DayWords.lean(words));
  }

  /** What is counted. */
  public Kind kind() {
    return kind;
  }

  /** Days that are kept. */
  public int kept() {
    return kept;
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
    return admitLevel < level ? admitSinceDay + kept : Days.NONE;
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
    return (long) DayWords.seen(words, counted(), youngestAge, oldestAge) << level;
  }

  /** Sum, over the days from youngestAge to oldestAge days ago, of the members seen on each. */
  public long activeDays(int youngestAge, int oldestAge) {
    return DayWords.sum(words, counted(), youngestAge, oldestAge) << level;
  }

  /** How many of the first members are counted: hashes ascend, so all of them stand together. */
  private int counted() {
    if (level == 0 || level == admitLevel) {
      return hashes.length;
    }
    int first = Arrays.binarySearch(hashes, 1 << (kind.hashBits - level));
    return first >= 0 ? first : -first - 1;
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
    for (int w = youngestAge / Long.SIZE; w <= oldestAge / Long.SIZE && w < words.length; w++) {
      if (words[w] != null && (words[w][index] & DayWords.within(w, youngestAge, oldestAge)) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * These members with one of them seen some days ago.
   *
   * @param age days before the account's current day, at least 0; what is not kept is forgotten
   */
  public DistinctDays with(int hash, int age) {
    if (age >= kept || !kind.admits(hash, admitLevel)) {
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
      return new DistinctDays(kind, kept, level, admitLevel, admitSinceDay, hashes, changed);
    }
    int at = -index - 1;
    int[] moreHashes = new int[hashes.length + 1];
    System.arraycopy(hashes, 0, moreHashes, 0, at);
    moreHashes[at] = hash;
    System.arraycopy(hashes, at, moreHashes, at + 1, hashes.length - at);
    long[][] moreWords = DayWords.withGap(words, hashes.length, at, word);
    moreWords[word][at] = bit;
    return new DistinctDays(kind, kept, level, admitLevel, admitSinceDay, moreHashes, moreWords)
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
    long[][] fewer = new long[words.length][];
    for (int w = 0; w < words.length; w++) {
      fewer[w] = words[w] == null ? null : Arrays.copyOf(words[w], size);
    }
    return new DistinctDays(
        kind,
        kept,
        counted,
        admit,
        counted == admit ? 0 : admitSinceDay,
        Arrays.copyOf(hashes, size),
        DayWords.lean(fewer));
  }

  /** These members some days later: who was not seen on any day that is kept is forgotten. */
  public DistinctDays advanced(int days, int newDay) {
    if (days <= 0) {
      return this;
    }
    return with(DayWords.moved(words, hashes.length, days, kept), kept).relaxed(newDay);
  }

  /**
   * These members from now on for so many days: what was forgotten stays so, and who was not seen
   * within fewer days is forgotten.
   */
  DistinctDays keeping(int days, int today) {
    if (days == kept) {
      return this;
    }
    DistinctDays others = with(DayWords.kept(words, days), days);
    return days > kept ? others : others.relaxed(today);
  }

  /** Those of these members who were seen on any day of other words. */
  private DistinctDays with(long[][] moved, int days) {
    int left = 0;
    for (int i = 0; i < hashes.length; i++) {
      left += DayWords.any(moved, i) ? 1 : 0;
    }
    if (left == hashes.length) {
      return new DistinctDays(kind, days, level, admitLevel, admitSinceDay, hashes, moved);
    }
    int[] places = new int[left];
    int[] leftHashes = new int[left];
    int next = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (DayWords.any(moved, i)) {
        places[next] = i;
        leftHashes[next++] = hashes[i];
      }
    }
    long[][] leftWords = DayWords.at(moved, places);
    return new DistinctDays(kind, days, level, admitLevel, admitSinceDay, leftHashes, leftWords);
  }

  private DistinctDays relaxed(int newDay) {
    if (level == 0) {
      return this;
    }
    if (admitLevel < level) {
      return newDay < countedFromDay()
          ? this
          : new DistinctDays(kind, kept, admitLevel, admitLevel, 0, hashes, words);
    }
    int admit = admitLevel;
    long expected = hashes.length;
    while (admit > 0 && expected * 2 <= kind.bound / ROOMY_SHARE) {
      admit--;
      expected *= 2;
    }
    return admit == admitLevel
        ? this
        : new DistinctDays(kind, kept, level, admit, newDay, hashes, words);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinctDays that
        && kind == that.kind
        && kept == that.kept
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
