package dev.customerhealth.domain.alerting.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.AlertEnding;
import dev.customerhealth.domain.alerting.AlertEvent;
import dev.customerhealth.domain.alerting.AlertState;
import dev.customerhealth.domain.alerting.Severity;
import dev.customerhealth.domain.alerting.quality.QualityStep.Kind;
import dev.customerhealth.domain.alerting.quality.QualityStep.Worth;
import dev.customerhealth.domain.signal.AlertSignal;
import dev.customerhealth.domain.signal.AlertSignal.Feedback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityStepTest {
  private static final Instant RAISED = Instant.parse("2026-03-02T08:00:00Z");

  private static Alert alert(
      AlertEvent event, AlertState state, AlertSignal command, int days, AlertEnding ending) {
    return new Alert(
        "id",
        "drop",
        "It fell",
        "R46",
        1,
        event,
        state,
        Severity.WARNING,
        RAISED,
        RAISED.plus(Duration.ofDays(days)),
        25,
        20,
        null,
        List.of(),
        7,
        90_000,
        null,
        null,
        List.of(),
        new Alert.Handling(null, null, null, null, command),
        ending);
  }

  private static Alert alert(AlertEvent event, AlertState state, AlertSignal command, int days) {
    AlertEnding ending = event == AlertEvent.RESOLVED ? AlertEnding.NOT_TRUE_ANY_MORE : null;
    return alert(event, state, command, days, ending);
  }

  private static AlertSignal judged(Feedback feedback) {
    return new AlertSignal(
        "c1",
        "acme",
        RAISED,
        AlertSignal.Kind.FEEDBACK,
        "kim",
        "Known",
        "drop",
        null,
        null,
        null,
        feedback);
  }

  private static QualityStep step(AlertEvent event, AlertState state, AlertSignal command) {
    return QualityStep.of("acme", "kim", alert(event, state, command, 1));
  }

  /** States are those after which the event is easily taken for another one. */
  @ParameterizedTest
  @CsvSource({
    "RAISED, RAISED, RAISED",
    "ESCALATED, ESCALATED, ESCALATED",
    "ACKNOWLEDGED, ACKNOWLEDGED, ACKNOWLEDGED",
    "SNOOZED, SNOOZED, SNOOZED",
    "CAME_BACK, RAISED, OTHER",
    "ASSIGNED, RAISED, OTHER",
    "REROUTED, ESCALATED, OTHER",
    "FEEDBACK, RESOLVED, FEEDBACK",
    "RESOLVED, RESOLVED, RESOLVED"
  })
  void a_step_is_told_by_what_happened_and_not_by_how_the_alert_stands(
      AlertEvent event, AlertState state, Kind kind) {
    AlertSignal command = event == AlertEvent.FEEDBACK ? judged(Feedback.KNOWN) : null;

    assertThat(step(event, state, command).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"USEFUL, USEFUL", "KNOWN, KNOWN", "FALSE, FALSE"})
  void what_a_person_said_it_was_worth_is_taken_along(Feedback feedback, Worth worth) {
    assertThat(step(AlertEvent.FEEDBACK, AlertState.ACKNOWLEDGED, judged(feedback)).worth())
        .isEqualTo(worth);
  }

  @ParameterizedTest
  @CsvSource({"NOT_TRUE_ANY_MORE, RESOLVED", "NOT_ABOUT_ACCOUNT, WITHDRAWN", "NO_RULE, WITHDRAWN"})
  void an_alert_that_ends_with_its_rule_was_withdrawn(AlertEnding ending, Kind kind) {
    Alert over = alert(AlertEvent.RESOLVED, AlertState.RESOLVED, null, 1, ending);

    assertThat(QualityStep.of("acme", "kim", over).kind()).isEqualTo(kind);
  }

  @Test
  void a_judgement_of_an_alert_that_is_over_does_not_end_it_later() {
    AlertQuality quality = new AlertQuality(Duration.ofDays(7));
    quality.take(step(AlertEvent.RAISED, AlertState.RAISED, null));
    quality.take(step(AlertEvent.RESOLVED, AlertState.RESOLVED, null));
    quality.take(
        QualityStep.of(
            "acme",
            "kim",
            alert(AlertEvent.FEEDBACK, AlertState.RESOLVED, judged(Feedback.FALSE), 20)));

    quality.take(
        new QualityStep(
            "next",
            "drop",
            "acme",
            "kim",
            Kind.RAISED,
            null,
            RAISED.plus(Duration.ofDays(21)),
            RAISED.plus(Duration.ofDays(21))));

    assertThat(quality.all().raised()).isEqualTo(2);
    assertThat(quality.all().raisedAgain()).isZero();
    assertThat(quality.all().falseAlarms()).isEqualTo(1);
  }
}
