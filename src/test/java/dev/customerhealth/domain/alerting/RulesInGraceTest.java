package dev.customerhealth.domain.alerting;

import static dev.customerhealth.domain.alerting.RuleLife.START;
import static dev.customerhealth.domain.alerting.RuleLife.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.MissingData;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.Staleness;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A young account does not alert on measures it cannot have yet (section 2). It is only looked at
 * when it is due, so the day on which grace ends must be one of those days.
 */
class RulesInGraceTest {
  private static final LocalDate FAR = START.plusDays(700);
  private static final MeasureBeyond DETRACTORS = atMost(Measure.NPS, 30, -50_000, 0);
  private static final MeasureBeyond SILENT =
      new MeasureBeyond(
          WindowedMeasure.of(Measure.DAYS_SILENT),
          MeasureBeyond.Compared.VALUE,
          MeasureBeyond.Side.AT_LEAST,
          3_000,
          1_000);
  private static final WeightedMeasure NPS_SPARED = shown(Measure.NPS, 90, 20);

  @Test
  void it_is_alerted_on_the_day_on_which_grace_ends_for_what_is_still_so() {
    RuleLife life = life(DETRACTORS, NPS_SPARED);

    life.tell(life.facts().nps(at(5), 0)).until(60);

    assertThat(life.told()).containsExactly("RAISED on day 20", "RESOLVED on day 35");
    assertThat(life.alerts().get(0).value()).isEqualTo(-100);
  }

  @Test
  void where_the_model_spares_it_nothing_it_is_alerted_at_once() {
    RuleLife life = life(DETRACTORS, shown(Measure.NPS, 90, 0), shown(Measure.CSAT, 90, 20));

    life.tell(life.facts().nps(at(5), 0)).until(10);

    assertThat(life.told()).containsExactly("RAISED on day 5");
  }

  @Test
  void it_is_not_alerted_for_what_is_over_when_grace_ends() {
    RuleLife life = life(DETRACTORS, NPS_SPARED);

    life.tell(life.facts().nps(at(5), 0), life.facts().nps(at(10), 10)).until(60);

    assertThat(life.told()).isEmpty();
  }

  @Test
  void of_several_conditions_each_waits_for_the_end_of_grace() {
    RuleLife life =
        life(new AllOf(List.of(new ScoreBelow(80_000, 85_000), DETRACTORS)), NPS_SPARED);

    life.tell(life.facts().nps(at(5), 0)).until(60);

    assertThat(life.told()).containsExactly("RAISED on day 20", "RESOLVED on day 35");
  }

  /** The days on which counted ones reach their bar and on which grace ends are not the same. */
  @Test
  void silence_that_began_within_grace_is_told_when_grace_ends_and_later_silence_on_its_day() {
    RuleLife life = life(SILENT, shown(Measure.DAYS_SILENT, 0, 20));

    life.tell(life.facts().login(at(1), "ann")).until(25);
    life.tell(life.facts().login(at(30), "ann")).until(40);

    assertThat(life.told())
        .containsExactly("RAISED on day 20", "RESOLVED on day 30", "RAISED on day 33");
  }

  @Test
  void the_time_to_confirm_begins_when_grace_ends() {
    AlertTiming patient = new AlertTiming(Duration.ofDays(2), Duration.ZERO, Duration.ZERO);
    RuleLife life = RuleLife.withItsTimes(rule(DETRACTORS, patient), model(NPS_SPARED));
    life.profile(0, START, FAR);

    life.tell(life.facts().nps(at(5), 0)).until(30);

    assertThat(life.told()).containsExactly("RAISED on day 22");
  }

  @Test
  void an_account_that_turns_out_to_be_too_young_has_its_alert_resolved_without_a_value() {
    RuleLife life =
        new RuleLife(rule(DETRACTORS, AlertTiming.AT_ONCE), model(NPS_SPARED))
            .profile(0, START.minusYears(1), FAR);
    life.tell(life.facts().nps(at(5), 0));

    life.profile(7, START, FAR).until(25);

    assertThat(life.told())
        .containsExactly("RAISED on day 5", "RESOLVED on day 7", "RAISED on day 20");
    assertThat(life.alerts().get(1).value()).isNaN();
  }

  /** A new customer, scored by the CSM's sentiment alone. */
  private static RuleLife life(AlertCondition condition, WeightedMeasure... shown) {
    return new RuleLife(rule(condition, AlertTiming.AT_ONCE), model(shown)).profile(0, START, FAR);
  }

  private static AlertRule rule(AlertCondition condition, AlertTiming timing) {
    return new AlertRule(
        "it", "own", "It", Severity.INFO, true, AlertScope.ALL, 0, timing, condition, null);
  }

  private static ScoringModel model(WeightedMeasure... shown) {
    List<WeightedMeasure> parts = new ArrayList<>(List.of(shown));
    parts.add(new WeightedMeasure(Measure.CSM_SENTIMENT, 1, new Linear(0, 100)));
    return new ScoringModel(
        "parts",
        1,
        "Parts",
        0.3,
        10,
        List.of(new Component("voice", "Voice", 1, parts)),
        List.of(),
        Presets.b0());
  }

  private static WeightedMeasure shown(Measure measure, int window, int graceDays) {
    return new WeightedMeasure(
        new WindowedMeasure(measure, window),
        0,
        new Linear(0, 100),
        MissingData.LEAVE_OUT,
        Staleness.NONE,
        graceDays);
  }

  private static MeasureBeyond atMost(Measure measure, int window, long raiseAt, long resolveAt) {
    return new MeasureBeyond(
        new WindowedMeasure(measure, window),
        MeasureBeyond.Compared.VALUE,
        MeasureBeyond.Side.AT_MOST,
        raiseAt,
        resolveAt);
  }
}
