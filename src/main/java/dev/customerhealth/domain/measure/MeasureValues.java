package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.MeasurePoints;

/**
 * The raw values of the measures asked for on one day, in thousandths of their units, so that what
 * is published is exactly what was scored. Places are those of {@link AskedMeasures}.
 */
public final class MeasureValues {
  private static final double THOUSANDTHS = 1000.0;

  private final AskedMeasures asked;
  private final long[] values;
  private final long[] earlier;

  MeasureValues(AskedMeasures asked, long[] values, long[] earlier) {
    this.asked = asked;
    this.values = values;
    this.earlier = earlier;
  }

  /** The measures whose values these are, in the order of the places. */
  public AskedMeasures asked() {
    return asked;
  }

  /** Whether the measure at a place has data. */
  public boolean has(int index) {
    return values[index] != MeasurePoints.NO_VALUE;
  }

  /**
   * The value at a place in thousandths of the measure's unit; {@link MeasurePoints#NO_VALUE}
   * without data.
   */
  public long thousandths(int index) {
    return values[index];
  }

  /**
   * The value, in thousandths, that the measure at a place had over the window of the same length
   * right before the present one, by what is known today; {@link MeasurePoints#NO_VALUE} without
   * data, while that window does not lie wholly within the life of the account, and when it was not
   * asked for.
   */
  public long earlierThousandths(int index) {
    return earlier == null ? MeasurePoints.NO_VALUE : earlier[index];
  }

  /** The value at a place in the measure's unit; NaN without data. */
  public double value(int index) {
    return asDouble(values[index]);
  }

  /**
   * The value of a measure in its unit; NaN without data.
   *
   * @throws IllegalArgumentException when the measure was not asked for
   */
  public double value(WindowedMeasure measure) {
    int index = asked.indexOf(measure);
    if (index < 0) {
      throw new IllegalArgumentException(measure.id() + " was not asked for");
    }
    return value(index);
  }

  /** Thousandths as a number; NaN for {@link MeasurePoints#NO_VALUE}. */
  public static double asDouble(long thousandths) {
    return thousandths == MeasurePoints.NO_VALUE ? Double.NaN : thousandths / THOUSANDTHS;
  }
}
