package dev.customerhealth.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.ScoreCloses.Close;
import dev.customerhealth.domain.account.ScoreCloses.Period;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.signal.AlertSignal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.state.AccountStateCodec;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What becomes of alerts while the data are taken to be at fault, and afterwards: a score that is
 * the CSM's sentiment and nothing else.
 */
class HeldAlertsTest {
  private static final Instant START = Instant.parse("2026-04-01T08:00:00Z");
  private static final String DROP = "score-drop-7d";
  private static final String ZONE = "intervention-zone-entered";

  private final Facts facts = new Facts("acme");
  private final Fold fold = new Fold("acme", policy());

  private static HealthPolicy policy() {
    return policy(
        StandardRules.all().stream()
            .filter(rule -> rule.id().equals(DROP) || rule.id().equals(ZONE))
            .toList());
  }

  private static HealthPolicy policy(List<AlertRule> rules) {
    return new HealthPolicy(Presets.sentimentOnly(1), rules);
  }

  /** Two weeks in a row that each close lower by at least two points. */
  private static Fold sinking() {
    return new Fold(
        "acme",
        policy(
            List.of(
                new AlertRule(
                    "sinking",
                    "own",
                    "It sinks",
                    Severity.INFO,
                    true,
                    AlertScope.ALL,
                    0,
                    AlertTiming.AT_ONCE,
                    new Decline(Period.WEEKLY, 2, 2_000, 0),
                    null))));
  }

  private static Instant at(double hours) {
    return START.plus(Duration.ofMinutes(Math.round(hours * 60)));
  }

  private void score(double hours, double points) {
    fold.tell(facts.sentiment(at(hours), points / 100));
  }

  private void timePasses(double hours) {
    fold.tell(new TimePassed("acme", at(hours)));
  }

  private List<String> told() {
    return fold.alerts().stream().map(alert -> alert.event() + " " + alert.ruleId()).toList();
  }

  @Test
  void what_is_still_true_afterwards_is_raised_then_against_the_score_before_the_fault() {
    score(0, 90);
    score(24, 90.5);
    fold.holding(true);
    score(48, 50);
    timePasses(49);
    assertThat(told()).isEmpty();

    fold.holding(false);
    timePasses(50);

    assertThat(told()).containsExactlyInAnyOrder("RAISED " + DROP, "RAISED " + ZONE);
    Alert drop =
        fold.alerts().stream()
            .filter(alert -> alert.ruleId().equals(DROP))
            .findFirst()
            .orElseThrow();
    assertThat(drop.referenceScore()).isEqualTo(90_500);
    assertThat(drop.value()).isEqualTo(40.5);
    assertThat(drop.raisedAt()).isEqualTo(at(50));
  }

  @Test
  void what_came_back_meanwhile_raises_nothing() {
    score(0, 90);
    score(24, 90.5);
    fold.holding(true);
    score(48, 50);
    score(50, 89);

    fold.holding(false);
    timePasses(51);
    score(52, 88);

    assertThat(told()).isEmpty();
  }

  @Test
  void a_score_that_the_fault_lifted_is_no_high_to_fall_from() {
    score(0, 65);
    score(24, 66);
    fold.holding(true);
    score(48, 95);
    fold.holding(false);

    score(50, 64);

    assertThat(told()).isEmpty();
    ScoreHighs highs = fold.state().judgement().highs();
    assertThat(highs.points(0).total()).isEqualTo(66_000);
  }

  @Test
  void a_zone_it_was_in_before_the_fault_is_not_entered_anew_when_the_fault_is_over() {
    score(0, 45);
    score(24, 46);
    fold.holding(true);
    score(48, 70);
    fold.holding(false);

    score(50, 45);

    assertThat(told()).isEmpty();
  }

  @Test
  void a_fault_longer_than_the_window_hides_no_drop() {
    score(0, 90);
    score(24, 90.5);
    fold.holding(true);
    score(48, 50);
    timePasses(24 * 12);

    fold.holding(false);
    timePasses(24 * 12 + 1);

    assertThat(told()).contains("RAISED " + DROP);
  }

  /** Weeks end with day 4 at 90, day 11 at 87 and, within the fault, day 18 at 20. */
  private Fold twoWeeksAndAFault() {
    Fold sinking = sinking();
    sinking.tell(facts.sentiment(at(0), 0.9), facts.sentiment(at(7 * 24), 0.87));
    sinking.holding(true);
    sinking.tell(facts.sentiment(at(13 * 24), 0.2), new TimePassed("acme", at(19 * 24)));
    assertThat(sinking.state().judgement().closes().weeks())
        .extracting(Close::day)
        .hasSize(2)
        .last()
        .isEqualTo((int) LocalDate.of(2026, 4, 12).toEpochDay());
    sinking.holding(false);
    return sinking;
  }

  @Test
  void a_week_that_ends_within_a_fault_has_no_close() {
    Fold sinking = twoWeeksAndAFault();

    sinking.tell(facts.sentiment(at(20 * 24), 0.87), new TimePassed("acme", at(26 * 24)));

    assertThat(sinking.alerts()).isEmpty();
  }

  @Test
  void the_next_close_is_compared_with_the_last_before_the_fault() {
    Fold sinking = twoWeeksAndAFault();

    sinking.tell(facts.sentiment(at(20 * 24), 0.84), new TimePassed("acme", at(26 * 24)));

    assertThat(sinking.alerts()).extracting(Alert::event).containsExactly(AlertEvent.RAISED);
  }

  @Test
  void an_open_alert_is_not_resolved_by_data_at_fault() {
    score(0, 90);
    score(24, 90.5);
    score(48, 55);
    assertThat(told()).hasSize(2);
    fold.holding(true);
    score(50, 95);
    assertThat(told()).hasSize(2);

    fold.holding(false);
    score(52, 56);
    assertThat(told()).hasSize(2);
    score(53, 95);

    assertThat(told()).endsWith("RESOLVED " + DROP, "RESOLVED " + ZONE);
  }

  private static HealthPolicy low(int below, int resolvedAt, AlertTiming timing) {
    return policy(
        List.of(
            new AlertRule(
                "low",
                "own",
                "It is low",
                Severity.WARNING,
                true,
                AlertScope.ALL,
                0,
                timing,
                new ScoreBelow(below * 1_000, resolvedAt * 1_000),
                null)));
  }

  private static AlertTiming confirmedAfter(Duration confirmation) {
    return new AlertTiming(confirmation, Duration.ZERO, Duration.ZERO);
  }

  private static AlertTiming escalatedAfter(Duration time) {
    return new AlertTiming(Duration.ZERO, Duration.ZERO, time);
  }

  @Test
  void rules_that_come_into_force_within_a_fault_end_no_open_alert_either() {
    fold.judgedBy(low(60, 65, AlertTiming.AT_ONCE));
    score(0, 90);
    score(24, 55);
    fold.holding(true);
    score(48, 90);
    assertThat(told()).containsExactly("RAISED low");

    fold.switchTo(low(50, 60, AlertTiming.AT_ONCE), at(49), Set.of("low"));
    assertThat(told()).containsExactly("RAISED low");
    assertThat(fold.state().degraded()).isTrue();

    fold.holding(false);
    score(52, 55);
    assertThat(told()).containsExactly("RAISED low");
    score(53, 61);
    assertThat(told()).containsExactly("RAISED low", "RESOLVED low");
  }

  @Test
  void rules_that_come_into_force_within_a_fault_escalate_nothing_before_it_is_over() {
    fold.judgedBy(low(60, 65, escalatedAfter(Duration.ofDays(1))));
    score(0, 90);
    score(24, 55);
    fold.holding(true);

    fold.switchTo(low(61, 65, escalatedAfter(Duration.ofDays(1))), at(50), Set.of("low"));
    assertThat(told()).containsExactly("RAISED low");

    fold.holding(false);
    timePasses(51);
    timePasses(52);
    assertThat(told()).containsExactly("RAISED low", "ESCALATED low");
  }

  @Test
  void what_is_so_when_a_rule_comes_within_a_fault_is_passed_over_when_it_still_is_afterwards() {
    fold.judgedBy(low(40, 45, AlertTiming.AT_ONCE));
    score(0, 90);
    score(24, 55);
    fold.holding(true);

    fold.switchTo(low(60, 65, AlertTiming.AT_ONCE), at(50), Set.of("low"));
    fold.holding(false);
    score(52, 54);
    assertThat(told()).isEmpty();

    score(53, 90);
    score(54, 55);
    assertThat(told()).containsExactly("RAISED low");
  }

  @Test
  void what_waits_for_its_confirmation_goes_on_waiting_when_a_rule_comes_within_a_fault() {
    fold.judgedBy(low(60, 65, confirmedAfter(Duration.ofDays(1))));
    score(0, 90);
    score(40, 55);
    fold.holding(true);
    score(44, 90);

    fold.switchTo(low(50, 80, confirmedAfter(Duration.ofDays(1))), at(50), Set.of("low"));
    fold.holding(false);
    score(52, 45);

    assertThat(fold.state().judgement().alert("low").course().sinceMillis())
        .as("that it was over was seen by data at fault only")
        .isEqualTo(at(40).toEpochMilli());
  }

  @Test
  void what_nobody_took_on_until_its_time_within_a_fault_is_escalated_once_afterwards() {
    fold.judgedBy(low(60, 65, escalatedAfter(Duration.ofDays(2))));
    score(0, 90);
    score(24, 55);
    fold.holding(true);
    timePasses(80);
    assertThat(told()).containsExactly("RAISED low");

    fold.holding(false);
    timePasses(81);
    timePasses(82);

    assertThat(told()).containsExactly("RAISED low", "ESCALATED low");
  }

  @Test
  void what_was_put_off_until_a_time_within_a_fault_comes_back_once_afterwards() {
    fold.judgedBy(low(60, 65, AlertTiming.AT_ONCE));
    score(0, 90);
    score(24, 55);
    fold.tell(facts.snooze(at(25), "low", at(60)));
    fold.holding(true);
    timePasses(70);
    assertThat(told()).containsExactly("RAISED low", "SNOOZED low");

    fold.holding(false);
    timePasses(71);
    timePasses(72);

    assertThat(told()).containsExactly("RAISED low", "SNOOZED low", "CAME_BACK low");
  }

  @Test
  void what_is_confirmed_within_a_fault_is_raised_once_afterwards() {
    fold.judgedBy(low(60, 65, confirmedAfter(Duration.ofDays(1))));
    score(0, 90);
    score(40, 55);
    fold.holding(true);
    timePasses(70);
    assertThat(told()).isEmpty();

    fold.holding(false);
    timePasses(71);
    timePasses(72);

    assertThat(told()).containsExactly("RAISED low");
    assertThat(fold.alerts().get(0).raisedAt()).isEqualTo(at(71));
  }

  @Test
  void what_people_do_about_an_open_alert_is_taken_meanwhile() {
    score(0, 90);
    score(24, 90.5);
    score(48, 55);
    fold.holding(true);

    fold.tell(facts.act(at(49), AlertSignal.Kind.ACKNOWLEDGE, DROP));

    assertThat(told()).endsWith("ACKNOWLEDGED " + DROP);
  }

  @Test
  void an_account_is_looked_at_again_as_long_as_anything_of_it_is_held_back() {
    score(0, 90);
    score(24, 90.5);
    fold.holding(true);
    score(48, 50);
    assertThat(fold.state().degraded()).isTrue();
    assertThat(fold.state().nextDue()).isEqualTo(at(48).plusMillis(AccountState.LOOK_AGAIN));

    fold.holding(false);
    timePasses(49);

    assertThat(fold.state().degraded()).isFalse();
  }

  @Test
  void a_fault_that_moves_nothing_leaves_no_trace_in_the_account() {
    score(0, 90);
    score(24, 90.5);
    fold.holding(true);

    score(48, 90.6);

    assertThat(fold.state().degraded()).isFalse();
  }

  @Test
  void that_something_is_held_back_is_stored() {
    score(0, 90);
    score(24, 90.5);
    fold.holding(true);
    score(48, 50);
    AccountStateCodec codec = new AccountStateCodec();

    assertThat(codec.decode("acme", codec.encode(fold.state()))).isEqualTo(fold.state());
  }
}
