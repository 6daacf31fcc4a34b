package dev.customerhealth.domain.scoring;

/**
 * What one measure did for a score.
 *
 * @param measureId id of the measure
 * @param componentId id of its component
 * @param windowDays days the measure looks back
 * @param value raw value in the measure's unit; NaN when it had no data
 * @param score 0 to 100; NaN when it had no data and nothing stands for it
 * @param weight the model's weight, of 100
 * @param effectiveWeight weight after missing measures were left out and old answers lost theirs,
 *     of 100; 0 when it did not count
 * @param contribution thousandths of a point it adds; those of all measures, and what a cap took
 *     off, add up to the score exactly
 * @param answerAgeDays days since its latest answer; -1 when it is not made of answers or has none
 * @param mark how it took part
 * @param factAgeDays days since the latest fact it was made of, also when that no longer counts; -1
 *     when it has no age or nothing is remembered
 * @param capped whether its value set off the cap that limits the score
 * @param assumedPlanFeatures features of the plan that nobody told and its value stands on; 0 when
 *     it stands on none
 */
public record MeasureScore(
    String measureId,
    String componentId,
    int windowDays,
    double value,
    double score,
    double weight,
    double effectiveWeight,
    int contribution,
    int answerAgeDays,
    Mark mark,
    int factAgeDays,
    boolean capped,
    int assumedPlanFeatures) {

  /** Whether the measure had no data. */
  public boolean missing() {
    return Double.isNaN(value);
  }

  /** Whether it counted, with data or with what stands for them. */
  public boolean counted() {
    return effectiveWeight > 0;
  }
}
