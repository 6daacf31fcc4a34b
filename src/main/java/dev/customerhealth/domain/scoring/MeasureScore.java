package dev.customerhealth.domain.scoring;

/**
 * What one measure did for a score.
 *
 * @param measureId id of the measure
 * @param componentId id of its component
 * @param windowDays days the measure looks back
 * @param value raw value in the measure's unit; NaN when it had no data
 * @param score 0 to 100; NaN when it had no data
 * @param weight the model's weight, of 100
 * @param effectiveWeight weight after missing measures were left out, of 100; 0 without data
 * @param contribution thousandths of a point it adds; all of them add up to the score exactly
 */
public record MeasureScore(
    String measureId,
    String componentId,
    int windowDays,
    double value,
    double score,
    double weight,
    double effectiveWeight,
    int contribution) {

  /** Whether the measure had no data. */
  public boolean missing() {
    return Double.isNaN(value);
  }
}
