package dev.customerhealth.model;

import dev.customerhealth.domain.measure.Measure;

/**
 * Which raw values a measure can have; a bar outside would never be met.
 *
 * @param least lowest one
 * @param most highest one
 */
record Range(double least, double most) {
  static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final double WHOLE = 100;

  /** The range of a measure, from its unit. */
  static Range of(Measure measure) {
    String unit = measure.unit();
    if (measure == Measure.NPS) {
      return new Range(-WHOLE, WHOLE);
    }
    if (unit.equals("-1 to 1")) {
      return new Range(-1, 1);
    }
    if (unit.equals("% change")) {
      return new Range(-WHOLE, Double.POSITIVE_INFINITY);
    }
    // More people than paid for can be active.
    boolean openEnded = unit.equals("% of seats");
    return unit.startsWith("%") && !openEnded
        ? new Range(0, WHOLE)
        : new Range(
            unit.startsWith("days") ? Double.NEGATIVE_INFINITY : 0, Double.POSITIVE_INFINITY);
  }
}
