package dev.customerhealth.topology;

import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.fleet.FleetVerdict;
import dev.customerhealth.domain.scoring.ScoreChange;

/** Tells nobody; a beginning for who wants to hear of one thing only. */
public class SilentMetrics implements ScoringMetrics {
  @Override
  public void recordCounted(String topic, RecordOutcome outcome) {}

  @Override
  public void recordRejected(String topic, String reason) {}

  @Override
  public void changeTold(String topic, ScoreChange change, long latencyMillis) {}

  @Override
  public void alertTold(Alert alert, long latencyMillis) {}

  @Override
  public void fleetAlertTold(FleetVerdict verdict) {}

  @Override
  public void dueEvaluated(int evaluated, boolean complete) {}

  @Override
  public void evaluationFailed() {}

  @Override
  public void itemsForgotten(long count) {}

  @Override
  public void idsForgotten(long count) {}

  @Override
  public void deadLettered(String topic, DeadLetterCause cause) {}
}
