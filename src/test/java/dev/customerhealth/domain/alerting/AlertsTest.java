package dev.customerhealth.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.scoring.BandRole;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * R46, R47 and R48 with a model that is the CSM's sentiment and nothing else, so that a test sets
 * the score itself.
 */
class AlertsTest {
  private static final Instant START = Instant.parse("2026-04-01T08:00:00Z");
  private static final String DROP_7 = "score-drop-7d";
  private static final String DROP_30 = "score-drop-30d";
  private static final String INTERVENE = "intervention-zone-entered";
  private static final String ESCALATE = "escalation-zone-entered";

  private final Facts facts = new Facts("acme");
  private final Fold fold =
      new Fold("acme", new HealthPolicy(Presets.sentimentOnly(1), StandardRules.all()));

  private void score(int day, double points) {
    fold.tell(facts.sentiment(at(day), points / 100));
  }

  private static Instant at(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private List<String> told() {
    return fold.alerts().stream()
        .map(alert -> alert.ruleId() + " " + alert.state() + " " + alert.episode())
        .collect(Collectors.toList());
  }

  @Test
  void a_drop_of_exactly_twenty_points_raises_nothing() {
    score(0, 90);
    score(1, 70);

    assertThat(told()).isEmpty();
  }

  @Test
  void a_drop_of_more_than_twenty_points_is_raised_by_both_windows() {
    score(0, 90);
    score(1, 69.9);

    assertThat(told()).containsExactly(DROP_7 + " RAISED 1", DROP_30 + " RAISED 1");
    Alert drop = fold.alerts().get(0);
    assertThat(drop.value()).isEqualTo(20.1);
    assertThat(drop.threshold()).isEqualTo(20);
    assertThat(drop.referenceScore()).isEqualTo(90_000);
    assertThat(drop.windowDays()).isEqualTo(7);
    assertThat(drop.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(drop.ruleSource()).isEqualTo("R46");
    assertThat(drop.raisedAt()).isEqualTo(at(1));
  }

  @Test
  void a_drop_is_measured_against_the_highest_of_the_window_and_not_the_score_before() {
    score(0, 95);
    score(2, 85);
    score(4, 74);

    assertThat(fold.alerts().get(0).referenceScore()).isEqualTo(95_000);
  }

  @Test
  void a_high_that_still_held_six_days_ago_is_within_seven_days() {
    score(0, 95);
    score(1, 80);
    score(7, 74);

    assertThat(told()).as("95 held until the morning of day 1").contains(DROP_7 + " RAISED 1");
  }

  @Test
  void a_high_that_last_held_seven_days_ago_is_not() {
    score(0, 95);
    score(1, 80);
    score(8, 74);

    assertThat(told()).containsExactly(DROP_30 + " RAISED 1");
  }

  @Test
  void a_score_holds_on_the_days_nobody_looked() {
    score(0, 95);
    score(20, 74);

    assertThat(told()).contains(DROP_7 + " RAISED 1");
  }

  @Test
  void a_slow_slide_is_seen_by_thirty_days_only() {
    score(0, 95);
    score(10, 88);
    score(19, 81);
    score(28, 74);

    assertThat(told()).containsExactly(DROP_30 + " RAISED 1");
  }

  @Test
  void an_open_drop_is_not_raised_again() {
    score(0, 90);
    score(1, 69);
    score(2, 61);
    score(3, 69);
    score(4, 61);

    assertThat(told()).containsExactly(DROP_7 + " RAISED 1", DROP_30 + " RAISED 1");
  }

  @Test
  void a_drop_is_resolved_when_at_most_ten_points_are_lost() {
    score(0, 90);
    score(1, 69);
    score(2, 79.9);
    assertThat(told()).hasSize(2);

    score(3, 80);

    assertThat(told())
        .containsExactly(
            DROP_7 + " RAISED 1",
            DROP_30 + " RAISED 1",
            DROP_7 + " RESOLVED 1",
            DROP_30 + " RESOLVED 1");
    Alert resolved = fold.alerts().get(2);
    assertThat(resolved.threshold()).isEqualTo(10);
    assertThat(resolved.raisedAt()).isEqualTo(at(1));
    assertThat(resolved.at()).isEqualTo(at(3));
  }

  @Test
  void time_resolves_a_drop_when_the_high_leaves_the_window() {
    score(0, 90);
    score(1, 69);
    Instant due = fold.state().nextDue();
    assertThat(due).as("the high held until the first moment of day 1").isEqualTo(day(8));

    fold.tell(facts.timePassed(due));

    assertThat(told()).contains(DROP_7 + " RESOLVED 1").doesNotContain(DROP_30 + " RESOLVED 1");
    assertThat(fold.state().nextDue()).isEqualTo(day(31));
  }

  private static Instant day(int day) {
    return Instant.parse("2026-04-01T00:00:00Z").plus(Duration.ofDays(day));
  }

  @Test
  void every_raise_is_an_episode_with_an_id_of_its_own() {
    score(0, 90);
    score(1, 69);
    score(2, 90);
    score(3, 69);

    List<Alert> drops =
        fold.alerts().stream().filter(alert -> alert.ruleId().equals(DROP_7)).toList();
    assertThat(drops)
        .extracting(Alert::state, Alert::episode)
        .containsExactly(
            tuple(AlertState.RAISED, 1L),
            tuple(AlertState.RESOLVED, 1L),
            tuple(AlertState.RAISED, 2L));
    assertThat(drops.get(0).alertId()).isEqualTo(drops.get(1).alertId());
    assertThat(drops.get(2).alertId()).isNotEqualTo(drops.get(0).alertId());
  }

  @Test
  void the_id_of_an_alert_never_changes() {
    assertThat(AlertId.of("acme", DROP_7, 1)).isEqualTo("84db1a5b-b769-3956-b72a-a2422567419d");
  }

  @Test
  void ids_do_not_meet_when_parts_run_into_each_other() {
    assertThat(AlertId.of("ab", "c", 1)).isNotEqualTo(AlertId.of("a", "bc", 1));
  }

  @Test
  void entering_the_intervention_zone_from_above_is_raised() {
    score(0, 61);
    score(1, 59.9);

    assertThat(told()).containsExactly(INTERVENE + " RAISED 1");
    Alert alert = fold.alerts().get(0);
    assertThat(alert.value()).isEqualTo(59.9);
    assertThat(alert.threshold()).isEqualTo(60);
    assertThat(alert.referenceScore()).isEqualTo(61_000);
    assertThat(alert.action()).isEqualTo("Intervene proactively");
    assertThat(alert.windowDays()).isZero();
    assertThat(alert.drivers().stream().mapToInt(Driver::points).sum()).isEqualTo(-1_100);
  }

  @Test
  void entering_it_from_below_is_not() {
    score(0, 30);
    score(1, 45);

    assertThat(told()).isEmpty();
  }

  @Test
  void a_first_score_enters_nothing() {
    score(0, 10);

    assertThat(told()).isEmpty();
  }

  @Test
  void nothing_is_raised_on_the_day_of_the_first_score_while_its_facts_come_in() {
    fold.tell(
        facts.sentiment(at(0), 0.95),
        facts.sentiment(at(0).plusSeconds(60), 0.55),
        facts.sentiment(at(0).plusSeconds(120), 0.10));

    assertThat(told()).isEmpty();
  }

  @Test
  void what_was_high_on_the_first_day_is_no_height_to_fall_from() {
    fold.tell(facts.sentiment(at(0), 0.95), facts.sentiment(at(0).plusSeconds(60), 0.75));

    score(1, 70);

    assertThat(told()).isEmpty();
    assertThat(fold.state().judgement().highs().points(0).total()).isEqualTo(75_000);
  }

  @Test
  void the_day_after_the_first_score_a_fall_from_where_it_ended_is_raised() {
    fold.tell(facts.sentiment(at(0), 0.95), facts.sentiment(at(0).plusSeconds(60), 0.75));

    score(1, 50);

    assertThat(told())
        .containsExactly(DROP_7 + " RAISED 1", DROP_30 + " RAISED 1", INTERVENE + " RAISED 1");
  }

  @Test
  void a_zone_is_left_two_points_above_its_bar() {
    score(0, 61);
    score(1, 59);
    score(2, 61.9);
    score(3, 59);
    score(4, 62);

    assertThat(told()).containsExactly(INTERVENE + " RAISED 1", INTERVENE + " RESOLVED 1");
    assertThat(fold.alerts().get(1).threshold()).isEqualTo(62);
  }

  @Test
  void falling_past_intervention_raises_the_escalation_alone() {
    score(0, 61);
    score(1, 39.9);

    assertThat(told())
        .containsExactly(DROP_7 + " RAISED 1", DROP_30 + " RAISED 1", ESCALATE + " RAISED 1");
    assertThat(fold.alerts().get(2).score().band().id()).isEqualTo("critical");
  }

  @Test
  void falling_on_within_the_escalation_zone_is_no_news() {
    score(0, 45);
    score(1, 35);
    score(2, 18);
    fold.alerts().clear();

    score(3, 5);

    assertThat(told()).doesNotContain(ESCALATE + " RAISED 2", ESCALATE + " RAISED 1");
  }

  @Test
  void rising_from_escalation_into_intervention_resolves_the_one_and_raises_not_the_other() {
    score(0, 45);
    score(1, 38);
    score(2, 42);

    assertThat(told()).containsExactly(ESCALATE + " RAISED 1", ESCALATE + " RESOLVED 1");
  }

  @Test
  void without_a_score_nothing_is_raised_and_nothing_resolved() {
    score(0, 61);
    score(1, 59);
    Instant expiry = fold.state().nextDue();

    fold.tell(facts.timePassed(expiry));

    assertThat(fold.lastChange().to().scored()).isFalse();
    assertThat(told()).containsExactly(INTERVENE + " RAISED 1");
    assertThat(fold.state().judgement().alert(INTERVENE).open()).isTrue();
  }

  @Test
  void a_zone_is_entered_from_the_last_score_there_was_also_across_a_gap() {
    score(0, 61);
    fold.tell(facts.timePassed(at(100)));
    assertThat(fold.lastChange().to().scored()).isFalse();

    score(101, 50);

    assertThat(told()).containsExactly(INTERVENE + " RAISED 1");
    assertThat(fold.alerts().get(0).referenceScore()).as("not known").isEqualTo(-1);
    assertThat(fold.alerts().get(0).drivers()).isEmpty();
  }

  @Test
  void drivers_of_a_drop_add_up_to_what_was_lost_the_largest_loss_first() {
    Fold m0 = new Fold("acme");
    Facts of = new Facts("acme");
    for (int i = 0; i < 30; i++) {
      m0.tell(
          of.login(at(0), "ann"),
          of.session(at(0), "ann", 3000),
          of.used(at(0), "ann", "feature-" + i, 3));
    }
    m0.tell(of.nps(at(0), 10));
    int high = m0.lastChange().to().score();
    for (int i = 0; i < 8; i++) {
      m0.tell(of.opened(at(1), -1), of.nps(at(1), 0), of.csat(at(1), 1));
    }

    Alert drop = m0.alerts().get(0);
    assertThat(drop.ruleId()).isEqualTo(DROP_7);
    int sum = drop.drivers().stream().mapToInt(Driver::points).sum();
    assertThat(sum).isEqualTo(drop.score().score() - drop.referenceScore());
    assertThat(drop.referenceScore()).isGreaterThanOrEqualTo(high);
    for (int i = 1; i < drop.drivers().size(); i++) {
      assertThat(drop.drivers().get(i).points())
          .isGreaterThanOrEqualTo(drop.drivers().get(i - 1).points());
    }
  }

  @Test
  void a_change_of_model_resolves_drops_because_their_highs_are_gone() {
    score(0, 90);
    score(1, 65);
    ScoringModel next = Presets.sentimentOnly(2);
    fold.judgedBy(new HealthPolicy(next, StandardRules.all()));

    score(2, 30);

    assertThat(told())
        .containsExactly(
            DROP_7 + " RAISED 1",
            DROP_30 + " RAISED 1",
            DROP_7 + " RESOLVED 1",
            DROP_30 + " RESOLVED 1");
  }

  @Test
  void alerts_are_told_in_rule_order() {
    score(0, 90);
    score(1, 50);

    assertThat(fold.alerts()).extracting(Alert::ruleId).containsExactly(DROP_7, DROP_30, INTERVENE);
  }

  @Test
  void a_drop_that_resolves_above_where_it_raises_is_refused() {
    assertThatThrownBy(() -> new ScoreDrop(7, 10, 20)).hasMessageContaining("expected a window");
  }

  @Test
  void a_negative_margin_is_refused() {
    assertThatThrownBy(() -> new ZoneEntered(BandRole.INTERVENE, -1))
        .hasMessageContaining("found -1");
  }
}
