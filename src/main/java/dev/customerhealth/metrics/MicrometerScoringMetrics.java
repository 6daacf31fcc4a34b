package dev.customerhealth.metrics;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.AlertEvent;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.Severity;
import dev.customerhealth.domain.fleet.FleetVerdict;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.topology.ModelMetrics;
import dev.customerhealth.topology.PortfolioMetrics;
import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.topology.ScoringMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The scoring's numbers as meters. What may be counted is registered at zero in the beginning: a
 * counter that appears with its first event hides that event from every rate.
 */
public final class MicrometerScoringMetrics implements ScoringMetrics {

  private static final Duration[] LATENCY_BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(150),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(5)
  };

  /** The symbols of the contract; a test holds both equal. */
  private static final List<String> REJECTION_REASONS =
      List.of(
          "NULL_KEY",
          "NULL_VALUE",
          "KEY_MISMATCH",
          "INVALID_ID",
          "UNKNOWN_TYPE",
          "MISSING_FIELD",
          "OUT_OF_RANGE",
          "NOT_A_NUMBER",
          "FIELD_TOO_LONG",
          "TIMESTAMP_TOO_OLD",
          "TIMESTAMP_IN_FUTURE",
          "INVALID_MODEL",
          "VERSION_CONFLICT",
          "UNKNOWN");

  private final MeterRegistry registry;
  private final Timer latency;
  private final Timer alertLatency;
  private final Counter evaluations;
  private final Counter postponed;
  private final Counter failed;
  private final Counter forgotten;
  private final Counter forgottenIds;
  private final ModelMetrics models;
  private final MicrometerPortfolioMetrics portfolio;

  /** Looking a meter up costs more than counting; the hot path finds them here. */
  private final Map<CounterKey, Counter> counters = new ConcurrentHashMap<>();

  private record CounterKey(String name, String first, String second, String third) {}

  /**
   * Registers everything that may be counted.
   *
   * @param policy names the bands and rules
   */
  public MicrometerScoringMetrics(MeterRegistry registry, Topics topics, HealthPolicy policy) {
    this.registry = registry;
    this.latency =
        latency(
            registry,
            MeterNames.LATENCY,
            "From a record's arrival in Kafka to the score change it led to");
    this.alertLatency =
        latency(
            registry,
            MeterNames.ALERT_LATENCY,
            "From the arrival in Kafka of what decided it, an event or after a wait a tick, to the"
                + " alert");
    this.evaluations =
        counter(MeterNames.EVALUATIONS, "Accounts judged again because their time had come");
    this.postponed =
        counter(MeterNames.EVALUATIONS_POSTPONED, "Ticks that left due accounts for the next tick");
    this.failed =
        counter(
            MeterNames.EVALUATIONS_FAILED,
            "Accounts that could not be judged when their time came");
    this.forgotten =
        counter(
            MeterNames.ITEMS_FORGOTTEN,
            "Open tickets, goals, invoices and the like given up: their account had too many");
    this.forgottenIds =
        counter(
            MeterNames.IDS_FORGOTTEN,
            "Ids of events given up on the day they were seen: a repeat of one counts again");
    this.models = new MicrometerModelMetrics(registry);
    this.portfolio = new MicrometerPortfolioMetrics(registry);
    registerAtZero(topics, policy);
  }

  /** A histogram with bars of its own: quantiles of several instances cannot be put together. */
  private static Timer latency(MeterRegistry registry, String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(LATENCY_BUCKETS)
        .register(registry);
  }

  @Override
  public ModelMetrics models() {
    return models;
  }

  @Override
  public PortfolioMetrics portfolio() {
    return portfolio;
  }

  /** Brings up to date what is only shown when somebody looks; before every scrape. */
  void refresh() {
    portfolio.refresh();
  }

  private void registerAtZero(Topics topics, HealthPolicy policy) {
    for (Topic<?> topic : topics.read()) {
      for (RecordOutcome outcome : RecordOutcome.values()) {
        records(topic.name(), outcome);
      }
      for (DeadLetterCause cause : DeadLetterCause.values()) {
        deadLetters(topic.name(), cause);
      }
      REJECTION_REASONS.forEach(reason -> rejected(topic.name(), reason));
    }
    for (ChangeCause cause : ChangeCause.values()) {
      // A part of a change came from earlier, never a change: it is told when something moves it.
      if (cause != ChangeCause.EARLIER) {
        changes(cause);
      }
    }
    List<String> bands = new ArrayList<>(List.of(MeterNames.NO_BAND));
    policy.models().models().stream()
        .flatMap(model -> model.bands().stream())
        .map(Band::id)
        .distinct()
        .forEach(bands::add);
    bands.forEach(
        from -> bands.stream().filter(to -> !to.equals(from)).forEach(to -> moves(from, to)));
    for (AlertRule rule : policy.rules()) {
      for (AlertEvent step : AlertEvent.values()) {
        alerts(rule.id(), word(rule.severity()), step);
      }
    }
    for (String rule : List.of(FleetVerdict.STALLED, FleetVerdict.MOVED)) {
      fleetAlerts(rule, AlertEvent.RAISED);
      fleetAlerts(rule, AlertEvent.RESOLVED);
    }
  }

  @Override
  public void recordCounted(String topic, RecordOutcome outcome) {
    records(topic, outcome).increment();
  }

  @Override
  public void recordRejected(String topic, String reason) {
    rejected(topic, reason).increment();
  }

  @Override
  public void changeTold(String topic, ScoreChange change, long latencyMillis) {
    changes(change.cause()).increment();
    latency.record(latencyMillis, TimeUnit.MILLISECONDS);
    String from = change.fromBandId() == null ? MeterNames.NO_BAND : change.fromBandId();
    String to = change.to().band() == null ? MeterNames.NO_BAND : change.to().band().id();
    if (!from.equals(to)) {
      moves(from, to).increment();
    }
  }

  @Override
  public void alertTold(Alert alert, long latencyMillis) {
    alerts(alert.ruleId(), severity(alert), alert.event()).increment();
    if (alert.event() == AlertEvent.RAISED) {
      alertLatency.record(latencyMillis, TimeUnit.MILLISECONDS);
    }
  }

  private static String severity(Alert alert) {
    return alert.severity() == null ? MeterNames.UNKNOWN_SEVERITY : word(alert.severity());
  }

  @Override
  public void fleetAlertTold(FleetVerdict verdict) {
    fleetAlerts(verdict.rule(), verdict.held() ? AlertEvent.RAISED : AlertEvent.RESOLVED)
        .increment();
  }

  private Counter fleetAlerts(String rule, AlertEvent step) {
    return alerts(rule, word(Severity.CRITICAL), step);
  }

  @Override
  public void dueEvaluated(int evaluated, boolean complete) {
    evaluations.increment(evaluated);
    if (!complete) {
      postponed.increment();
    }
  }

  @Override
  public void evaluationFailed() {
    failed.increment();
  }

  @Override
  public void itemsForgotten(long count) {
    forgotten.increment((double) count);
  }

  @Override
  public void idsForgotten(long count) {
    forgottenIds.increment((double) count);
  }

  @Override
  public void deadLettered(String topic, DeadLetterCause cause) {
    deadLetters(topic, cause).increment();
  }

  private Counter records(String topic, RecordOutcome outcome) {
    return counters.computeIfAbsent(
        new CounterKey(MeterNames.RECORDS, topic, outcome.name(), null),
        key ->
            Counter.builder(MeterNames.RECORDS)
                .description("Input records by what became of them")
                .tags(MeterNames.TOPIC, topic, MeterNames.OUTCOME, word(outcome))
                .register(registry));
  }

  private Counter rejected(String topic, String reason) {
    return counters.computeIfAbsent(
        new CounterKey(MeterNames.REJECTED, topic, reason, null),
        key ->
            Counter.builder(MeterNames.REJECTED)
                .description("Input records that decode but make no sense")
                .tags(MeterNames.TOPIC, topic, MeterNames.REASON, reason.toLowerCase(Locale.ROOT))
                .register(registry));
  }

  private Counter deadLetters(String topic, DeadLetterCause cause) {
    return counters.computeIfAbsent(
        new CounterKey(MeterNames.DEAD_LETTERS, topic, cause.name(), null),
        key ->
            Counter.builder(MeterNames.DEAD_LETTERS)
                .description("Records that went to the dead letters")
                .tags(MeterNames.TOPIC, topic, MeterNames.CAUSE, word(cause))
                .register(registry));
  }

  private Counter changes(ChangeCause cause) {
    return counters.computeIfAbsent(
        new CounterKey(MeterNames.CHANGES, cause.name(), null, null),
        key ->
            Counter.builder(MeterNames.CHANGES)
                .description("Score changes told")
                .tags(MeterNames.CAUSE, word(cause))
                .register(registry));
  }

  private Counter moves(String from, String to) {
    return counters.computeIfAbsent(
        new CounterKey(MeterNames.BAND_MOVES, from, to, null),
        key ->
            Counter.builder(MeterNames.BAND_MOVES)
                .description("Accounts that moved from one band to another")
                .tags(MeterNames.FROM, from, MeterNames.TO, to)
                .register(registry));
  }

  private Counter alerts(String rule, String severity, AlertEvent step) {
    return counters.computeIfAbsent(
        new CounterKey(MeterNames.ALERTS, rule, severity, step.name()),
        key ->
            Counter.builder(MeterNames.ALERTS)
                .description("Steps in the life of alerts")
                .tags(
                    MeterNames.RULE,
                    rule,
                    MeterNames.SEVERITY,
                    severity,
                    MeterNames.STEP,
                    word(step))
                .register(registry));
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
