package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Collection;

/**
 * Some features of a plan, by their hashes. Of more than {@link #MOST} a fair sample is kept, those
 * with the smallest hashes: what is said of it is said as a share.
 */
public final class FeatureSet {
  /** Features kept at most. */
  public static final int MOST = 64;

  /** No feature. */
  public static final FeatureSet NONE = new FeatureSet(new int[0]);

  private final int[] hashes;

  private FeatureSet(int[] hashes) {
    this.hashes = hashes;
  }

  /** The features of these names. */
  public static FeatureSet ofNames(Collection<String> names) {
    return ofHashes(names.stream().mapToInt(DistinctDays.Kind.FEATURES::hash).toArray());
  }

  /** The features of these hashes. */
  public static FeatureSet ofHashes(int... hashes) {
    return hashes.length == 0
        ? NONE
        : new FeatureSet(Arrays.stream(hashes).sorted().distinct().limit(MOST).toArray());
  }

  /** Features kept. */
  public int size() {
    return hashes.length;
  }

  /** Hash of the feature at an index, ascending. */
  public int hash(int index) {
    return hashes[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureSet that && Arrays.equals(hashes, that.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return "FeatureSet[" + hashes.length + " features]";
  }
}
