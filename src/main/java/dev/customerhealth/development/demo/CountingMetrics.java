package dev.customerhealth.development.demo;

import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.fleet.FleetVerdict;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.topology.ModelMetrics;
import dev.customerhealth.topology.PortfolioMetrics;
import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.topology.ScoringMetrics;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the service tells its operators, and passes it on. */
final class CountingMetrics implements ScoringMetrics {
  private final ScoringMetrics next;
  private final String clockTicks;
  private final Map<RecordOutcome, LongAdder> outcomes = new EnumMap<>(RecordOutcome.class);
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder ticks = new LongAdder();

  /**
   * A counter.
   *
   * @param clockTicks topic whose records are not events of customers
   */
  CountingMetrics(ScoringMetrics next, String clockTicks) {
    this.next = next;
    this.clockTicks = clockTicks;
    for (RecordOutcome outcome : RecordOutcome.values()) {
      outcomes.put(outcome, new LongAdder());
    }
  }

  /** Events that ended so. */
  long count(RecordOutcome outcome) {
    return outcomes.get(outcome).sum();
  }

  /** Events that ended in any way. */
  long events() {
    return outcomes.values().stream().mapToLong(LongAdder::sum).sum() + deadLetters.sum();
  }

  /** Records with a tick, one per partition each. */
  long ticks() {
    return ticks.sum();
  }

  /** Records that do not decode or broke the processing. */
  long deadLetters() {
    return deadLetters.sum();
  }

  @Override
  public void recordCounted(String topic, RecordOutcome outcome) {
    if (topic.equals(clockTicks)) {
      ticks.increment();
    } else {
      outcomes.get(outcome).increment();
    }
    next.recordCounted(topic, outcome);
  }

  @Override
  public void recordRejected(String topic, String reason) {
    next.recordRejected(topic, reason);
  }

  @Override
  public void changeTold(String topic, ScoreChange change, long latencyMillis) {
    next.changeTold(topic, change, latencyMillis);
  }

  @Override
  public void alertTold(Alert alert, long latencyMillis) {
    next.alertTold(alert, latencyMillis);
  }

  @Override
  public void fleetAlertTold(FleetVerdict verdict) {
    next.fleetAlertTold(verdict);
  }

  @Override
  public void dueEvaluated(int evaluated, boolean complete) {
    next.dueEvaluated(evaluated, complete);
  }

  @Override
  public void evaluationFailed() {
    next.evaluationFailed();
  }

  @Override
  public void itemsForgotten(long count) {
    next.itemsForgotten(count);
  }

  @Override
  public void idsForgotten(long count) {
    next.idsForgotten(count);
  }

  @Override
  public PortfolioMetrics portfolio() {
    return next.portfolio();
  }

  @Override
  public ModelMetrics models() {
    return next.models();
  }

  @Override
  public void deadLettered(String topic, DeadLetterCause cause) {
    deadLetters.increment();
    next.deadLettered(topic, cause);
  }
}
