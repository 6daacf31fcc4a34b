package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * What each measure added to a score once, and, where still remembered, the value it had. Measures
 * are named by their codes, 0 to 255; a measure that had no data is not there.
 */
public final class MeasurePoints {
  /** The code of what a cap took off; no measure ever has it. */
  public static final int CAP = 255;

  /** Stands for a value that is not there or not remembered. */
  public static final long NO_VALUE = Long.MIN_VALUE;

  private static final int UNSIGNED = 0xff;

  /** No measure had data. */
  public static final MeasurePoints NONE = new MeasurePoints(new byte[0], new int[0], null);

  private final byte[] codes;
  private final int[] points;
  private final long[] values;
  private final int total;

  private MeasurePoints(byte[] codes, int[] points, long[] values) {
    this.codes = codes;
    this.points = points;
    this.values = values;
    int sum = 0;
    for (int each : points) {
      sum += each;
    }
    this.total = sum;
  }

  /**
   * Points from their parts, which are not copied and must not be changed afterwards.
   *
   * @param codes one per measure, ascending as unsigned numbers
   * @param points thousandths of a point per code
   * @param values raw values in thousandths of their unit, likewise; null when not remembered
   */
  public static MeasurePoints of(byte[] codes, int[] points, long[] values) {
    return codes.length == 0 ? NONE : new MeasurePoints(codes, points, values);
  }

  /**
   * Points of the same measures, whose codes they share: of the many scores that are remembered
   * nearly all are made of the same measures.
   *
   * @param others thousandths of a point at each place, which are not copied
   */
  public MeasurePoints ofSameMeasures(int[] others) {
    return codes.length == 0 ? NONE : new MeasurePoints(codes, others, null);
  }

  /** Code of the measure at a place, ascending, 0 to 255. */
  public int codeAt(int index) {
    return codes[index] & UNSIGNED;
  }

  /** Measures that are there. */
  public int size() {
    return points.length;
  }

  /** Whether others are of just the same measures. */
  public boolean isOfSameMeasures(MeasurePoints other) {
    return Arrays.equals(codes, other.codes);
  }

  /** Whether they are of just the first of these codes. */
  public boolean isOfMeasures(byte[] others, int count) {
    return Arrays.equals(codes, 0, codes.length, others, 0, count);
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
    int place = place(code);
    return place >= 0 ? points[place] : 0;
  }

  /** Raw value of the measure of a code, in thousandths; {@link #NO_VALUE} when not remembered. */
  public long valueOf(int code) {
    int place = values == null ? -1 : place(code);
    return place >= 0 ? values[place] : NO_VALUE;
  }

  /** The score they add up to, in thousandths of a point. */
  public int total() {
    return total;
  }

  /** The place of a code; negative when it is not there. */
  private int place(int code) {
    int place = Math.min(code, codes.length - 1);
    while (place >= 0 && codeAt(place) > code) {
      place--;
    }
    return place >= 0 && codeAt(place) == code ? place : -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MeasurePoints that
        && Arrays.equals(codes, that.codes)
        && Arrays.equals(points, that.points)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(codes), Arrays.hashCode(points), Arrays.hashCode(values));
  }

  @Override
  public String toString() {
    return "MeasurePoints["
        + Arrays.toString(codes)
        + " "
        + Arrays.toString(points)
        + " "
        + Arrays.toString(values)
        + "]";
  }
}
