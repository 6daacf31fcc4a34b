package dev.customerhealth.domain.scoring;

import java.util.Objects;

/**
 * How a measure of answers loses weight with the age of the latest one: by half every half-life,
 * and all of it at its expiry. Ages are whole days, as everything in a score.
 *
 * <p>Decay composes: what is left after a and then b days is what is left after a + b.
 */
public final class Staleness {
  /** Longest half-life and expiry, in days. */
  public static final int LONGEST = 3650;

  /** An answer stays as good as it was. */
  public static final Staleness NONE = new Staleness(0, 0);

  private final int halfLifeDays;
  private final int expiryDays;

  /** Freshness by age; looked up, because every judgement asks. */
  private final double[] freshness;

  /**
   * A decay.
   *
   * @param halfLifeDays 1 to {@link #LONGEST}; 0 for none
   * @param expiryDays age from which the answer counts as missing, 1 to {@link #LONGEST}; 0 for
   *     none
   */
  public Staleness(int halfLifeDays, int expiryDays) {
    if (halfLifeDays < 0 || halfLifeDays > LONGEST || expiryDays < 0 || expiryDays > LONGEST) {
      throw new IllegalArgumentException(
          "staleness: expected a half-life and an expiry of 0 to "
              + LONGEST
              + " days, found "
              + halfLifeDays
              + " and "
              + expiryDays);
    }
    this.halfLifeDays = halfLifeDays;
    this.expiryDays = expiryDays;
    this.freshness = new double[halfLifeDays == 0 ? 0 : 1 + longestAge()];
    for (int age = 0; age < freshness.length; age++) {
      // StrictMath, because a replay on another machine must give the same bits.
      freshness[age] = StrictMath.pow(0.5, (double) age / halfLifeDays);
    }
  }

  /** Beyond any window nothing is remembered, so ages stay small; older ones are computed. */
  private int longestAge() {
    return expiryDays == 0 ? 365 : Math.min(365, expiryDays);
  }

  /** Age in days at which the latest answer makes a measure count half; 0 for never. */
  public int halfLifeDays() {
    return halfLifeDays;
  }

  /** Age in days from which an answer counts as missing; 0 for never. */
  public int expiryDays() {
    return expiryDays;
  }

  /** Whether age changes nothing. */
  public boolean isNone() {
    return halfLifeDays == 0 && expiryDays == 0;
  }

  /** Whether an answer of this age counts as missing. */
  public boolean expired(int ageDays) {
    return expiryDays != 0 && ageDays >= expiryDays;
  }

  /** Share of its weight an answer of this age keeps, above 0 to 1; 0 once expired. */
  public double freshness(int ageDays) {
    if (ageDays <= 0) {
      return 1;
    }
    if (expired(ageDays)) {
      return 0;
    }
    if (halfLifeDays == 0) {
      return 1;
    }
    return ageDays < freshness.length
        ? freshness[ageDays]
        : StrictMath.pow(0.5, (double) ageDays / halfLifeDays);
  }

  /**
   * Days from this age until age changes something again; 0 for never.
   *
   * @param ageDays at least 0
   */
  public int nextChangeAfter(int ageDays) {
    if (expired(ageDays)) {
      return 0;
    }
    if (halfLifeDays != 0) {
      return 1;
    }
    return expiryDays == 0 ? 0 : expiryDays - ageDays;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Staleness that
        && halfLifeDays == that.halfLifeDays
        && expiryDays == that.expiryDays;
  }

  @Override
  public int hashCode() {
    return Objects.hash(halfLifeDays, expiryDays);
  }

  @Override
  public String toString() {
    return "Staleness[halfLifeDays=" + halfLifeDays + ", expiryDays=" + expiryDays + "]";
  }
}
