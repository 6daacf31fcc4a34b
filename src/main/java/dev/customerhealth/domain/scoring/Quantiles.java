package dev.customerhealth.domain.scoring;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How a measure is spread over a group of accounts: its value at evenly spaced shares of the group,
 * from the lowest to the highest.
 */
public final class Quantiles {
  private static final double WHOLE = 100;

  private final double[] values;

  /**
   * A distribution.
   *
   * @param values at least two, never falling: the lowest, those at equal steps between, and the
   *     highest; eleven of them are deciles
   */
  public Quantiles(double... values) {
    this.values = values.clone();
    if (values.length < 2) {
      throw new IllegalArgumentException(
          "quantiles: expected at least two values, found " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i]) || (i > 0 && values[i] < values[i - 1])) {
        throw new IllegalArgumentException(
            "quantiles: expected numbers that never fall, found " + Arrays.toString(values));
      }
    }
  }

  /** The values, from the lowest to the highest. */
  public DoubleStream values() {
    return Arrays.stream(values);
  }

  /**
   * The place of a value in the group, 0 for the lowest to 100 for the highest, on a straight line
   * between two quantiles. Those who share a value share the middle of the places they fill.
   */
  public double percentile(double value) {
    int last = values.length - 1;
    if (value < values[0]) {
      return 0;
    }
    if (value > values[last]) {
      return WHOLE;
    }
    int low = 0;
    while (values[low] < value) {
      low++;
    }
    if (values[low] > value) {
      double way = (value - values[low - 1]) / (values[low] - values[low - 1]);
      return WHOLE * (low - 1 + way) / last;
    }
    int high = low;
    while (high < last && values[high + 1] == value) {
      high++;
    }
    return WHOLE * (low + high) / 2 / last;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quantiles that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Quantiles" + Arrays.toString(values);
  }
}
