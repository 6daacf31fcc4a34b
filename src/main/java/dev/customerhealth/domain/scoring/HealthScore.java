package dev.customerhealth.domain.scoring;

import java.time.Instant;
import java.util.List;

/**
 * The score of an account with everything it was made of.
 *
 * @param asOf business time it holds for
 * @param status whether there is a score
 * @param score thousandths of a point, 0 to 100,000; 0 when status is not SCORED
 * @param band the band; null when status is not SCORED
 * @param coverage share of the model's weight that had data, 0 to 1; old answers count less, and
 *     measures the account is too young for are not asked for
 * @param modelId id of the model
 * @param modelVersion version of the model
 * @param modelRule id of the rule that chose the model
 * @param measures one per measure of the model, in the model's order
 * @param cap the cap that limited the score; null when none did
 * @param peers whom the account was compared with; null when the model compares with nobody
 * @param override what a person set beside it; null when nothing is set
 */
public record HealthScore(
    Instant asOf,
    ScoreStatus status,
    int score,
    Band band,
    double coverage,
    String modelId,
    int modelVersion,
    String modelRule,
    List<MeasureScore> measures,
    AppliedCap cap,
    AppliedPeers peers,
    AppliedOverride override) {

  /** A score that compares with nobody, and that nothing is set beside. */
  public HealthScore(
      Instant asOf,
      ScoreStatus status,
      int score,
      Band band,
      double coverage,
      String modelId,
      int modelVersion,
      String modelRule,
      List<MeasureScore> measures,
      AppliedCap cap) {
    this(
        asOf,
        status,
        score,
        band,
        coverage,
        modelId,
        modelVersion,
        modelRule,
        measures,
        cap,
        null,
        null);
  }

  /** The same with what a person set beside it; null for nothing. */
  public HealthScore with(AppliedOverride set) {
    return set == null
        ? this
        : new HealthScore(
            asOf,
            status,
            score,
            band,
            coverage,
            modelId,
            modelVersion,
            modelRule,
            measures,
            cap,
            peers,
            set);
  }

  /** Whether there is a score. */
  public boolean scored() {
    return status == ScoreStatus.SCORED;
  }
}
