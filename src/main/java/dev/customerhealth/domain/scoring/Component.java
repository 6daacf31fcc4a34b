package dev.customerhealth.domain.scoring;

import java.util.List;

/**
 * A weighted group of measures. Its score is the weighted mean of its measures.
 *
 * @param id stable id, for instance {@code product-usage}
 * @param label for display
 * @param weight its weight among the components of the model, above 0
 * @param measures at least one with a weight above 0
 */
public record Component(String id, String label, double weight, List<WeightedMeasure> measures) {
  public Component {
    measures = List.copyOf(measures);
    if (!(weight > 0) || measures.stream().noneMatch(measure -> measure.weight() > 0)) {
      throw new IllegalArgumentException(
          "component " + id + ": expected a weight above 0 and at least one measure with one");
    }
  }
}
