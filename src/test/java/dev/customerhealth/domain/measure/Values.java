package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.MeasurePoints;
import java.util.Map;

/** Raw values for tests, made out of thin air. */
public final class Values {
  private static final int MILLIONTHS = 1_000_000;

  private Values() {}

  /** The given measures have these values, the others no data. */
  public static MeasureValues of(AskedMeasures asked, Map<Measure, Double> values) {
    long[] inOrder = new long[asked.size()];
    for (int i = 0; i < inOrder.length; i++) {
      Double value = values.get(asked.measure(i).measure());
      inOrder[i] = value == null ? MeasurePoints.NO_VALUE : Math.round(value * MILLIONTHS);
    }
    return new MeasureValues(asked, inOrder, null);
  }
}
