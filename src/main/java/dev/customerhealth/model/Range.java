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

  private static final Range FROM_ZERO = new Range(0, Double.POSITIVE_INFINITY);
  private static final double WHOLE = 100;

  /** The range of a measure. */
  static Range of(Measure measure) {
    return switch (measure) {
      case NPS -> new Range(-WHOLE, WHOLE);
      case CES -> new Range(1, 7);
      case CONTRACT_STATUS -> new Range(0, 4);
      case DAYS_TO_RENEWAL -> ANY;
      // More people than paid for can be active or trained, and value can exceed the price.
      case ACTIVE_USERS_SHARE, TRAINING_PARTICIPATION, ROI_REALISED -> FROM_ZERO;
      default -> byUnit(measure.unit());
    };
  }

  private static Range byUnit(String unit) {
    if (unit.equals("-1 to 1")) {
      return new Range(-1, 1);
    }
    if (unit.equals("% change")) {
      return new Range(-WHOLE, Double.POSITIVE_INFINITY);
    }
    return unit.startsWith("%") ? new Range(0, WHOLE) : FROM_ZERO;
  }
}
