package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.MeasurePoints;
import java.util.Arrays;
import java.util.Map;

/** Raw values for tests, made out of thin air. */
public final class Values {
  private static final int THOUSANDTHS = 1000;

  private Values() {}

  /** The given measures have these values, the others no data. */
  public static MeasureValues of(Map<Measure, Double> values) {
    long[] byCode = new long[Measure.all().size()];
    Arrays.fill(byCode, MeasurePoints.NO_VALUE);
    values.forEach((measure, value) -> byCode[measure.code()] = Math.round(value * THOUSANDTHS));
    return new MeasureValues(byCode);
  }
}
