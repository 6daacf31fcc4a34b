package dev.customerhealth.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import dev.customerhealth.model.RuleLibrary;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What another model raises, and what it does not, with every shipped rule switched on: an account
 * of which nothing new is told for half a year, and a model that gives it fewer points from one
 * noon on.
 */
class ModelSwitchAlertsTest {
  private static final int SWITCH_DAY = 190;
  private static final int LAST_DAY = 330;
  private static final int FAR = 3_650;
  private static final int HIGH = 90;
  private static final double AS_BEFORE = 100;
  private static final double HALF_THE_POINTS = 200;
  private static final String RENEWAL_AT_RISK = "renewal-at-risk";

  private final List<AlertRule> rules = RuleLibrary.shipped().rules();

  /** Half a year of the same sentiment, and an answer a month before its end. */
  private RuleLife steady(int renewalDay) {
    RuleLife life =
        RuleLife.watchedByAll(rules, model(1, AS_BEFORE, AS_BEFORE))
            .profile(0, RuleLife.START.minusDays(400), RuleLife.START.plusDays(renewalDay))
            .score(1, HIGH)
            .until(SWITCH_DAY - 31);
    return life.tell(life.facts().csat(RuleLife.at(SWITCH_DAY - 30), 5)).until(SWITCH_DAY - 1);
  }

  /** Mostly sentiment, and so little of satisfaction that the whole can hide its fall. */
  private static ScoringModel model(int version, double sentimentFullAt, double csatFullAt) {
    return new ScoringModel(
        "two-parts",
        version,
        "Two parts",
        0.3,
        10,
        List.of(
            part("relationship", 92, Measure.CSM_SENTIMENT, sentimentFullAt),
            part("satisfaction", 8, Measure.CSAT, csatFullAt)),
        List.of(),
        Presets.b0());
  }

  private static Component part(String id, double weight, Measure measure, double fullAt) {
    return new Component(
        id, id, weight, List.of(new WeightedMeasure(measure, 1, new Linear(0, fullAt))));
  }

  private static Set<String> raisedSinceSwitch(RuleLife life) {
    return life.alerts().stream()
        .filter(alert -> alert.state() == AlertState.RAISED)
        .filter(alert -> !alert.at().isBefore(RuleLife.at(SWITCH_DAY)))
        .map(Alert::ruleId)
        .collect(Collectors.toSet());
  }

  /** Those on a fall of the score, its slide over months, a band entered or the fall of a part. */
  private List<String> rulesOnFalls() {
    List<Class<? extends AlertCondition>> falls =
        List.of(ScoreDrop.class, ZoneEntered.class, Decline.class, ComponentDrop.class);
    return rules.stream()
        .filter(rule -> falls.stream().anyMatch(fall -> fall.isInstance(rule.condition())))
        .map(AlertRule::id)
        .toList();
  }

  @Test
  void another_model_raises_no_rule_on_falls_then_or_later() {
    RuleLife life =
        steady(FAR).switchTo(SWITCH_DAY, model(2, HALF_THE_POINTS, AS_BEFORE)).until(LAST_DAY);

    assertThat(raisedSinceSwitch(life)).doesNotContainAnyElementsOf(rulesOnFalls());
  }

  @Test
  void another_model_of_one_part_raises_no_rule_on_falls_then_or_later() {
    RuleLife life =
        steady(FAR).switchTo(SWITCH_DAY, model(2, AS_BEFORE, HALF_THE_POINTS)).until(LAST_DAY);

    assertThat(raisedSinceSwitch(life)).doesNotContainAnyElementsOf(rulesOnFalls());
  }

  /** Without this the two above could not fail. */
  @Test
  void the_same_falls_by_the_customers_doing_raise_every_one_of_them() {
    RuleLife life = steady(FAR);
    life.tell(life.facts().csat(RuleLife.at(SWITCH_DAY), 1)).until(SWITCH_DAY + 30);
    life.score(SWITCH_DAY + 31, 85).score(SWITCH_DAY + 62, 80).score(SWITCH_DAY + 93, 75);
    life.score(SWITCH_DAY + 124, 45).score(SWITCH_DAY + 125, 10).until(LAST_DAY);

    assertThat(raisedSinceSwitch(life)).containsAll(rulesOnFalls());
  }

  /**
   * That a renewal is near and the score is low is no fall but how things are: by the model that
   * holds now it is so, and a CSM who was not told would miss the renewal.
   */
  @Test
  void a_rule_on_how_things_are_is_raised_by_the_next_day() {
    RuleLife life =
        steady(SWITCH_DAY + 30).switchTo(SWITCH_DAY, model(2, HALF_THE_POINTS, AS_BEFORE));
    assertThat(raisedSinceSwitch(life)).as("at the switch").isEmpty();

    life.until(SWITCH_DAY + 1);

    assertThat(raisedSinceSwitch(life)).containsExactly(RENEWAL_AT_RISK);
    assertThat(life.alerts().get(life.alerts().size() - 1).at())
        .isAfter(RuleLife.at(SWITCH_DAY).plus(Duration.ofHours(4)))
        .isBefore(RuleLife.at(SWITCH_DAY + 1));
  }
}
