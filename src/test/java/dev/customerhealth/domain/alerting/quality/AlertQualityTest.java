package dev.customerhealth.domain.alerting.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alerting.quality.AlertQuality.RuleCsmWeek;
import dev.customerhealth.domain.alerting.quality.AlertQuality.Week;
import dev.customerhealth.domain.alerting.quality.QualityStep.Kind;
import dev.customerhealth.domain.alerting.quality.QualityStep.Worth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertQualityTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

  private static final List<Kind> LATER =
      List.of(Kind.ESCALATED, Kind.ACKNOWLEDGED, Kind.SNOOZED, Kind.FEEDBACK);

  private final AlertQuality quality = new AlertQuality(Duration.ofDays(7));

  private static Instant day(double days) {
    return MONDAY.plusSeconds(Math.round(days * 86_400));
  }

  private static QualityStep step(
      String alertId, String rule, Kind kind, Worth worth, double raised, double at) {
    return new QualityStep(alertId, rule, "acme", "kim", kind, worth, day(raised), day(at));
  }

  private void take(String alertId, Kind kind, double raised, double at) {
    quality.take(step(alertId, "drop", kind, null, raised, at));
  }

  private void judge(String alertId, Worth worth, double raised, double at) {
    quality.take(step(alertId, "drop", Kind.FEEDBACK, worth, raised, at));
  }

  @Test
  void an_alert_that_ends_before_anybody_looks_resolved_by_itself() {
    take("a", Kind.RAISED, 0, 0);
    take("a", Kind.ESCALATED, 0, 1);
    take("a", Kind.RESOLVED, 0, 2);

    QualityFigures figures = quality.all();
    assertThat(figures.raised()).isEqualTo(1);
    assertThat(figures.escalated()).isEqualTo(1);
    assertThat(figures.resolvedByThemselves()).isEqualTo(1);
    assertThat(figures.acknowledged()).isZero();
    assertThat(figures.openFor().median()).isEqualTo(Duration.ofDays(2));
    assertThat(figures.toAcknowledge().count()).isZero();
  }

  @Test
  void an_alert_whose_rule_was_taken_away_is_withdrawn_and_did_not_resolve_by_itself() {
    take("a", Kind.RAISED, 0, 0);
    take("a", Kind.WITHDRAWN, 0, 2);
    take("b", Kind.RAISED, 3, 3);

    QualityFigures figures = quality.all();
    assertThat(figures.withdrawn()).isEqualTo(1);
    assertThat(figures.resolved()).isEqualTo(1);
    assertThat(figures.resolvedByThemselves()).isZero();
    assertThat(figures.raisedAgain()).as("no trembling").isZero();
    assertThat(figures.open()).isEqualTo(1);
  }

  @Test
  void the_first_thing_a_person_does_takes_an_alert_on() {
    take("a", Kind.RAISED, 0, 0);
    take("a", Kind.SNOOZED, 0, 0.5);
    take("a", Kind.ACKNOWLEDGED, 0, 1);
    take("a", Kind.RESOLVED, 0, 2);

    assertThat(quality.all().acknowledged()).isEqualTo(1);
    assertThat(quality.all().resolvedByThemselves()).isZero();
    assertThat(quality.all().toAcknowledge().longest()).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void a_judgement_after_the_end_counts_and_does_not_take_the_alert_on() {
    take("a", Kind.RAISED, 0, 0);
    take("a", Kind.RESOLVED, 0, 2);
    judge("a", Worth.KNOWN, 0, 3);
    judge("a", Worth.FALSE, 0, 4);

    assertThat(quality.all().falseAlarms()).isEqualTo(1);
    assertThat(quality.all().known()).isZero();
    assertThat(quality.all().acknowledged()).isZero();
    assertThat(quality.all().resolvedByThemselves()).isEqualTo(1);
  }

  @Test
  void an_alert_soon_after_the_end_of_the_one_before_is_raised_again() {
    take("a", Kind.RAISED, 0, 0);
    take("a", Kind.RESOLVED, 0, 2);
    take("b", Kind.RAISED, 9, 9);
    take("b", Kind.RESOLVED, 9, 10);
    take("c", Kind.RAISED, 17.1, 17.1);
    quality.take(step("d", "other", Kind.RAISED, null, 17.1, 17.1));

    assertThat(quality.all().raised()).isEqualTo(4);
    assertThat(quality.all().raisedAgain()).isEqualTo(1);
    assertThat(quality.all().open()).isEqualTo(2);
  }

  @Test
  void an_alert_that_began_before_we_looked_is_not_counted_as_raised() {
    take("a", Kind.RESOLVED, -30, 1);

    assertThat(quality.all().raised()).isZero();
    assertThat(quality.all().resolved()).isEqualTo(1);
    assertThat(quality.all().openFor().median()).isEqualTo(Duration.ofDays(31));
  }

  @Test
  void figures_are_told_by_rule_csm_and_week() {
    take("a", Kind.RAISED, 0, 0);
    take("b", Kind.RAISED, 6.9, 6.9);
    take("c", Kind.RAISED, 7, 7);
    quality.take(step("d", "zone", Kind.RAISED, null, 0, 0));

    assertThat(quality.byRule()).containsOnlyKeys("drop", "zone");
    assertThat(quality.byRule().get("drop").raised()).isEqualTo(3);
    Map<String, Integer> raised = new HashMap<>();
    quality.byRuleCsmAndWeek().forEach((key, figures) -> raised.put(name(key), figures.raised()));
    assertThat(raised)
        .containsOnly(
            Map.entry("drop kim 2026-W10", 2),
            Map.entry("drop kim 2026-W11", 1),
            Map.entry("zone kim 2026-W10", 1));
  }

  private static String name(RuleCsmWeek key) {
    return key.ruleId() + " " + key.csm() + " " + key.week();
  }

  @Test
  void a_week_belongs_to_the_year_of_its_thursday() {
    assertThat(Week.of(Instant.parse("2027-01-01T12:00:00Z"))).hasToString("2026-W53");
    assertThat(Week.of(Instant.parse("2024-12-30T00:00:00Z"))).hasToString("2025-W01");
  }

  @Test
  void of_ten_times_nine_do_not_exceed_the_ninth() {
    List<Duration> times = new ArrayList<>();
    for (int hour = 1; hour <= 10; hour++) {
      times.add(Duration.ofHours(hour));
    }
    Collections.reverse(times);

    assertThat(Spread.of(times))
        .isEqualTo(new Spread(10, Duration.ofHours(5), Duration.ofHours(9), Duration.ofHours(10)));
    assertThat(Spread.of(times.subList(9, 10)).most()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void steps_that_come_twice_and_alerts_in_another_order_change_nothing() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<List<QualityStep>> lives = new ArrayList<>();
      for (int alert = 0; alert < 20; alert++) {
        lives.add(life(random, "a" + alert, "rule" + alert));
      }
      AlertQuality inOrder = new AlertQuality(Duration.ofDays(7));
      lives.forEach(life -> life.forEach(inOrder::take));
      AlertQuality mixed = new AlertQuality(Duration.ofDays(7));
      while (!lives.isEmpty()) {
        List<QualityStep> life = lives.get(random.nextInt(lives.size()));
        QualityStep next = life.remove(0);
        mixed.take(next);
        if (random.nextInt(3) == 0) {
          mixed.take(next);
        }
        lives.removeIf(List::isEmpty);
      }

      assertThat(mixed.byRule()).as("seed %d", seed).isEqualTo(inOrder.byRule());
      QualityFigures all = mixed.all();
      assertThat(all.open() + all.resolved()).as("seed %d", seed).isEqualTo(20);
      assertThat(all.resolvedByThemselves())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(all.resolved());
    }
  }

  private static List<QualityStep> life(Random random, String alertId, String rule) {
    double raised = random.nextInt(100);
    List<QualityStep> life = new ArrayList<>();
    life.add(step(alertId, rule, Kind.RAISED, null, raised, raised));
    double at = raised;
    while (random.nextInt(4) != 0) {
      at += 1;
      Kind kind = LATER.get(random.nextInt(LATER.size()));
      Worth worth =
          kind == Kind.FEEDBACK
              ? List.copyOf(EnumSet.allOf(Worth.class)).get(random.nextInt(3))
              : null;
      life.add(step(alertId, rule, kind, worth, raised, at));
    }
    if (random.nextBoolean()) {
      life.add(step(alertId, rule, Kind.RESOLVED, null, raised, at + 1));
    }
    return life;
  }
}
