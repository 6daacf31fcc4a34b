package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AppliedCap;
import dev.customerhealth.avro.AppliedPeers;
import dev.customerhealth.avro.CauseShare;
import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.ComponentScore;
import dev.customerhealth.avro.Driver;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.MeasureMark;
import dev.customerhealth.avro.MeasureScore;
import dev.customerhealth.avro.PeerRank;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.domain.scoring.Quantiles;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreExplanationTest {

  private static final Instant AT = Instant.parse("2026-03-15T12:00:00Z");

  @Test
  void a_score_is_explained_in_a_sentence_and_measure_by_measure() {
    assertThat(ScoreExplanation.of(score().build(), List.of()))
        .isEqualTo(
            """
            Acme (acme) scores 47.0 of 100, "At risk", as of 2026-03-15 12:00 UTC (model M0 version 1 chosen by rule "default", 70% of the weight has data).
            What carries it, in points given: login-frequency at 15.0 (40.0), nps at -40.0 (7.0).
            What holds it down, in points missing: nps at -40.0 (43.0), login-frequency at 15.0 (10.0).
            Not counted, so their weight went to the others: csm-sentiment (no data).

                                           days   age      value   score  weight   of 100  points  unit
            product-usage                                           80.0    30.0     50.0    40.0
              login-frequency                30     2       15.0    80.0    30.0     50.0    40.0  logins
            relationship                                            14.0    20.0     50.0     7.0
              nps                            90     -      -40.0    14.0    10.0     50.0     7.0  points
              csm-sentiment                  90     -    no data       -    10.0      0.0     0.0  %; no data
            score                                                                            47.0
            Age: days since the latest fact a measure was made of; - where it has none or nothing is remembered.
            """);
  }

  @Test
  void without_a_score_it_says_that_too_little_is_known() {
    String text =
        ScoreExplanation.of(
            score().setStatus(ScoreStatus.INSUFFICIENT_DATA).setScore(null).build(), List.of());

    assertThat(text)
        .startsWith("Acme (acme) has no score as of 2026-03-15 12:00 UTC: too little is known");
    assertThat(text).doesNotContain("carries");
  }

  /** Nothing was scored, so no weight went anywhere, not that of what has data either. */
  @Test
  void without_a_score_only_what_could_not_be_counted_is_named() {
    MeasureScore usage = MeasureScore.newBuilder(usage()).setEffectiveWeight(0).build();
    MeasureScore old =
        MeasureScore.newBuilder(nps())
            .setEffectiveWeight(0)
            .setMark(MeasureMark.EXPIRED)
            .setAnswerAgeDays(85)
            .build();
    MeasureScore fading =
        MeasureScore.newBuilder(measure("csat", 90, 80.0, 60.0, 5, 0, 0))
            .setMark(MeasureMark.STALE)
            .setAnswerAgeDays(50)
            .build();
    MeasureScore shown = measure("qbr-completion", 90, null, null, 0, 0, 0);
    HealthScore unscored =
        score()
            .setStatus(ScoreStatus.INSUFFICIENT_DATA)
            .setScore(null)
            .setComponents(
                List.of(component("c", 50, 0, null, 0, usage, old, fading, sentiment(), shown)))
            .build();

    assertThat(ScoreExplanation.of(unscored, List.of()))
        .contains(
            "\nCould not be counted: nps (expired, latest answer 85 days old), csm-sentiment (no"
                + " data).\n")
        .doesNotContain("went to the others");
  }

  @Test
  void an_old_answer_and_a_cap_are_said() {
    MeasureScore old =
        MeasureScore.newBuilder(nps())
            .setContribution(64.5)
            .setMark(MeasureMark.STALE)
            .setAnswerAgeDays(75)
            .build();
    HealthScore limited =
        score()
            .setScore(60.0)
            .setComponents(List.of(component("relationship", 20, 50, 14.0, 64.5, old)))
            .setCap(
                new AppliedCap(
                    "open-escalation",
                    "Open critical escalation",
                    "escalations",
                    30,
                    2.0,
                    60.0,
                    -4.5))
            .build();

    assertThat(ScoreExplanation.of(limited, List.of()))
        .contains(
            "\"Open critical escalation\" (escalations is 2.0) limits the score to"
                + " 60.0 and takes 4.5 points off.")
        .contains("points; stale, latest answer 75 days old")
        .containsPattern("open-escalation +-4.5  at most 60.0; escalations is 2.0");
  }

  @Test
  void the_measure_that_caps_the_score_and_a_plan_that_was_assumed_are_marked() {
    MeasureScore escalations =
        MeasureScore.newBuilder(measure("escalations", 30, 2.0, 10.0, 10, 30, 3))
            .setCapped(true)
            .build();
    MeasureScore breadth =
        MeasureScore.newBuilder(measure("feature-breadth", 30, 40.0, 50.0, 10, 20, 4))
            .setAssumedPlanFeatures(10)
            .build();
    HealthScore marked =
        score()
            .setComponents(
                List.of(component("c", 20, 100, 47.0, 47, escalations, breadth, usage())))
            .build();

    assertThat(ScoreExplanation.of(marked, List.of()))
        .contains("No profile tells how many features the plan has: the model assumes 10.\n")
        .containsPattern("escalations .* escalations; caps the score\n")
        .containsPattern("feature-breadth .* % of plan; plan of 10 features assumed\n")
        .containsPattern("login-frequency .* logins\n");
    assertThat(ScoreExplanation.of(score().build(), List.of()))
        .doesNotContain("assume")
        .doesNotContain("caps");
  }

  /** Each rounded by itself would come to 46.8, 15.6 and 31.2, which is not 47.0. */
  @Test
  void shown_points_add_up_to_the_shown_score_and_those_of_measures_to_their_component() {
    HealthScore thirds =
        score()
            .setScore(46.962)
            .setComponents(
                List.of(
                    component(
                        "product-usage",
                        30,
                        50,
                        80.0,
                        31.308,
                        measure("login-frequency", 30, 1.0, 80.0, 10, 17, 10.436),
                        measure("feature-breadth", 30, 2.0, 80.0, 10, 17, 10.436),
                        measure("usage-depth", 30, 3.0, 80.0, 10, 17, 10.436)),
                    component(
                        "relationship",
                        20,
                        50,
                        14.0,
                        15.654,
                        measure("nps", 90, 4.0, 14.0, 10, 50, 15.654))))
            .build();

    String text = ScoreExplanation.of(thirds, List.of());

    assertThat(text).contains("Acme (acme) scores 47.0 of 100");
    assertThat(text)
        .containsPattern("product-usage .* 31\\.3\n")
        .containsPattern("score +47\\.0\n");
    assertThat(text).containsPattern("login-frequency .* 10\\.5  logins");
    assertThat(text).containsPattern("feature-breadth .* 10\\.4  ");
    assertThat(text).containsPattern("usage-depth .* 10\\.4  ");
    assertThat(text)
        .containsPattern("relationship .* 15\\.7\n")
        .containsPattern("nps .* 15\\.7  points");
    assertThat(text).contains("login-frequency at 1.0 (10.5)");
  }

  @Test
  void whom_an_account_is_compared_with_is_said_and_where_there_is_no_table_too() {
    HealthScore compared =
        score()
            .setPeers(
                new AppliedPeers(3, List.of(new PeerRank("login-frequency", "smb", 212, 63.2))))
            .setComponents(
                List.of(
                    component("product-usage", 30, 50, 80.0, 40, usage()),
                    component(
                        "relationship",
                        20,
                        50,
                        14.0,
                        7,
                        nps(),
                        MeasureScore.newBuilder(sentiment())
                            .setValue(3.0)
                            .setMark(MeasureMark.NO_PEERS)
                            .build())))
            .build();

    assertThat(ScoreExplanation.of(compared, List.of()))
        .contains("chosen by rule \"default\", table of peers version 3, 70% of the weight")
        .contains("logins; percentile 63 of 212 accounts of segment smb")
        .contains(
            "Not counted, so their weight went to the others: csm-sentiment (no table of peers).");
  }

  @Test
  void an_account_among_equals_is_not_said_to_be_above_any() {
    double among = new Quantiles(0, 0, 0).percentile(0);
    HealthScore equal =
        score()
            .setPeers(
                new AppliedPeers(3, List.of(new PeerRank("login-frequency", null, 20, among))))
            .build();

    assertThat(ScoreExplanation.of(equal, List.of()))
        .contains("logins; percentile 50 of 20 accounts of all segments")
        .doesNotContain("above");
  }

  @Test
  void a_new_table_of_peers_is_named_as_the_cause_of_a_change() {
    HealthScoreChange.Builder change =
        HealthScoreChange.newBuilder(
            change(ChangeCause.MODEL_CHANGED, 50.0, 40.0, driver("nps", -10.0)));
    change.setFromModelId("M0").setFromModelVersion(1).setFromPeersVersion(2).setPeersVersion(3);

    assertThat(ScoreExplanation.of(score().build(), List.of(change.build())))
        .contains("-10.0  whom accounts are compared with changed: table of peers version 3: nps");
    change.setFromModelVersion(4);
    assertThat(ScoreExplanation.of(score().build(), List.of(change.build())))
        .contains("the model changed to M0 version 1, table of peers version 3: nps");
  }

  @Test
  void changes_come_latest_first_with_their_cause_and_the_drivers_that_show() {
    String text =
        ScoreExplanation.of(
            score().build(),
            List.of(
                change(ChangeCause.EVENT, 50.0, 48.0, driver("nps", -2.0), driver("x", 0.01)),
                change(ChangeCause.TIME_PASSED, 48.0, 47.0, driver("login-frequency", -1.0))));

    assertThat(text)
        .endsWith(
            """

            Last changes
              2026-03-15 12:00 UTC  48.0 to 47.0  (-1.0)
                 -1.0  time passed: login-frequency -1.0 (- to 3.0)
              2026-03-15 12:00 UTC  50.0 to 48.0  (-2.0)
                 -2.0  event e1 (survey-responses): nps -2.0 (- to 3.0)
            """);
  }

  @Test
  void a_value_that_stayed_while_its_points_moved_is_said_to_be_the_same_still() {
    Driver moved =
        Driver.newBuilder(driver("nps", -2.0)).setValueBefore(3.0).setValueAfter(3.0).build();

    assertThat(
            ScoreExplanation.of(
                score().build(), List.of(change(ChangeCause.EVENT, 50.0, 48.0, moved))))
        .contains("nps -2.0 (still 3.0)");
  }

  @Test
  void a_score_told_while_the_data_were_at_fault_says_so() {
    assertThat(ScoreExplanation.of(score().build(), List.of())).doesNotContain("of the data");
    assertThat(
            ScoreExplanation.of(
                score().setDegradedBy("source-stalled/product-usage").build(), List.of()))
        .contains(
            "It may say more of the data than of the customer: source-stalled/product-usage.");
  }

  @Test
  void of_many_drivers_the_smaller_ones_are_counted() {
    Driver[] drivers =
        IntStream.rangeClosed(1, 7)
            .mapToObj(number -> driver("m" + number, 8.0 - number))
            .toArray(Driver[]::new);

    assertThat(
            ScoreExplanation.of(
                score().build(), List.of(change(ChangeCause.EVENT, 1.0, 29.0, drivers))))
        .contains("m5 +3.0 (- to 3.0), and 2 smaller ones +3.0")
        .doesNotContain("m6");
  }

  @Test
  void ends_change_causes_and_drivers_are_rounded_so_that_they_agree() {
    String text =
        ScoreExplanation.of(
            score().build(),
            List.of(
                change(
                    ChangeCause.EVENT,
                    92.65,
                    91.11,
                    driver("nps", -1.26),
                    driver("x", -0.26),
                    driver("y", -0.02))));

    assertThat(text)
        .contains("92.7 to 91.1  (-1.6)")
        .contains("-1.6  event e1")
        .contains("nps -1.3 (- to 3.0), x -0.3 (- to 3.0)");
  }

  @Test
  void what_comes_from_an_event_cannot_write_on_the_terminal() {
    String text =
        ScoreExplanation.of(
            score().setAccountName("Ac\u001b[2Jme\u0007 \uD83D\uDE80\u202E").build(), List.of());

    assertThat(text).startsWith("Ac?[2Jme? \uD83D\uDE80? (acme) scores");
  }

  private static HealthScore.Builder score() {
    return HealthScore.newBuilder()
        .setAccountId("acme")
        .setAccountName("Acme")
        .setAsOf(AT)
        .setStatus(ScoreStatus.SCORED)
        .setScore(47.0)
        .setBandId("at-risk")
        .setBandLabel("At risk")
        .setCoverage(0.7)
        .setModelId("M0")
        .setModelVersion(1)
        .setModelRule("default")
        .setComponents(
            List.of(
                component("product-usage", 30, 50, 80.0, 40, usage()),
                component("relationship", 20, 50, 14.0, 7, nps(), sentiment())));
  }

  private static MeasureScore usage() {
    return MeasureScore.newBuilder(measure("login-frequency", 30, 15.0, 80.0, 30, 50, 40))
        .setAgeDays(2)
        .build();
  }

  private static MeasureScore nps() {
    return measure("nps", 90, -40.0, 14.0, 10, 50, 7);
  }

  private static MeasureScore sentiment() {
    return measure("csm-sentiment", 90, null, null, 10, 0, 0);
  }

  private static ComponentScore component(
      String id,
      double weight,
      double effective,
      Double score,
      double points,
      MeasureScore... measures) {
    return ComponentScore.newBuilder()
        .setComponent(id)
        .setWeight(weight)
        .setEffectiveWeight(effective)
        .setScore(score)
        .setContribution(points)
        .setMeasures(List.of(measures))
        .build();
  }

  private static MeasureScore measure(
      String id,
      int days,
      Double value,
      Double score,
      double weight,
      double effective,
      double points) {
    return MeasureScore.newBuilder()
        .setMeasure(id)
        .setWindowDays(days)
        .setValue(value)
        .setScore(score)
        .setWeight(weight)
        .setEffectiveWeight(effective)
        .setContribution(points)
        .setMark(value == null ? MeasureMark.MISSING : MeasureMark.COUNTED)
        .build();
  }

  private static Driver driver(String measure, double points) {
    return Driver.newBuilder()
        .setMeasure(measure)
        .setComponent("c")
        .setPoints(points)
        .setValueAfter(3.0)
        .build();
  }

  private static HealthScoreChange change(
      ChangeCause cause, double from, double to, Driver... drivers) {
    return HealthScoreChange.newBuilder()
        .setAccountId("acme")
        .setSequence(2)
        .setChangedAt(AT)
        .setFromStatus(ScoreStatus.SCORED)
        .setToStatus(ScoreStatus.SCORED)
        .setFromScore(from)
        .setToScore(to)
        .setFromBand("at-risk")
        .setToBand("at-risk")
        .setFromCoverage(0.7)
        .setToCoverage(0.7)
        .setPoints(to - from)
        .setCause(cause)
        .setCauseEventId(cause == ChangeCause.EVENT ? "e1" : null)
        .setCauseTopic(cause == ChangeCause.EVENT ? "survey-responses" : "clock-ticks")
        .setDrivers(List.of(drivers))
        .setCauses(List.of(new CauseShare(cause, to - from, List.of(drivers))))
        .setModelId("M0")
        .setModelVersion(1)
        .build();
  }
}
