package dev.customerhealth.topology;

import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.fleet.FleetVerdict;
import dev.customerhealth.domain.scoring.ScoreChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Remembers what it was told, for tests on one thread. */
final class RecordedMetrics implements ScoringMetrics {

  final List<String> outcomes = new ArrayList<>();
  final List<String> rejections = new ArrayList<>();
  final List<ScoreChange> changes = new ArrayList<>();
  final List<Long> latencies = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();

  /** What operators were told. */
  final List<FleetVerdict> fleetAlerts = new ArrayList<>();

  final List<Integer> evaluations = new ArrayList<>();
  final List<Boolean> complete = new ArrayList<>();
  final List<String> deadLetters = new ArrayList<>();
  final List<String> modelsRefused = new ArrayList<>();
  final List<String> modelsLate = new ArrayList<>();
  final Map<String, Integer> inForce = new HashMap<>();
  final List<String> shadowAlerts = new ArrayList<>();
  final Set<String> shadowsComing = new TreeSet<>();
  int failedEvaluations;
  long forgottenItems;
  long forgottenIds;

  @Override
  public ModelMetrics models() {
    return new ModelMetrics() {
      @Override
      public void refused(String kind) {
        modelsRefused.add(kind);
      }

      @Override
      public void cameLate(String kind) {
        modelsLate.add(kind);
      }

      @Override
      public void inForce(String modelId, int version) {
        inForce.put(modelId, version);
      }

      @Override
      public void peersInForce(int version) {
        inForce.put("peers", version);
      }

      @Override
      public void shadowComing(String modelId, List<String> ruleIds) {
        shadowsComing.add(modelId);
      }

      @Override
      public void shadowAlert(String modelId, Alert alert) {
        shadowAlerts.add(modelId + " " + alert.ruleId() + " " + alert.state());
      }
    };
  }

  @Override
  public void recordCounted(String topic, RecordOutcome outcome) {
    outcomes.add(topic + " " + outcome);
  }

  @Override
  public void recordRejected(String topic, String reason) {
    rejections.add(topic + " " + reason);
  }

  @Override
  public void changeTold(String topic, ScoreChange change, long latencyMillis) {
    changes.add(change);
    latencies.add(latencyMillis);
  }

  @Override
  public void fleetAlertTold(FleetVerdict verdict) {
    fleetAlerts.add(verdict);
  }

  @Override
  public void alertTold(Alert alert, long latencyMillis) {
    alerts.add(alert);
  }

  @Override
  public void dueEvaluated(int evaluated, boolean all) {
    evaluations.add(evaluated);
    complete.add(all);
  }

  @Override
  public void evaluationFailed() {
    failedEvaluations++;
  }

  @Override
  public void itemsForgotten(long count) {
    forgottenItems += count;
  }

  @Override
  public void idsForgotten(long count) {
    forgottenIds += count;
  }

  @Override
  public void deadLettered(String topic, DeadLetterCause cause) {
    deadLetters.add(topic + " " + cause);
  }
}
