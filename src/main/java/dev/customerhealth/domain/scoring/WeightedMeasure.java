package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;

/**
 * A measure's part in a component.
 *
 * @param measure the measure, over its window
 * @param weight its weight among the measures of its component; 0 for one that is shown beside the
 *     score and never moves it
 * @param function from its raw value to points
 * @param missing what it does without data
 * @param staleness how its answers lose weight with age
 * @param graceDays an account younger than this is not judged by it; 0 for none
 */
public record WeightedMeasure(
    WindowedMeasure measure,
    double weight,
    ScoringFunction function,
    MissingData missing,
    Staleness staleness,
    int graceDays) {
  public WeightedMeasure {
    if (!(weight >= 0) || graceDays < 0) {
      throw new IllegalArgumentException(
          measure.id()
              + ": expected a weight and a grace of at least 0 days, found "
              + weight
              + " and "
              + graceDays);
    }
  }

  /** The part of a measure that is left out without data, never stale, and without grace. */
  public WeightedMeasure(WindowedMeasure measure, double weight, ScoringFunction function) {
    this(measure, weight, function, MissingData.LEAVE_OUT, Staleness.NONE, 0);
  }

  /** The same over the measure's default window. */
  public WeightedMeasure(Measure measure, double weight, ScoringFunction function) {
    this(WindowedMeasure.of(measure), weight, function);
  }

  /** Whether more than the value decides what it counts. */
  boolean isSpecial() {
    return missing != MissingData.LEAVE_OUT || !staleness.isNone() || graceDays > 0;
  }
}
