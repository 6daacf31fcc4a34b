package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertCommand;
import dev.customerhealth.avro.AlertCommandType;
import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.AlertFeedback;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.AuditKind;
import dev.customerhealth.avro.AuditOutcome;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.publication.ConsoleLinks;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands about alerts on their way through the stream, with no account kept in memory. */
class AlertCommandsTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final String RULE = "score-drop-7d";

  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness()
          .with(
              new TopologySettings(
                  IntakeLimits.standard(), 100, 0, 3, new ConsoleLinks("https://console.example")));

  /** Unanswered mails and bad marks the day after a good one. */
  @BeforeEach
  void an_account_that_fell() {
    harness.send(
        harness.topics().accountProfiles(), "acme co", WireEvents.profile("acme co", NOW).build());
    for (int number = 0; number < 24; number++) {
      harness.send(
          WireEvents.featureUse("acme co", "f" + number, "u" + number % 4, "feature-" + number, NOW)
              .build());
    }
    harness.send(
        harness.topics().surveyResponses(),
        "acme co",
        WireEvents.nps("acme co", "n1", 10, NOW).build());
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    harness.tick(tomorrow);
    for (int number = 0; number < 12; number++) {
      harness.send(
          harness.topics().surveyResponses(),
          "acme co",
          WireEvents.nps("acme co", "bad" + number, 0, tomorrow).build());
    }
    assertThat(harness.alerts()).anyMatch(alert -> alert.getRuleId().equals(RULE));
    harness.everythingTold();
  }

  private AlertCommand.Builder command(String id, AlertCommandType type) {
    return WireEvents.alertCommand("acme co", id, type, RULE, harness.arrival());
  }

  private void send(AlertCommand.Builder command) {
    harness.send(harness.topics().alertCommands(), "acme co", command.build());
  }

  @Test
  void a_command_is_a_step_of_the_alert_that_says_who_and_why_and_is_recorded() {
    send(command("c-1", AlertCommandType.ACKNOWLEDGE));

    HealthAlert step = harness.alerts().get(0);
    assertThat(step.getEvent()).isEqualTo(AlertEvent.ACKNOWLEDGED);
    assertThat(step.getState()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(step.getDecidedBy()).isEqualTo("kim");
    assertThat(step.getReason()).isEqualTo("we are on it");
    assertThat(step.getCommandId()).isEqualTo("c-1");
    assertThat(step.getCsmId()).isEqualTo("kim@vendor.example");
    assertThat(step.getAccountName()).isEqualTo("Acme & Söhne");
    assertThat(step.getArrMinor()).isEqualTo(12_000_000L);
    assertThat(step.getRenewalDate()).isNotNull();
    assertThat(step.getDrivers()).isNotEmpty();
    assertThat(step.getLink())
        .isEqualTo("https://console.example/accounts/acme%20co?alert=" + step.getAlertId());
    assertThat(step.getSummary()).isEqualTo("Acme & Söhne: kim took on 'score drop 7d'.");
    AuditEntry entry = harness.audit().get(0);
    assertThat(entry.getKind()).isEqualTo(AuditKind.ALERT_ACKNOWLEDGED);
    assertThat(entry.getOutcome()).isEqualTo(AuditOutcome.ACCEPTED);
    assertThat(entry.getSourceTopic()).isEqualTo("alert-commands");
  }

  @Test
  void what_is_put_off_comes_back_by_a_tick_alone() {
    Instant until = harness.arrival().plus(Duration.ofDays(2));
    send(command("c-1", AlertCommandType.SNOOZE).setSnoozeUntil(until));
    assertThat(harness.alerts().get(0).getSnoozedUntil()).isEqualTo(until);

    harness.tick(until.minusMillis(1));
    assertThat(harness.alerts()).noneMatch(step -> step.getEvent() == AlertEvent.CAME_BACK);
    harness.tick(until);

    assertThat(harness.alerts())
        .filteredOn(step -> step.getRuleId().equals(RULE))
        .extracting(HealthAlert::getEvent)
        .containsExactly(AlertEvent.CAME_BACK);
    harness.everythingTold();
  }

  @Test
  void an_assigned_alert_names_both_owners() {
    send(command("c-1", AlertCommandType.ASSIGN));

    HealthAlert step = harness.alerts().get(0);
    assertThat(step.getCsmId()).isEqualTo("bob");
    assertThat(step.getAssignedTo()).isEqualTo("bob");
    assertThat(step.getPreviousCsmId()).isEqualTo("kim@vendor.example");
    harness.everythingTold();
  }

  @Test
  void another_csm_of_the_account_gets_its_open_alerts() {
    Instant later = harness.arrival();
    harness.send(
        harness.topics().accountProfiles(),
        "acme co",
        WireEvents.profile("acme co", later).setCsmId("otto").build());

    List<HealthAlert> steps = harness.alerts();
    assertThat(steps)
        .isNotEmpty()
        .allSatisfy(
            step -> {
              assertThat(step.getEvent()).isEqualTo(AlertEvent.REROUTED);
              assertThat(step.getCsmId()).isEqualTo("otto");
              assertThat(step.getPreviousCsmId()).isEqualTo("kim@vendor.example");
            });
    harness.everythingTold();
  }

  @Test
  void feedback_is_told_and_a_repeat_of_it_is_not() {
    send(command("c-1", AlertCommandType.FEEDBACK).setFeedback(AlertFeedback.FALSE));
    assertThat(harness.alerts().get(0).getFeedback()).isEqualTo(AlertFeedback.FALSE);
    harness.everythingTold();

    send(command("c-1", AlertCommandType.FEEDBACK).setFeedback(AlertFeedback.FALSE));

    assertThat(harness.alerts()).isEmpty();
    assertThat(harness.accounting(harness.topics().alertCommands()))
        .containsEntry(RecordOutcome.SCORED, 1L)
        .containsEntry(RecordOutcome.DUPLICATE, 1L);
  }

  @Test
  void what_changes_nothing_is_ignored_and_recorded() {
    send(command("c-1", AlertCommandType.UNASSIGN));

    assertThat(harness.audit().get(0).getRefusal()).contains("not assigned");
    assertThat(harness.accounting(harness.topics().alertCommands()))
        .containsEntry(RecordOutcome.IGNORED, 1L);
  }

  @Test
  void what_is_refused_at_the_door_is_told_as_rejected_and_recorded() {
    send(command("c-1", AlertCommandType.SNOOZE).setSnoozeUntil(null));

    assertThat(harness.rejections().get(0).getReason()).isEqualTo(RejectionReason.MISSING_FIELD);
    AuditEntry entry = harness.audit().get(0);
    assertThat(entry.getOutcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(entry.getKind()).isEqualTo(AuditKind.ALERT_SNOOZED);
    assertThat(entry.getAfter()).isEqualTo(RULE);
  }

  @Test
  void an_override_that_stands_is_told_with_the_alert_that_does_not_heed_it() {
    harness.send(
        harness.topics().accountCommands(),
        "acme co",
        WireEvents.command(
                "acme co",
                "o-1",
                dev.customerhealth.avro.AccountCommandType.SET_SCORE_OVERRIDE,
                harness.arrival())
            .setScore(90.0)
            .setExpiresAt(harness.arrival().plus(Duration.ofDays(9)))
            .build());
    harness.everythingTold();

    send(command("c-1", AlertCommandType.ACKNOWLEDGE));

    assertThat(harness.alerts().get(0).getOverride().getScore()).isEqualTo(90.0);
    harness.everythingTold();
  }
}
