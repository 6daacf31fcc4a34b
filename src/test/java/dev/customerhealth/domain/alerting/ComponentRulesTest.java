package dev.customerhealth.domain.alerting;

import static dev.customerhealth.domain.alerting.RuleLife.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.signal.Signal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules on the parts of a score: eighty parts of sentiment, twenty of satisfaction. */
class ComponentRulesTest {
  private static final String SATISFACTION = "satisfaction";
  private static final int HIDDEN_BY_ANYTHING = 100_000;

  private static RuleLife life(AlertCondition condition) {
    return new RuleLife(
        new AlertRule(
            "part",
            "own",
            "A part",
            Severity.INFO,
            true,
            AlertScope.ALL,
            0,
            AlertTiming.AT_ONCE,
            condition,
            null),
        RuleLife.sentimentAndSatisfaction());
  }

  private static RuleLife below() {
    return life(new ComponentBeyond(SATISFACTION, ComponentBeyond.Side.BELOW, 40_000, 60_000));
  }

  private static RuleLife drop(String component) {
    return life(new ComponentDrop(component, 30, 25_000, 10_000, HIDDEN_BY_ANYTHING));
  }

  private static Signal[] answers(RuleLife life, int day, int value, int count) {
    return Stream.generate(() -> life.facts().csat(at(day), value))
        .limit(count)
        .toArray(Signal[]::new);
  }

  @Test
  void a_part_without_data_is_below_no_bar() {
    RuleLife life = below();

    life.score(5, 10).until(40);

    assertThat(life.told()).isEmpty();
  }

  @Test
  void an_alert_about_a_part_is_over_when_the_part_has_no_data_any_more() {
    RuleLife life = below();

    life.tell(answers(life, 5, 1, 1)).until(120);

    assertThat(life.told()).containsExactly("RAISED on day 5", "RESOLVED on day 95");
  }

  @Test
  void a_part_that_the_model_does_not_have_raises_nothing() {
    RuleLife life = life(new ComponentBeyond("other", ComponentBeyond.Side.BELOW, 40_000, 60_000));

    life.score(5, 10).tell(answers(life, 6, 1, 1)).until(20);

    assertThat(life.told()).isEmpty();
  }

  @Test
  void a_drop_of_a_named_part_is_no_drop_of_another() {
    RuleLife life = drop("relationship");
    life.tell(answers(life, 1, 5, 1)).until(5).tell(answers(life, 6, 1, 3)).until(10);
    assertThat(life.told()).as("satisfaction fell").isEmpty();

    RuleLife named = drop(SATISFACTION);
    named.tell(answers(named, 1, 5, 1)).until(5).tell(answers(named, 6, 1, 3)).until(10);
    assertThat(named.told()).containsExactly("RAISED on day 6");
  }

  @Test
  void a_part_that_has_no_data_any_more_has_not_dropped() {
    RuleLife life = drop(SATISFACTION);

    life.tell(answers(life, 1, 5, 1)).until(120);

    assertThat(life.told()).isEmpty();
  }
}
