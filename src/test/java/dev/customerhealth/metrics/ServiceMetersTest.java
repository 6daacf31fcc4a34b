package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.packaging.DashboardFile;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.topology.ScoringMetrics.DeadLetterCause;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceMetersTest {

  private final ServiceMeters meters = new ServiceMeters(Topics.standard(), Presets.policy());

  @AfterEach
  void close() {
    meters.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customer_health_records_total{outcome=\"scored\",topic=\"product-usage\"} 0.0",
        "customer_health_records_total{outcome=\"duplicate\",topic=\"clock-ticks\"} 0.0",
        "customer_health_dead_letters_total{cause=\"deserialization\",topic=\"support-tickets\"}"
            + " 0.0",
        "customer_health_score_changes_total{cause=\"event\"} 0.0",
        "customer_health_band_moves_total{from=\"none\",to=\"healthy\"} 0.0",
        "customer_health_alerts_total{rule=\"score-drop-7d\",severity=\"critical\",step=\"raised\"}"
            + " 0.0",
        "customer_health_alerts_total{rule=\"source-stalled\",severity=\"critical\",step=\"raised\"}"
            + " 0.0",
        "customer_health_alerts_total{rule=\"fleet-move\",severity=\"critical\",step=\"resolved\"}"
            + " 0.0",
        "customer_health_evaluations_failed_total 0.0",
        "customer_health_items_forgotten_total 0.0",
        "customer_health_ids_forgotten_total 0.0",
        "customer_health_portfolio_facts_forgotten_total 0.0",
        "customer_health_portfolio_facts_too_late_total 0.0",
        "customer_health_models_refused_total{kind=\"model\"} 0.0",
        "customer_health_models_late_total{kind=\"model\"} 0.0",
        "customer_health_time_held_back_partitions 0.0",
        "customer_health_time_held_back_seconds 0.0",
        "customer_health_change_latency_seconds_bucket{le=\"0.1\"} 0",
        "customer_health_alert_latency_seconds_bucket{le=\"0.1\"} 0",
        "jvm_memory_used_bytes{area=\"heap\"",
        "process_cpu_usage",
      })
  void what_may_be_counted_is_there_before_it_happens(String line) {
    assertThat(meters.scrape()).contains(line);
  }

  /** The portfolio has no figures until there is a book; what it counts is there at zero. */
  @Test
  void every_number_of_ours_on_a_dashboard_is_there_from_the_beginning() throws IOException {
    List<String> shown =
        DashboardFile.numbersOfTheService().stream()
            .filter(number -> number.startsWith("customer_health_"))
            .filter(
                number ->
                    number.endsWith("_total") || !number.startsWith("customer_health_portfolio_"))
            .toList();

    assertThat(shown).contains("customer_health_portfolio_facts_too_late_total");
    assertThat(meters.scrape().lines())
        .extracting(line -> line.split("[{ ]", 2)[0])
        .containsAll(shown);
  }

  @ParameterizedTest
  @EnumSource(RejectionReason.class)
  void every_reason_to_reject_is_there_at_zero(RejectionReason reason) {
    assertThat(meters.scrape())
        .contains(
            "customer_health_records_rejected_total{reason=\"%s\",topic=\"survey-responses\"} 0.0"
                .formatted(reason.name().toLowerCase(Locale.ROOT)));
  }

  /** What came earlier and was too little to be told is a part of a change, never its cause. */
  @ParameterizedTest
  @EnumSource(ChangeCause.class)
  void a_cause_is_there_exactly_if_a_change_can_have_it(ChangeCause cause) {
    String line =
        "customer_health_score_changes_total{cause=\"%s\"} 0.0"
            .formatted(cause.name().toLowerCase(Locale.ROOT));

    assertThat(meters.scrape().contains(line)).isEqualTo(cause != ChangeCause.EARLIER);
  }

  @Test
  void what_happens_is_counted() {
    meters.scoring().recordCounted("product-usage", RecordOutcome.LATE);
    meters.scoring().recordRejected("product-usage", "NEGATIVE_NUMBER");
    meters.scoring().deadLettered("unknown", DeadLetterCause.TOO_LARGE);
    meters.scoring().dueEvaluated(3, false);
    meters.scoring().itemsForgotten(2);
    meters.scoring().idsForgotten(3);
    meters.scoring().portfolio().factsForgotten(4);
    meters.scoring().portfolio().factBeyondRestatement();

    assertThat(meters.scrape())
        .contains(
            "customer_health_records_total{outcome=\"late\",topic=\"product-usage\"} 1.0",
            "customer_health_records_rejected_total{reason=\"negative_number\",topic=\"product-usage\"}"
                + " 1.0",
            "customer_health_dead_letters_total{cause=\"too_large\",topic=\"unknown\"} 1.0",
            "customer_health_evaluations_total 3.0",
            "customer_health_items_forgotten_total 2.0",
            "customer_health_ids_forgotten_total 3.0",
            "customer_health_portfolio_facts_forgotten_total 4.0",
            "customer_health_portfolio_facts_too_late_total 1.0",
            "customer_health_evaluations_postponed_total 1.0");
  }

  @Test
  void every_name_passes_the_check_of_prometheus() {
    List<String> gauges =
        meters
            .scrape()
            .lines()
            .filter(line -> line.startsWith("# TYPE ") && line.endsWith(" gauge"))
            .map(line -> line.split(" ", -1)[2])
            .toList();

    assertThat(gauges).isNotEmpty().noneMatch(name -> name.matches(".*_(count|total|sum|bucket)"));
    assertThat(meters.scrape().lines().filter(line -> line.startsWith("# TYPE ")))
        .noneMatch(line -> line.matches(".*_(ns|ms|us|s)(_.*)? .*"));
  }

  @Test
  void time_held_back_is_told() {
    meters.timeHeldBack(2, Duration.ofMillis(1500));

    assertThat(meters.scrape())
        .contains(
            "customer_health_time_held_back_partitions 2.0",
            "customer_health_time_held_back_seconds 1.5");
  }

  @Test
  void a_counter_of_kafka_that_falls_below_zero_does_not_break_the_scrape() {
    FunctionCounter.builder("kafka.stream.state.number.open.files", this, any -> -3)
        .register(meters.registry());

    assertThat(meters.scrape()).contains("customer_health_records_total");
  }

  @Test
  void only_the_meters_of_kafka_that_somebody_looks_at_are_kept() {
    Gauge.builder("kafka.stream.task.enforced.processing.rate", () -> 1)
        .register(meters.registry());
    Gauge.builder("kafka.consumer.fetch.manager.records.lag.max", () -> 1)
        .register(meters.registry());

    assertThat(meters.scrape())
        .contains("kafka_consumer_fetch_manager_records_lag_max")
        .doesNotContain("enforced");
  }
}
