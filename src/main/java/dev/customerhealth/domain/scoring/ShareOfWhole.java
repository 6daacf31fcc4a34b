package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.WindowedMeasure;

/**
 * Points for what a value is in percent of a whole: a fixed number, or another measure of the
 * account on the same day.
 *
 * @param whole the fixed number, above 0; used when wholeMeasure is null
 * @param wholeMeasure the other measure; null for a fixed number
 * @param function from the share in percent to points
 */
public record ShareOfWhole(double whole, WindowedMeasure wholeMeasure, OfValue function)
    implements ScoringFunction {
  private static final double PERCENT = 100;

  public ShareOfWhole {
    if (wholeMeasure == null && !(whole > 0 && Double.isFinite(whole))) {
      throw new IllegalArgumentException("share: expected a whole above 0, found " + whole);
    }
  }

  /** NaN when the whole is not known or not above 0. */
  @Override
  public double score(double value, WindowedMeasure measure, ScoringInput input) {
    return score(value, wholeMeasure == null ? whole : input.values().scored(wholeMeasure));
  }

  /** The points of a part of a whole. */
  public double score(double part, double ofWhole) {
    return ofWhole > 0 ? function.score(PERCENT * part / ofWhole) : Double.NaN;
  }

  @Override
  public boolean rises() {
    return function.rises();
  }

  @Override
  public boolean falls() {
    return function.falls();
  }
}
