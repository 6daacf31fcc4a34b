package dev.customerhealth.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws accounts as real books have them: few send much, many send little. The weight of the
 * account of rank r is 1 / (r + 10); with 5,000 accounts the busiest sends about 1.5% and the
 * busiest tenth about 63% of all events.
 */
final class ZipfAccounts {
  private static final double FLATTENED_RANKS = 10;

  private final double[] cumulative;

  ZipfAccounts(int accounts) {
    cumulative = new double[accounts];
    double sum = 0;
    for (int rank = 0; rank < accounts; rank++) {
      sum += 1 / (rank + FLATTENED_RANKS);
      cumulative[rank] = sum;
    }
  }

  /** The index of an account, from 0. */
  int draw(SplittableRandom random) {
    double wanted = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, wanted);
    return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
  }
}
