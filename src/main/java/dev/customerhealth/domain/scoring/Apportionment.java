package dev.customerhealth.domain.scoring;

/**
 * Spreads a rounded total over its parts so that the whole parts add up to it exactly: each part is
 * rounded down, and what is left goes, one by one, to those that lost most.
 */
final class Apportionment {
  /**
   * Halves and whole numbers that are exact on paper are a hair off in a double; the nudge makes
   * them round the way they would on paper.
   */
  private static final double NUDGE = 1e-6;

  /** Fractions are compared in millionths, for the same reason. */
  private static final double GRAIN = 1e6;

  private Apportionment() {}

  /** Whole parts, as near to the exact ones as their rounded total allows; ties go to the first. */
  static int[] of(double[] exact) {
    double sum = 0;
    int[] parts = new int[exact.length];
    long[] lost = new long[exact.length];
    int given = 0;
    for (int i = 0; i < exact.length; i++) {
      sum += exact[i];
      parts[i] = (int) Math.floor(exact[i] + NUDGE);
      lost[i] = Math.round((exact[i] - parts[i]) * GRAIN);
      given += parts[i];
    }
    int left = (int) Math.floor(sum + 0.5 + NUDGE) - given;
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
