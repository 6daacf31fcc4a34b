package dev.customerhealth.domain.scoring;

/**
 * Spreads a total over its parts so that the whole parts add up to it exactly: each part is rounded
 * down, and what is left goes, one by one, to those that lost most. The total is rounded down, too:
 * bars are whole, so what is below a bar unrounded stays below it, as bands demand (domain.md 3).
 */
final class Apportionment {
  /**
   * What is whole on paper is a hair off in here: values are known to half a millionth of their
   * unit, which is at most some hundredths of a thousandth of a point, and doubles err too. So much
   * below a whole number counts as that number.
   */
  private static final double NUDGE = 0.05;

  /** Fractions are compared in millionths, for the same reason. */
  private static final double GRAIN = 1e6;

  private static final double ROUNDED = 0.5;

  private Apportionment() {}

  /**
   * Whole parts, as near to the exact ones as their whole total allows; ties go to the first.
   *
   * @param exact not needed afterwards: their fractions are left in it
   */
  static int[] of(double[] exact) {
    double sum = 0;
    int[] parts = new int[exact.length];
    int given = 0;
    for (int i = 0; i < exact.length; i++) {
      double whole = Math.floor(exact[i]);
      sum += exact[i];
      parts[i] = (int) whole;
      exact[i] = Math.floor((exact[i] - whole) * GRAIN + ROUNDED);
      given += parts[i];
    }
    for (int left = (int) Math.floor(sum + NUDGE) - given; left > 0; left--) {
      int most = 0;
      for (int i = 1; i < exact.length; i++) {
        if (exact[i] > exact[most]) {
          most = i;
        }
      }
      parts[most]++;
      exact[most] = -1;
    }
    return parts;
  }
}
