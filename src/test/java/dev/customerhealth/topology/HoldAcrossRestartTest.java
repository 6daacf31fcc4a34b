package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.fleet.FleetRules;
import dev.customerhealth.intake.Accepted;
import dev.customerhealth.intake.HoldTold;
import dev.customerhealth.intake.TimeTold;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.testing.Presets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts that are held back, and a task that begins anew meanwhile. */
class HoldAcrossRestartTest {
  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final String CAUSE = "source-stalled/support-tickets";

  @TempDir Path directory;

  private final Facts facts = new Facts("acme");
  private TaskThatRestarts task;

  private static HealthPolicy sentimentOnly() {
    return new HealthPolicy(Presets.sentimentOnly(1), StandardRules.all());
  }

  @BeforeEach
  void begin() {
    task = new TaskThatRestarts(directory, NOW, this::processor);
    score(-24, 0.9);
    tick(0);
    task.process(new HoldTold(CAUSE, 1, true));
    task.restart();
  }

  @Test
  void what_held_alerts_back_before_a_restart_holds_them_back_after_it() {
    score(1, 0.2);
    task.restart();
    tick(2);

    assertThat(task.told(HealthAlert.class)).isEmpty();
    assertThat(task.told(HealthScore.class))
        .last()
        .satisfies(score -> assertThat(score.getDegradedBy()).isEqualTo(CAUSE));
  }

  @Test
  void when_it_is_over_after_a_restart_what_is_still_true_is_raised_and_the_mark_taken_off() {
    score(1, 0.2);
    task.restart();
    task.process(new HoldTold(CAUSE, 1, false));
    task.restart();
    tick(2);

    assertThat(task.told(HealthAlert.class))
        .extracting(HealthAlert::getEvent)
        .isNotEmpty()
        .containsOnly(AlertEvent.RAISED);
    assertThat(task.told(HealthScore.class))
        .last()
        .satisfies(score -> assertThat(score.getDegradedBy()).isNull());
  }

  @Test
  void when_it_is_over_after_a_restart_what_came_back_meanwhile_raises_nothing() {
    score(1, 0.2);
    task.restart();
    score(2, 0.9);
    task.restart();
    task.process(new HoldTold(CAUSE, 1, false));
    tick(3);

    assertThat(task.told(HealthAlert.class)).isEmpty();
  }

  @Test
  void a_verdict_of_before_the_restart_that_comes_again_undoes_nothing() {
    task.process(new HoldTold(CAUSE, 1, false));
    task.restart();
    task.process(new HoldTold(CAUSE, 1, true));
    score(1, 0.2);

    assertThat(task.told(HealthAlert.class)).isNotEmpty();
  }

  private AssessmentProcessor processor() {
    return new AssessmentProcessor(
        sentimentOnly(),
        new PublishedTexts(),
        TopologySettings.standard()
            .watching(
                new FleetRules(
                    Map.of("support-tickets", Duration.ofHours(3)),
                    Optional.empty(),
                    Duration.ofMinutes(30),
                    Duration.ofDays(1),
                    1)),
        ScoringMetrics.silent());
  }

  private void tick(int hours) {
    task.process(new TimeTold(NOW.plus(Duration.ofHours(hours))));
  }

  private void score(int hours, double sentiment) {
    task.process(new Accepted(facts.sentiment(NOW.plus(Duration.ofHours(hours)), sentiment)));
  }
}
