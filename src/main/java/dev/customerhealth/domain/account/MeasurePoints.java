package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * What each measure added to a score once, and, where still remembered, the value it had. Measures
 * are named by their codes, 0 to 63; a measure that had no data is not there.
 */
public final class MeasurePoints {
  /** Stands for a value that is not there or not remembered. */
  public static final long NO_VALUE = Long.MIN_VALUE;

  /** No measure had data. */
  public static final MeasurePoints NONE = new MeasurePoints(0, new int[0], null);

  private final long codes;
  private final int[] points;
  private final long[] values;

  private MeasurePoints(long codes, int[] points, long[] values) {
    this.codes = codes;
    this.points = points;
    this.values = values;
  }

  /**
   * Points from their parts, which are not copied and must not be changed afterwards.
   *
   * @param codes a bit per measure code
   * @param points thousandths of a point per set bit, in order of the codes
   * @param values raw values in thousandths of their unit, likewise; null when not remembered
   */
  public static MeasurePoints of(long codes, int[] points, long[] values) {
    return codes == 0 ? NONE : new MeasurePoints(codes, points, values);
  }

  /** A bit per code of a measure that is there. */
  public long codes() {
    return codes;
  }

  /** Measures that are there. */
  public int size() {
    return points.length;
  }

  /** Whether raw values are remembered. */
  public boolean hasValues() {
    return values != null;
  }

  /** Points at a place, in order of the codes. */
  public int pointsAt(int index) {
    return points[index];
  }

  /** Value at a place, in order of the codes; only with {@link #hasValues()}. */
  public long valueAt(int index) {
    return values[index];
  }

  /** Thousandths of a point the measure of a code added; 0 when it is not there. */
  public int pointsOf(int code) {
    return has(code) ? points[place(code)] : 0;
  }

  /** Raw value of the measure of a code, in thousandths; {@link #NO_VALUE} when not remembered. */
  public long valueOf(int code) {
    return values != null && has(code) ? values[place(code)] : NO_VALUE;
  }

  /** The score they add up to, in thousandths of a point. */
  public int total() {
    int total = 0;
    for (int each : points) {
      total += each;
    }
    return total;
  }

  private boolean has(int code) {
    return (codes & 1L << code) != 0;
  }

  private int place(int code) {
    return Long.bitCount(codes & ((1L << code) - 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MeasurePoints that
        && codes == that.codes
        && Arrays.equals(points, that.points)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(codes, Arrays.hashCode(points), Arrays.hashCode(values));
  }

  @Override
  public String toString() {
    return "MeasurePoints["
        + Long.toBinaryString(codes)
        + " "
        + Arrays.toString(points)
        + " "
        + Arrays.toString(values)
        + "]";
  }
}
