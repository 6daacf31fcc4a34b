package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.AlertScope;
import dev.customerhealth.domain.alerting.AlertTiming;
import dev.customerhealth.domain.alerting.ScoreBelow;
import dev.customerhealth.domain.alerting.Severity;
import dev.customerhealth.intake.Accepted;
import dev.customerhealth.intake.TimeTold;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.testing.Presets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alert rules that somebody edits in the configuration between two starts of the service. */
class ConfiguredRulesAcrossRestartTest {
  private static final Instant NOW = TopologyHarness.ARRIVAL;

  @TempDir Path directory;

  private final Facts acme = new Facts("acme");
  private final Facts bolt = new Facts("bolt");
  private List<AlertRule> rules = List.of(below("low", 40));
  private int accountsPerTick = 100;
  private TaskThatRestarts task;

  private static AlertRule below(String id, int points) {
    return new AlertRule(
        id,
        "own",
        "The score is low",
        Severity.WARNING,
        true,
        AlertScope.ALL,
        0,
        AlertTiming.AT_ONCE,
        new ScoreBelow(points * 1000, points * 1000 + 5000),
        null);
  }

  @BeforeEach
  void two_accounts_at_fifty_points() {
    task = new TaskThatRestarts(directory, NOW, this::processor);
    score(acme, -24, 0.5);
    score(bolt, -24, 0.5);
    tick(1);
  }

  @Test
  void a_higher_bar_raises_nothing_of_what_is_below_it_already() {
    restartWith(below("low", 60));

    tick(2);
    tick(3);
    score(acme, 4, 0.48);
    tick(5);

    assertThat(raised()).isEmpty();
  }

  @Test
  void an_event_that_comes_before_the_first_tick_raises_nothing_of_what_was_so_before_it() {
    restartWith(below("low", 60));

    score(acme, 2, 0.48);
    tick(3);

    assertThat(raised()).isEmpty();
  }

  @Test
  void what_falls_below_the_new_bar_later_is_raised() {
    score(acme, 1, 0.7);
    restartWith(below("low", 60));

    tick(2);
    score(acme, 3, 0.5);

    assertThat(raised()).containsExactly("acme low");
  }

  @Test
  void the_very_event_that_falls_below_the_new_bar_is_raised_though_no_tick_came_before() {
    score(acme, 1, 0.7);
    restartWith(below("low", 60));

    score(acme, 2, 0.5);
    tick(3);

    assertThat(raised()).containsExactly("acme low");
  }

  @Test
  void a_rule_that_is_new_in_the_file_raises_nothing_of_what_is_so_already() {
    restartWith(below("low", 40), below("lowish", 60));

    tick(2);
    score(acme, 3, 0.35);

    assertThat(raised()).containsExactly("acme low");
  }

  @Test
  void a_rule_that_asks_the_same_as_before_raises_as_before() {
    restartWith(below("low", 40), below("other", 10));

    score(acme, 2, 0.3);

    assertThat(raised()).containsExactly("acme low");
  }

  @Test
  void a_second_restart_in_the_middle_goes_on_where_the_first_was() {
    accountsPerTick = 1;
    restartWith(below("low", 60));
    tick(2);
    task.restart();

    score(bolt, 3, 0.48);
    tick(4);
    tick(5);
    task.restart();
    score(acme, 6, 0.47);

    assertThat(raised()).isEmpty();
  }

  @Test
  void a_restart_with_the_same_rules_passes_nothing_over() {
    score(acme, 1, 0.7);
    tick(1);
    task.restart();
    score(acme, 2, 0.3);
    task.restart();
    tick(3);

    assertThat(raised()).containsExactly("acme low");
  }

  @Test
  void an_open_alert_stays_open_under_the_new_bar_and_is_resolved_by_it() {
    score(acme, 1, 0.3);
    restartWith(below("low", 60));
    tick(2);
    score(acme, 3, 0.5);
    assertThat(events()).as("50 would have been over the old bar").containsOnly(AlertEvent.RAISED);

    score(acme, 4, 0.7);

    assertThat(events()).containsExactly(AlertEvent.RAISED, AlertEvent.RESOLVED);
  }

  @Test
  void a_rule_that_is_gone_from_the_file_takes_its_open_alerts_with_it_at_the_next_tick() {
    score(acme, 1, 0.3);
    restartWith(below("other", 10));

    tick(2);

    assertThat(task.told(HealthAlert.class))
        .extracting(
            HealthAlert::getEvent, each -> each.getSeverity().name(), HealthAlert::getRuleSource)
        .containsExactly(
            tuple(AlertEvent.RAISED, "WARNING", "own"),
            tuple(AlertEvent.RESOLVED, "WARNING", "own"));
  }

  private void restartWith(AlertRule... changed) {
    rules = List.of(changed);
    task.restart();
  }

  private AssessmentProcessor processor() {
    TopologySettings standard = TopologySettings.standard();
    return new AssessmentProcessor(
        new HealthPolicy(Presets.sentimentOnly(1), rules),
        new PublishedTexts(),
        new TopologySettings(standard.limits(), accountsPerTick, standard.accountsInMemory()),
        ScoringMetrics.silent());
  }

  private void tick(int hours) {
    task.process(new TimeTold(NOW.plus(Duration.ofHours(hours))));
  }

  private void score(Facts account, int hours, double sentiment) {
    task.process(new Accepted(account.sentiment(NOW.plus(Duration.ofHours(hours)), sentiment)));
  }

  private List<String> raised() {
    List<String> raised = new ArrayList<>();
    for (HealthAlert alert : task.told(HealthAlert.class)) {
      if (alert.getEvent() == AlertEvent.RAISED) {
        raised.add(alert.getAccountId() + " " + alert.getRuleId());
      }
    }
    return raised;
  }

  private List<AlertEvent> events() {
    return task.told(HealthAlert.class).stream().map(HealthAlert::getEvent).toList();
  }
}
