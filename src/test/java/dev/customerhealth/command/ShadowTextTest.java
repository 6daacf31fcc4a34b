package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.BandRole;
import dev.customerhealth.avro.ComponentScore;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.MeasureMark;
import dev.customerhealth.avro.MeasureScore;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.avro.ShadowAlert;
import dev.customerhealth.avro.ShadowMeasure;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.avro.ShadowStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What people read of shadow models. */
class ShadowTextTest {

  private static final Instant AT = Instant.parse("2026-03-15T12:00:00Z");

  @Test
  void an_account_is_explained_by_what_the_candidate_sees_otherwise() {
    ShadowScore shadow =
        shadow("acme", 61.0, "stable")
            .setAccountName("Acme")
            .setMeasures(
                List.of(
                    new ShadowMeasure("login-frequency", 30, 15.0, 36.0),
                    new ShadowMeasure("csat", 90, 95.0, 30.0)))
            .setCapPoints(-5.0)
            .setAlerts(
                List.of(
                    new ShadowAlert("score-drop-7d", 2L, false, AT),
                    new ShadowAlert("intervention-zone-entered", 1L, true, AT)))
            .build();

    assertThat(ShadowExplanation.of(shadow, live("acme", 47.0, "at-risk")))
        .isEqualTo(
            """
            Acme (acme) would score 61.0 of 100, band stable, as of 2026-03-15 12:00 UTC (shadow model M0 version 3, 70% of the weight has data).
            Live, M0 version 2 scores 47.0, band at-risk, as of 2026-03-15 12:00 UTC: the candidate differs by +14.0.

            points by measure                 value   shadow     live   differ
            login-frequency                    15.0     36.0     40.0     -4.0
            csat                               95.0     30.0        -
            a cap                                 -     -5.0        -
            nps                               -40.0        -      7.0

            Alerts it would have raised; nobody was told
              score-drop-7d: 2 times, the last on 2026-03-15 12:00 UTC, resolved
              intervention-zone-entered: once, the last on 2026-03-15 12:00 UTC, still open
            """);
  }

  @Test
  void what_moved_between_the_two_records_is_named_as_time_and_not_as_the_model() {
    ShadowScore shadow =
        shadow("acme", 47.5, "at-risk")
            .setAsOf(AT.plusSeconds(180))
            .setMeasures(
                List.of(
                    new ShadowMeasure("login-frequency", 30, 17.0, 40.5),
                    new ShadowMeasure("nps", 30, -40.0, 9.0)))
            .build();

    assertThat(ShadowExplanation.of(shadow, live("acme", 47.0, "at-risk")))
        .contains("login-frequency *                  17.0     40.5     40.0     +0.5")
        .contains("nps                               -40.0      9.0      7.0     +2.0")
        .contains("The live score is the older of the two, by 3 min")
        .contains("Of what they differ by, +0.5 lies in measures whose value moved meanwhile (*)");
  }

  @Test
  void where_no_value_moved_between_the_two_records_the_difference_is_the_model() {
    ShadowScore shadow =
        shadow("acme", 47.5, "at-risk")
            .setAsOf(AT.minusSeconds(180))
            .setMeasures(
                List.of(
                    new ShadowMeasure("login-frequency", 30, 15.0, 41.0),
                    new ShadowMeasure("nps", 90, -10.0, 9.0)))
            .build();

    assertThat(ShadowExplanation.of(shadow, live("acme", 47.0, "at-risk")))
        .as("over another window the value is another one because of the model")
        .doesNotContain("*")
        .contains("What the candidate says is the older of the two, by 3 min")
        .contains("No value moved meanwhile");
  }

  @Test
  void accounts_whose_two_scores_are_of_different_moments_are_counted() {
    ShadowComparison comparison = new ShadowComparison("M0");
    comparison.live("acme", live("acme", 85.0, "healthy"));
    comparison.live("beta", live("beta", 65.0, "stable"));
    comparison.candidate(
        "acme/M0", shadow("acme", 84.0, "healthy").setAsOf(AT.plusSeconds(180)).build());
    comparison.candidate("beta/M0", shadow("beta", 66.0, "stable").build());

    assertThat(comparison.lines("then"))
        .anyMatch(
            line ->
                line.startsWith(
                    "of 1 the two scores were told at different moments, up to 3 min apart"));
  }

  @Test
  void without_scores_it_says_so() {
    ShadowScore shadow =
        shadow("acme", null, null).setStatus(ShadowStatus.INSUFFICIENT_DATA).build();

    assertThat(ShadowExplanation.of(shadow, null))
        .contains("acme would have no score as of", "The live model told no score yet.")
        .contains("It would have raised no alert so far.");
    assertThat(ShadowExplanation.of(shadow, live("acme", 47.0, "at-risk")))
        .contains("Live, M0 version 2 scores 47.0, band at-risk, as of 2026-03-15 12:00 UTC.");
  }

  @Test
  void what_came_with_an_event_cannot_move_the_cursor() {
    ShadowScore shadow = shadow("acme", 61.0, "stable").setAccountName("A\u001b[2Jcme").build();

    assertThat(ShadowExplanation.of(shadow, null)).startsWith("A?[2Jcme (acme)");
  }

  @Test
  void all_accounts_are_compared_by_band_by_distance_and_by_alerts() {
    ShadowComparison comparison = new ShadowComparison("M0");
    comparison.live("acme", live("acme", 85.0, "healthy"));
    comparison.live("beta", live("beta", 65.0, "stable"));
    comparison.live("gone", live("gone", 65.0, "stable"));
    comparison.live("gone", null);
    comparison.live("quiet", live("quiet", null, null));
    comparison.candidate("acme/M0", shadow("acme", 84.0, "healthy").build());
    comparison.candidate(
        "beta/M0",
        shadow("beta", 45.5, "at-risk")
            .setAlerts(List.of(new ShadowAlert("score-drop-7d", 3L, true, AT)))
            .build());
    comparison.candidate("quiet/M0", shadow("quiet", 70.0, "stable").build());
    comparison.candidate("acme/other", shadow("acme", 1.0, "emergency").build());
    comparison.candidate("ended/M0", shadow("ended", 1.0, "emergency").build());
    comparison.candidate("ended/M0", null);
    comparison.liveAlert(alert(AlertState.RAISED));
    comparison.liveAlert(alert(AlertState.RESOLVED));

    assertThat(String.join("\n", comparison.lines("2026-03-01T00:00:00Z")) + "\n")
        .isEqualTo(
            """
            shadow model M0 version 3 beside the live models: 3 accounts, 2 of them scored by both

            accounts by band                               live   shadow
            healthy                                           1        1
            stable                                            1        1
            at-risk                                           0        1
            no score                                          1        0
            mean score                                     75.0     66.5

            the shadow is more than 5 points higher for 0, lower for 1; half of all differ by 1.0 points or less; 1 are in another band

            seen most differently                          live                  shadow
            beta                                           65.0 stable             45.5 at-risk           -19.5
            acme                                           85.0 healthy            84.0 healthy            -1.0

            alerts raised since 2026-03-01T00:00:00Z       live   shadow   of them open
            score-drop-7d                                     1        3              1
            on the day on which it meets an account a shadow raises nothing, for a model that comes into force does not either
            """);
  }

  @Test
  void no_alerts_at_all_are_said_in_a_sentence() {
    ShadowComparison comparison = new ShadowComparison("M0");
    comparison.candidate("acme/M0", shadow("acme", 84.0, "healthy").build());

    assertThat(comparison.lines("then"))
        .last()
        .isEqualTo("no alert was raised since then, and the shadow would have raised none");
  }

  @Test
  void rules_cannot_be_a_shadow_and_shadow_wants_a_command() {
    assertThat(
            run(
                "model",
                "publish",
                "x.yml",
                "--selection",
                "--shadow",
                "--reason",
                "r",
                "--config",
                "x.yml"))
        .contains("--shadow is for models");
    assertThat(run("model", "shadow")).contains("which command: compare or end?");
    assertThat(run("model", "shadow", "end", "M0", "--config", "x.yml")).contains("--reason");
  }

  private static String run(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = RootCommand.commandLine(Clock.systemUTC());
    command.setOut(new PrintWriter(new StringWriter()));
    command.setErr(new PrintWriter(err, true));
    assertThat(command.execute(arguments)).isEqualTo(2);
    return err.toString();
  }

  private static ShadowScore.Builder shadow(String account, Double score, String band) {
    return ShadowScore.newBuilder()
        .setAccountId(account)
        .setModelId("M0")
        .setModelVersion(3)
        .setAsOf(AT)
        .setStatus(ShadowStatus.SCORED)
        .setScore(score)
        .setBandId(band)
        .setCoverage(0.7)
        .setMeasures(List.of())
        .setAlerts(List.of());
  }

  private static HealthScore live(String account, Double score, String band) {
    return HealthScore.newBuilder()
        .setAccountId(account)
        .setAsOf(AT)
        .setStatus(score == null ? ScoreStatus.INSUFFICIENT_DATA : ScoreStatus.SCORED)
        .setScore(score)
        .setBandId(band)
        .setBandLabel(band)
        .setBandRole(score == null ? null : BandRole.INTERVENE)
        .setCoverage(0.7)
        .setModelId("M0")
        .setModelVersion(2)
        .setComponents(
            List.of(
                new ComponentScore(
                    "all",
                    40.0,
                    100.0,
                    47.0,
                    47.0,
                    List.of(measure("login-frequency", 15.0, 40.0), measure("nps", -40.0, 7.0)))))
        .build();
  }

  private static MeasureScore measure(String id, double value, double points) {
    return new MeasureScore(
        id, 30, value, 50.0, 10.0, 50.0, points, null, MeasureMark.COUNTED, null, false, null);
  }

  private static HealthAlert alert(AlertState state) {
    return HealthAlert.newBuilder()
        .setAlertId("id")
        .setAccountId("acme")
        .setRuleId("score-drop-7d")
        .setRuleSource("R46")
        .setEpisode(1)
        .setState(state)
        .setSeverity(Severity.CRITICAL)
        .setRaisedAt(AT)
        .setAt(AT)
        .setSummary("")
        .setModelId("M0")
        .setModelVersion(2)
        .setAction("")
        .setDrivers(List.of())
        .build();
  }
}
