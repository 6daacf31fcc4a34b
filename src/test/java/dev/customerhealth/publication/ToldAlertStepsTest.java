package dev.customerhealth.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertEnding;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.domain.alerting.quality.QualityStep;
import dev.customerhealth.domain.alerting.quality.QualityStep.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldAlertStepsTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private static HealthAlert alert(AlertState state) {
    return HealthAlert.newBuilder()
        .setAlertId("a1")
        .setAccountId("acme")
        .setRuleId("score-drop-7d")
        .setRuleSource("R46")
        .setEpisode(1)
        .setState(state)
        .setSeverity(Severity.WARNING)
        .setRaisedAt(NOON)
        .setAt(NOON.plusSeconds(60))
        .setSummary("The score fell.")
        .setDrivers(List.of())
        .setModelId("M0")
        .setModelVersion(1)
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "RAISED, RAISED",
    "ESCALATED, ESCALATED",
    "ACKNOWLEDGED, ACKNOWLEDGED",
    "SNOOZED, SNOOZED",
    "RESOLVED, RESOLVED",
    "UNKNOWN, OTHER"
  })
  void a_record_that_says_no_more_than_how_the_alert_stands_is_that_step(
      AlertState state, Kind kind) {
    assertThat(ToldAlertSteps.of(alert(state)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_TRUE_ANY_MORE, R46, RESOLVED",
    "NOT_ABOUT_ACCOUNT, R46, WITHDRAWN",
    "NO_RULE, '', WITHDRAWN",
    ", '', WITHDRAWN",
    ", R46, RESOLVED"
  })
  void an_end_says_why(AlertEnding ending, String source, Kind kind) {
    HealthAlert alert =
        HealthAlert.newBuilder(alert(AlertState.RESOLVED))
            .setEnding(ending)
            .setRuleSource(source)
            .build();

    assertThat(ToldAlertSteps.of(alert).kind()).isEqualTo(kind);
  }

  @Test
  void an_alert_without_an_owner_is_nobodys() {
    assertThat(ToldAlertSteps.of(alert(AlertState.RAISED)))
        .isEqualTo(
            new QualityStep(
                "a1", "score-drop-7d", "acme", "", Kind.RAISED, null, NOON, NOON.plusSeconds(60)));
  }
}
