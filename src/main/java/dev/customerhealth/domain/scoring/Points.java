package dev.customerhealth.domain.scoring;

/**
 * Points of a score in whole thousandths: 83.25 points are 83,250.
 *
 * <p>Integers add up exactly and independently of order; with floating point a score that is 60 on
 * paper can be 59.999999999 and land in another band.
 */
public final class Points {
  /** Thousandths in one point. */
  public static final int PER_POINT = 1000;

  /** A full score of 100 points. */
  public static final int FULL = 100 * PER_POINT;

  private Points() {}

  /** Rounds to the nearest thousandth, half up. */
  public static int of(double points) {
    return (int) Math.round(points * PER_POINT);
  }

  /** The points as a number for people and records. */
  public static double asDouble(long thousandths) {
    return thousandths / (double) PER_POINT;
  }

  /** The nearest whole point, half up, as people are told. */
  public static int rounded(int thousandths) {
    return Math.floorDiv(thousandths + PER_POINT / 2, PER_POINT);
  }
}
