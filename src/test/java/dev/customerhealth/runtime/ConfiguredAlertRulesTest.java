package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.AlertTiming;
import dev.customerhealth.domain.alerting.Severity;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.publication.ModelNotice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is recorded when the alert rules of a configuration change. */
class ConfiguredAlertRulesTest {
  private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");

  private static Optional<PublishedModels.Configured> since(
      ModelNotice known, List<AlertRule> rules) {
    return new ConfiguredAlertRules(rules).since(known, true, NOW);
  }

  private static ModelNotice first() {
    return since(null, StandardRules.all()).orElseThrow().notice();
  }

  @Test
  void the_first_rules_are_all_new() {
    PublishedModels.Configured first = since(null, StandardRules.all()).orElseThrow();

    assertThat(first.before()).isNull();
    assertThat(first.after())
        .isEqualTo(
            "on: score-drop-7d, score-drop-30d, intervention-zone-entered,"
                + " escalation-zone-entered");
    assertThat(first.notice().version()).isEqualTo(1);
    assertThat(first.scores()).isTrue();
  }

  @Test
  void the_same_rules_are_recorded_once() {
    assertThat(since(first(), StandardRules.all())).isEmpty();
  }

  @Test
  void what_came_went_and_changed_is_named() {
    List<AlertRule> rules = new ArrayList<>(StandardRules.all());
    AlertRule drop = rules.remove(0);
    AlertRule month = rules.remove(0);
    rules.add(
        new AlertRule(
            month.id(),
            month.source(),
            month.label(),
            Severity.INFO,
            true,
            month.scope(),
            month.minimumCoverage(),
            AlertTiming.AT_ONCE,
            month.condition(),
            month.action()));
    rules.add(
        new AlertRule(
            "mine",
            drop.source(),
            drop.label(),
            drop.severity(),
            true,
            drop.scope(),
            0,
            drop.timing(),
            drop.condition(),
            null));

    PublishedModels.Configured next = since(first(), rules).orElseThrow();

    assertThat(next.after()).isEqualTo("on: mine; changed: score-drop-30d; off: score-drop-7d");
    assertThat(next.before()).isEqualTo("those configured before");
    assertThat(next.notice().version()).isEqualTo(2);
    assertThat(since(next.notice(), rules)).isEmpty();
  }

  @Test
  void rules_that_are_gone_altogether_are_recorded_too() {
    assertThat(since(first(), List.of()).orElseThrow().after()).startsWith("off: score-drop-7d, ");
  }
}
