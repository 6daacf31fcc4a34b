package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * Which features were used within the last 30 days, and when last. Up to {@link #MAX_FEATURES}; of
 * more than that, those used last are kept.
 */
public final class FeatureUse {
  /** Features kept at most: a count of distinct features never says more than this. */
  public static final int MAX_FEATURES = 256;

  /** Days a feature is remembered after its last use: the longest window that asks for features. */
  public static final int DAYS_KEPT = 30;

  /** Bits of a feature's hash: of 40 features, two are taken for one in one account of 1,300. */
  public static final int HASH_BITS = 20;

  /** No feature was used. */
  public static final FeatureUse NONE = new FeatureUse(new int[0], new int[0]);

  private final int[] hashes;
  private final int[] lastDays;

  private FeatureUse(int[] hashes, int[] lastDays) {
    this.hashes = hashes;
    this.lastDays = lastDays;
  }

  /**
   * Features from their parts, which are not copied and must not be changed afterwards.
   *
   * @param hashes ascending
   * @param lastDays day of last use, per feature
   */
  public static FeatureUse of(int[] hashes, int[] lastDays) {
    return new FeatureUse(hashes, lastDays);
  }

  /** The hash that stands for a feature. */
  public static int hash(String feature) {
    return (int) (StableHash.of(feature) >>> (Long.SIZE - HASH_BITS));
  }

  /** Features kept. */
  public int size() {
    return hashes.length;
  }

  /** Hash of the feature at an index, ascending. */
  public int hash(int index) {
    return hashes[index];
  }

  /** Day of last use of the feature at an index. */
  public int lastDay(int index) {
    return lastDays[index];
  }

  /** Distinct features used on the given day or later. */
  public int usedSince(int oldestDay) {
    int count = 0;
    for (int lastDay : lastDays) {
      if (lastDay >= oldestDay) {
        count++;
      }
    }
    return count;
  }

  /** These features with one of them used on a day. */
  public FeatureUse with(int hash, int day) {
    int index = Arrays.binarySearch(hashes, hash);
    if (index >= 0) {
      if (lastDays[index] >= day) {
        return this;
      }
      int[] changed = lastDays.clone();
      changed[index] = day;
      return new FeatureUse(hashes, changed);
    }
    if (hashes.length == MAX_FEATURES) {
      int stalest = stalest();
      return lastDays[stalest] >= day ? this : without(stalest).with(hash, day);
    }
    int at = -index - 1;
    int[] moreHashes = new int[hashes.length + 1];
    int[] moreDays = new int[hashes.length + 1];
    System.arraycopy(hashes, 0, moreHashes, 0, at);
    System.arraycopy(lastDays, 0, moreDays, 0, at);
    moreHashes[at] = hash;
    moreDays[at] = day;
    System.arraycopy(hashes, at, moreHashes, at + 1, hashes.length - at);
    System.arraycopy(lastDays, at, moreDays, at + 1, hashes.length - at);
    return new FeatureUse(moreHashes, moreDays);
  }

  private int stalest() {
    int stalest = 0;
    for (int i = 1; i < lastDays.length; i++) {
      if (lastDays[i] < lastDays[stalest]) {
        stalest = i;
      }
    }
    return stalest;
  }

  private FeatureUse without(int index) {
    int[] fewerHashes = new int[hashes.length - 1];
    int[] fewerDays = new int[hashes.length - 1];
    System.arraycopy(hashes, 0, fewerHashes, 0, index);
    System.arraycopy(lastDays, 0, fewerDays, 0, index);
    System.arraycopy(hashes, index + 1, fewerHashes, index, fewerHashes.length - index);
    System.arraycopy(lastDays, index + 1, fewerDays, index, fewerHashes.length - index);
    return new FeatureUse(fewerHashes, fewerDays);
  }

  /** These features without those last used before a day. */
  public FeatureUse since(int oldestDay) {
    int kept = usedSince(oldestDay);
    if (kept == hashes.length) {
      return this;
    }
    int[] keptHashes = new int[kept];
    int[] keptDays = new int[kept];
    int next = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (lastDays[i] >= oldestDay) {
        keptHashes[next] = hashes[i];
        keptDays[next] = lastDays[i];
        next++;
      }
    }
    return new FeatureUse(keptHashes, keptDays);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureUse that
        && Arrays.equals(hashes, that.hashes)
        && Arrays.equals(lastDays, that.lastDays);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(hashes), Arrays.hashCode(lastDays));
  }

  @Override
  public String toString() {
    return "FeatureUse[" + hashes.length + " features]";
  }
}
