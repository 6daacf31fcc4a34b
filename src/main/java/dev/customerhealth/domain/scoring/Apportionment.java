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

  private Apportionment() {}

  /** Whole parts, as near to the exact ones as their whole total allows; ties go to the first. */
  static int[] of(double[] exact) {
    double sum = 0;
    int[] parts = new int[exact.length];
    long[] lost = new long[exact.length];
    int given = 0;
    for (int i = 0; i < exact.length; i++) {
      sum += exact[i];
      parts[i] = (int) Math.floor(exact[i]);
      lost[i] = Math.round((exact[i] - parts[i]) * GRAIN);
      given += parts[i];
    }
    int left = (int) Math.floor(sum + NUDGE) - given;
    while (left > 0) {
      int most = 0;
      for (int i = 1; i < lost.length; i++) {
        if (lost[i] > lost[most]) {
          most = i;
        }
      }
      parts[most]++;
      lost[most] = -1;
      left--;
    }
    return parts;
  }
}
