package dev.customerhealth.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.signal.AlertSignal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.state.AccountStateCodec;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of alerts when other rules come into force, seen from one account. */
class NewRulesTest {
  private static final Instant START = Instant.parse("2026-04-01T08:00:00Z");
  private static final Set<String> LOW = Set.of("low");

  private final Facts facts = new Facts("acme");
  private final Fold fold = new Fold("acme", policy(below(40, AlertTiming.AT_ONCE)));

  private static AlertRule below(int points, AlertTiming timing) {
    return new AlertRule(
        "low",
        "own",
        "The score is low",
        Severity.WARNING,
        true,
        AlertScope.ALL,
        0,
        timing,
        new ScoreBelow(points * 1000, points * 1000 + 5000),
        null);
  }

  private static HealthPolicy policy(AlertRule... rules) {
    return new HealthPolicy(Presets.sentimentOnly(1), List.of(rules));
  }

  private static Instant at(double hours) {
    return START.plus(Duration.ofMinutes(Math.round(hours * 60)));
  }

  private void score(double hours, double points) {
    fold.tell(facts.sentiment(at(hours), points / 100));
  }

  private List<AlertEvent> told() {
    return fold.alerts().stream().map(Alert::event).toList();
  }

  @Test
  void what_was_so_already_when_a_rule_came_is_not_told() {
    score(0, 50);
    score(24, 51);

    fold.switchTo(policy(below(60, AlertTiming.AT_ONCE)), at(48), LOW);
    score(49, 48);
    score(80, 47);

    assertThat(told()).isEmpty();
  }

  @Test
  void when_it_was_over_once_the_rule_holds_like_any_other() {
    score(0, 50);
    score(24, 51);
    fold.switchTo(policy(below(60, AlertTiming.AT_ONCE)), at(48), LOW);
    score(49, 62);
    score(50, 58);
    assertThat(told()).as("62 is not over the bar to resolve").isEmpty();

    score(51, 70);
    score(52, 58);

    assertThat(told()).containsExactly(AlertEvent.RAISED);
    assertThat(fold.alerts().get(0).episode()).isEqualTo(1);
  }

  @Test
  void an_account_that_is_well_when_the_rule_comes_is_told_at_once_later() {
    score(0, 70);
    score(24, 71);
    fold.switchTo(policy(below(60, AlertTiming.AT_ONCE)), at(48), LOW);

    score(49, 55);

    assertThat(told()).containsExactly(AlertEvent.RAISED);
  }

  @Test
  void an_alert_that_is_open_stays_the_same_alert_until_the_new_bar_resolves_it() {
    score(0, 70);
    score(24, 35);
    assertThat(told()).containsExactly(AlertEvent.RAISED);
    fold.switchTo(policy(below(60, AlertTiming.AT_ONCE)), at(48), LOW);
    score(49, 50);
    assertThat(told()).as("50 would have been over the old bar").hasSize(1);

    score(50, 70);

    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.RESOLVED);
    assertThat(fold.alerts().get(1).alertId()).isEqualTo(fold.alerts().get(0).alertId());
  }

  @Test
  void an_open_alert_of_a_rule_that_is_gone_is_resolved_at_the_moment() {
    score(0, 70);
    score(24, 35);

    fold.switchTo(policy(), at(48), Set.of());

    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.RESOLVED);
    assertThat(fold.alerts().get(1).at()).isEqualTo(at(48));
  }

  @Test
  void the_end_of_an_alert_whose_rule_is_gone_says_what_its_beginning_said() {
    score(0, 70);
    score(24, 35);

    fold.switchTo(policy(), at(48), Set.of());

    assertThat(fold.alerts())
        .extracting(Alert::severity, Alert::label, Alert::ruleSource)
        .containsExactly(
            tuple(Severity.WARNING, "The score is low", "own"),
            tuple(Severity.WARNING, "The score is low", "own"));
  }

  @Test
  void an_alert_that_was_handled_ends_with_its_rule_as_severe_as_it_was_told() {
    score(0, 70);
    score(24, 35);
    fold.tell(facts.act(at(25), AlertSignal.Kind.ACKNOWLEDGE, "low"));

    Assessment switched = new Assessor(false).switched(fold.state(), at(48), policy());

    assertThat(switched.alerts()).extracting(Alert::severity).containsExactly(Severity.WARNING);
  }

  @Test
  void of_an_alert_whose_rule_nobody_remembers_no_severity_is_made_up() {
    score(0, 70);
    score(24, 35);

    Assessment switched = new Assessor(false).switched(fold.state(), at(48), policy());

    assertThat(switched.alerts()).singleElement().extracting(Alert::severity).isNull();
  }

  @Test
  void what_waits_for_its_confirmation_is_passed_over_when_its_rule_asks_otherwise() {
    AlertTiming later = new AlertTiming(Duration.ofHours(12), Duration.ZERO, Duration.ZERO);
    Fold waiting = new Fold("acme", policy(below(40, later)));
    waiting.tell(facts.sentiment(at(0), 0.7), facts.sentiment(at(24), 0.35));
    assertThat(waiting.state().judgement().alert("low").pending()).isTrue();

    waiting.switchTo(policy(below(60, later)), at(30), LOW);
    waiting.tell(new TimePassed("acme", at(60)));

    assertThat(waiting.alerts()).isEmpty();
    assertThat(waiting.state().judgement().alert("low").passedOver()).isTrue();
  }

  @Test
  void a_rule_that_only_got_another_name_or_severity_is_no_new_one() {
    AlertRule rule = below(60, AlertTiming.AT_ONCE);
    AlertRule renamed =
        new AlertRule(
            rule.id(),
            rule.source(),
            "Low",
            Severity.CRITICAL,
            true,
            rule.scope(),
            0,
            rule.timing(),
            rule.condition(),
            "Call");

    assertThat(renamed.asksTheSameAs(rule)).isTrue();
    assertThat(below(59, AlertTiming.AT_ONCE).asksTheSameAs(rule)).isFalse();
    assertThat(rule.asksTheSameAs(null)).isFalse();
  }

  @Test
  void that_it_was_passed_over_is_stored() {
    score(0, 50);
    score(24, 51);
    fold.switchTo(policy(below(60, AlertTiming.AT_ONCE)), at(48), LOW);
    AccountStateCodec codec = new AccountStateCodec();

    assertThat(codec.decode("acme", codec.encode(fold.state()))).isEqualTo(fold.state());
    assertThat(fold.state().judgement().alert("low").passedOver()).isTrue();
  }
}
