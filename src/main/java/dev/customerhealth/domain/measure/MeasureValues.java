package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.MeasurePoints;

/**
 * The raw value of every measure of the catalogue on one day, in thousandths of its unit, so that
 * what is published is exactly what was scored.
 */
public final class MeasureValues {
  private static final double THOUSANDTHS = 1000.0;

  private final long[] values;

  MeasureValues(long[] valuesByCode) {
    this.values = valuesByCode;
  }

  /** Whether a measure has data. */
  public boolean has(Measure measure) {
    return values[measure.code()] != MeasurePoints.NO_VALUE;
  }

  /**
   * The value in thousandths of the measure's unit; {@link MeasurePoints#NO_VALUE} without data.
   */
  public long thousandths(Measure measure) {
    return values[measure.code()];
  }

  /** The value in the measure's unit; NaN without data. */
  public double value(Measure measure) {
    return asDouble(values[measure.code()]);
  }

  /** Thousandths as a number; NaN for {@link MeasurePoints#NO_VALUE}. */
  public static double asDouble(long thousandths) {
    return thousandths == MeasurePoints.NO_VALUE ? Double.NaN : thousandths / THOUSANDTHS;
  }
}
