package dev.customerhealth.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Decision;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.Outcome;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.signal.AlertSignal;
import dev.customerhealth.state.AccountStateCodec;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What people do about alerts, and what time does, seen from the account: a score that is the CSM's
 * sentiment and nothing else, and one rule with times of its own.
 */
class AlertHandlingTest {
  private static final Instant START = Instant.parse("2026-04-01T08:00:00Z");
  private static final String ZONE = "intervention-zone-entered";
  private static final AlertTiming TIMES =
      new AlertTiming(Duration.ofHours(2), Duration.ofHours(24), Duration.ofHours(4));

  private final Facts facts = new Facts("acme");
  private final Fold fold = new Fold("acme", policy(AlertTiming.AT_ONCE));

  private static HealthPolicy policy(AlertTiming timing) {
    return new HealthPolicy(Presets.sentimentOnly(1), List.of(zone(timing)));
  }

  private static AlertRule zone(AlertTiming timing) {
    AlertRule standard =
        StandardRules.all().stream()
            .filter(rule -> rule.id().equals(ZONE))
            .findFirst()
            .orElseThrow();
    return new AlertRule(
        standard.id(),
        standard.source(),
        standard.label(),
        standard.severity(),
        true,
        standard.scope(),
        0,
        timing,
        standard.condition(),
        standard.action());
  }

  private static Instant at(double hours) {
    return START.plus(Duration.ofMinutes(Math.round(hours * 60)));
  }

  private void score(double hours, double points) {
    fold.tell(facts.sentiment(at(hours), points / 100));
  }

  /** Two days of 70 points, then 50: the zone is entered at hour 48. */
  private void raised() {
    score(0, 70);
    score(24, 70.1);
    score(48, 50);
  }

  private List<AlertEvent> told() {
    return fold.alerts().stream().map(Alert::event).toList();
  }

  private Alert last() {
    return fold.alerts().get(fold.alerts().size() - 1);
  }

  private Decision decided() {
    return fold.last().decisions().get(0);
  }

  @Test
  void an_acknowledged_alert_says_who_took_it_on_and_why() {
    raised();

    fold.tell(facts.act(at(49), AlertSignal.Kind.ACKNOWLEDGE, ZONE));

    assertThat(last().event()).isEqualTo(AlertEvent.ACKNOWLEDGED);
    assertThat(last().state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(last().handling().command().by()).isEqualTo("kim");
    assertThat(last().handling().command().reason()).isEqualTo("we are on it");
    assertThat(last().at()).isEqualTo(at(49));
    assertThat(last().raisedAt()).isEqualTo(at(48));
    assertThat(last().alertId()).isEqualTo(fold.alerts().get(0).alertId());
    assertThat(decided().kind()).isEqualTo(Decision.Kind.ALERT_ACKNOWLEDGED);
    assertThat(decided().before()).isEqualTo(ZONE + " raised");
    assertThat(decided().after()).isEqualTo(ZONE + " acknowledged");
    assertThat(fold.changes()).as("a command moves no score").hasSize(2);
  }

  @Test
  void a_later_step_compares_with_the_highest_since_the_day_before_it_was_raised() {
    raised();

    fold.tell(facts.act(at(49), AlertSignal.Kind.ACKNOWLEDGE, ZONE));

    assertThat(last().referenceScore()).isEqualTo(70_100);
    assertThat(last().drivers().stream().mapToInt(Driver::points).sum()).isEqualTo(-20_100);
  }

  @Test
  void the_alert_may_be_named_by_its_id() {
    raised();
    String id = last().alertId();
    AlertSignal byId =
        new AlertSignal(
            "c-1",
            "acme",
            at(49),
            AlertSignal.Kind.ACKNOWLEDGE,
            "kim",
            "because",
            null,
            id,
            null,
            null,
            null);

    fold.tell(byId);

    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.ACKNOWLEDGED);
  }

  @Test
  void an_alert_of_an_earlier_episode_is_refused() {
    raised();
    AlertSignal other =
        new AlertSignal(
            "c-1",
            "acme",
            at(49),
            AlertSignal.Kind.ACKNOWLEDGE,
            "kim",
            "because",
            ZONE,
            AlertId.of("acme", ZONE, 2),
            null,
            null,
            null);

    fold.tell(other);

    assertThat(fold.last().outcome()).isEqualTo(Outcome.IGNORED);
    assertThat(decided().refusal()).contains("raised another one since");
    assertThat(told()).containsExactly(AlertEvent.RAISED);
  }

  @Test
  void a_command_told_twice_changes_nothing() {
    raised();
    AlertSignal command = facts.act(at(49), AlertSignal.Kind.ACKNOWLEDGE, ZONE);

    fold.tell(command).tell(command);

    assertThat(fold.last().outcome()).isEqualTo(Outcome.DUPLICATE);
    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.ACKNOWLEDGED);
  }

  @Test
  void a_command_told_again_when_its_id_is_long_forgotten_changes_nothing() {
    raised();
    AlertSignal command = facts.judge(at(49), ZONE, AlertSignal.Feedback.FALSE);
    fold.tell(command);
    for (int i = 0; i < 200; i++) {
      fold.tell(facts.sentiment(at(49 + i / 100.0), (50 + i % 3) / 100.0));
    }

    fold.tell(command);

    assertThat(fold.last().outcome()).isEqualTo(Outcome.DUPLICATE);
  }

  @Test
  void a_command_issued_before_the_one_taken_last_is_refused() {
    raised();
    fold.tell(facts.act(at(50), AlertSignal.Kind.ACKNOWLEDGE, ZONE));

    fold.tell(facts.snooze(at(49), ZONE, at(80)));

    assertThat(decided().refusal()).contains("issued later was taken");
  }

  @Test
  void a_command_about_the_alert_of_a_rule_that_was_issued_before_it_was_raised_is_refused() {
    raised();

    fold.tell(facts.act(at(47), AlertSignal.Kind.ACKNOWLEDGE, ZONE));

    assertThat(decided().refusal()).contains("raised after the command was issued");
  }

  @Test
  void what_there_is_nothing_to_do_about_is_refused() {
    fold.tell(facts.act(at(0), AlertSignal.Kind.ACKNOWLEDGE, ZONE));
    assertThat(decided().refusal()).contains("nothing is known of account 'acme'");
    raised();

    fold.tell(facts.act(at(49), AlertSignal.Kind.ACKNOWLEDGE, "nonsense"));
    assertThat(decided().refusal()).contains("rule 'nonsense' never raised");
    fold.tell(facts.act(at(49), AlertSignal.Kind.UNASSIGN, ZONE));
    assertThat(decided().refusal()).contains("not assigned to anybody");
    fold.tell(facts.snooze(at(49), ZONE, at(48.5)));
    assertThat(decided().refusal()).contains("had passed when it arrived");
    score(50, 70);
    fold.tell(facts.act(at(51), AlertSignal.Kind.ACKNOWLEDGE, ZONE));
    assertThat(decided().refusal()).isEqualTo("the alert is resolved");
  }

  @Test
  void a_snoozed_alert_comes_back_at_its_time_by_time_alone() {
    raised();
    fold.tell(facts.snooze(at(49), ZONE, at(60)));
    assertThat(last().state()).isEqualTo(AlertState.SNOOZED);
    assertThat(last().handling().snoozedUntil()).isEqualTo(at(60));
    assertThat(fold.state().nextDue()).isEqualTo(at(60));

    fold.tell(facts.timePassed(at(60).minusMillis(1)));
    assertThat(told()).hasSize(2);
    fold.tell(facts.timePassed(at(60)));

    assertThat(last().event()).isEqualTo(AlertEvent.CAME_BACK);
    assertThat(last().state()).isEqualTo(AlertState.RAISED);
    fold.tell(facts.timePassed(at(61)));
    assertThat(told()).hasSize(3);
  }

  @Test
  void a_snoozed_alert_that_is_over_does_not_come_back() {
    raised();
    fold.tell(facts.snooze(at(49), ZONE, at(60)));
    score(50, 70);

    fold.tell(facts.timePassed(at(60)));

    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.SNOOZED, AlertEvent.RESOLVED);
  }

  @Test
  void a_snoozed_alert_comes_back_also_when_there_is_no_score_any_more() {
    raised();
    fold.tell(facts.snooze(at(49), ZONE, at(24 * 80)));
    fold.tell(facts.snooze(at(24 * 60), ZONE, at(24 * 149)));

    fold.tell(facts.timePassed(at(24 * 149)));

    assertThat(last().score().scored()).isFalse();
    assertThat(last().event()).isEqualTo(AlertEvent.CAME_BACK);
    assertThat(last().value()).isNaN();
  }

  @Test
  void an_assigned_alert_keeps_its_owner_when_the_account_gets_another() {
    fold.tell(facts.profile(at(0), "Acme", "anna", 10, 10));
    raised();

    fold.tell(facts.assign(at(49), ZONE, "bob"));
    fold.tell(facts.profile(at(50), "Acme", "otto", 10, 10));

    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.ASSIGNED);
    assertThat(last().handling().assignee()).isEqualTo("bob");
    fold.tell(facts.act(at(51), AlertSignal.Kind.UNASSIGN, ZONE));
    assertThat(last().handling().assignee()).isNull();
    assertThat(last().handling().formerAssignee()).isEqualTo("bob");
  }

  @Test
  void another_owner_of_the_account_gets_its_open_alerts() {
    fold.tell(facts.profile(at(0), "Acme", "anna", 10, 10));
    raised();
    fold.tell(facts.act(at(49), AlertSignal.Kind.ACKNOWLEDGE, ZONE));

    fold.tell(facts.profile(at(50), "Acme", "otto", 10, 10));

    assertThat(last().event()).isEqualTo(AlertEvent.REROUTED);
    assertThat(last().handling().formerOwner()).isEqualTo("anna");
    assertThat(last().state()).as("anna does not speak for otto").isEqualTo(AlertState.RAISED);
  }

  @Test
  void another_name_of_the_account_is_no_other_owner() {
    fold.tell(facts.profile(at(0), "Acme", "anna", 10, 10));
    raised();

    fold.tell(facts.profile(at(50), "Acme Ltd", "anna", 10, 10));

    assertThat(told()).containsExactly(AlertEvent.RAISED);
  }

  @Test
  void feedback_is_taken_also_after_the_alert_is_over() {
    raised();
    score(50, 70);

    fold.tell(facts.judge(at(60), ZONE, AlertSignal.Feedback.FALSE));

    assertThat(last().event()).isEqualTo(AlertEvent.FEEDBACK);
    assertThat(last().state()).isEqualTo(AlertState.RESOLVED);
    assertThat(last().handling().command().feedback()).isEqualTo(AlertSignal.Feedback.FALSE);
  }

  @Test
  void an_alert_waits_for_its_confirmation_and_is_raised_by_time_alone() {
    fold.judgedBy(policy(TIMES));
    raised();
    assertThat(told()).isEmpty();
    assertThat(fold.state().nextDue()).isEqualTo(at(50));

    fold.tell(facts.timePassed(at(50)));

    assertThat(told()).containsExactly(AlertEvent.RAISED);
    assertThat(last().raisedAt()).isEqualTo(at(50));
    assertThat(last().referenceScore()).as("from before it began").isEqualTo(70_100);
    assertThat(last().drivers().stream().mapToInt(Driver::points).sum()).isEqualTo(-20_100);
  }

  @Test
  void what_does_not_hold_until_it_is_confirmed_is_not_told() {
    fold.judgedBy(policy(TIMES));
    raised();
    score(49, 70);

    fold.tell(facts.timePassed(at(50)));

    assertThat(told()).isEmpty();
    assertThat(fold.state().judgement().alerts()).isEmpty();
  }

  @Test
  void nobody_taking_it_on_in_time_it_is_escalated_once() {
    fold.judgedBy(policy(TIMES));
    raised();
    fold.tell(facts.timePassed(at(50)), facts.timePassed(at(54)), facts.timePassed(at(60)));

    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.ESCALATED);
    assertThat(last().state()).isEqualTo(AlertState.ESCALATED);
    assertThat(last().at()).isEqualTo(at(54));
  }

  @Test
  void an_acknowledged_alert_is_not_escalated() {
    fold.judgedBy(policy(TIMES));
    raised();
    fold.tell(facts.timePassed(at(50)));
    fold.tell(facts.act(at(51), AlertSignal.Kind.ACKNOWLEDGE, ZONE));

    fold.tell(facts.timePassed(at(60)));

    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.ACKNOWLEDGED);
  }

  @Test
  void after_it_is_resolved_its_rule_is_quiet_for_a_while() {
    fold.judgedBy(policy(TIMES));
    raised();
    fold.tell(facts.timePassed(at(50)));
    score(51, 70);
    score(52, 50);

    fold.tell(facts.timePassed(at(55)));
    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.RESOLVED);
    assertThat(fold.state().nextDue()).isEqualTo(at(51 + 24));
    fold.tell(facts.timePassed(at(51 + 24)));

    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.RESOLVED, AlertEvent.RAISED);
    assertThat(last().episode()).isEqualTo(2);
  }

  @Test
  void an_alert_whose_rule_is_gone_is_over() {
    raised();
    fold.judgedBy(new HealthPolicy(Presets.sentimentOnly(1), List.of()));

    score(49, 51);

    assertThat(told()).containsExactly(AlertEvent.RAISED, AlertEvent.RESOLVED);
    assertThat(last().ruleSource()).isEmpty();
    assertThat(fold.state().judgement().alert(ZONE).episode()).isEqualTo(1);
  }

  @Test
  void everything_that_waits_survives_being_stored() {
    AccountStateCodec codec = new AccountStateCodec();
    fold.judgedBy(policy(TIMES));
    raised();
    storedAnew(codec);
    fold.tell(facts.timePassed(at(50)));
    storedAnew(codec);
    fold.tell(facts.assign(at(51), ZONE, "bob"));
    storedAnew(codec);
    fold.tell(facts.timePassed(at(55)));
    storedAnew(codec);
    fold.tell(facts.snooze(at(56), ZONE, at(57)));
    storedAnew(codec);
    fold.tell(facts.timePassed(at(57)));
    storedAnew(codec);
    score(58, 70);
    storedAnew(codec);

    assertThat(told())
        .containsExactly(
            AlertEvent.RAISED,
            AlertEvent.ASSIGNED,
            AlertEvent.ESCALATED,
            AlertEvent.SNOOZED,
            AlertEvent.CAME_BACK,
            AlertEvent.RESOLVED);
    assertThat(last().handling().assignee()).isEqualTo("bob");
  }

  private void storedAnew(AccountStateCodec codec) {
    fold.continueFrom(codec.decode("acme", codec.encode(fold.state())));
  }

  @Test
  void an_account_with_nothing_open_costs_no_byte_more() {
    raised();
    score(50, 70);
    AccountStateCodec codec = new AccountStateCodec();
    byte[] plain = codec.encode(fold.state());

    fold.tell(facts.judge(at(51), ZONE, AlertSignal.Feedback.USEFUL));

    assertThat(plain[1] & 32).as("the flag of what people did").isZero();
    assertThat(codec.encode(fold.state())[1] & 32).isNotZero();
  }
}
