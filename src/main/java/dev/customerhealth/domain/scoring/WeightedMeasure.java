package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;

/**
 * A measure's part in a component.
 *
 * @param measure the measure, over its window
 * @param weight its weight among the measures of its component, above 0
 * @param function from its raw value to points
 */
public record WeightedMeasure(WindowedMeasure measure, double weight, ScoringFunction function) {
  public WeightedMeasure {
    if (!(weight > 0)) {
      throw new IllegalArgumentException(
          measure.id() + ": expected a weight above 0, found " + weight);
    }
  }

  /** The part of a measure over its default window. */
  public WeightedMeasure(Measure measure, double weight, ScoringFunction function) {
    this(WindowedMeasure.of(measure), weight, function);
  }
}
