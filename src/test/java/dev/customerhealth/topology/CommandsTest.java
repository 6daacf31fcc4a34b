package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AccountCommandType;
import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.AuditKind;
import dev.customerhealth.avro.AuditOutcome;
import dev.customerhealth.avro.AuditSubject;
import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.RejectedEvent;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands of people on their way through the stream, with no account kept in memory. */
class CommandsTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final Instant END = NOW.plus(Duration.ofHours(30));

  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness().with(new TopologySettings(IntakeLimits.standard(), 100, 0));

  @BeforeEach
  void an_account_that_is_known() {
    for (int number = 0; number < 24; number++) {
      harness.send(WireEvents.login("acme", "l" + number, "u" + number % 4, NOW).build());
      harness.send(
          WireEvents.featureUse("acme", "f" + number, "u" + number % 4, "feature-" + number, NOW)
              .build());
    }
    harness.everythingTold();
  }

  private static AccountCommand.Builder score(String id) {
    return WireEvents.command("acme", id, AccountCommandType.SET_SCORE_OVERRIDE, NOW)
        .setScore(12.5)
        .setExpiresAt(END);
  }

  private void send(AccountCommand.Builder command) {
    harness.send(harness.topics().accountCommands(), "acme", command.build());
  }

  @Test
  void a_score_that_is_set_is_told_beside_the_computed_one() {
    send(score("c-1"));

    HealthScore score = harness.scores().get(0);
    assertThat(score.getScore()).isNotEqualTo(12.5);
    assertThat(score.getOverride().getScore()).isEqualTo(12.5);
    assertThat(score.getOverride().getBandId()).isEqualTo("emergency");
    assertThat(score.getOverride().getSetBy()).isEqualTo("kim");
    assertThat(score.getOverride().getReason()).isEqualTo("we know more");
    assertThat(score.getOverride().getExpiresAt()).isEqualTo(END);
    HealthScoreChange change = harness.changes().get(0);
    assertThat(change.getCause()).isEqualTo(ChangeCause.OVERRIDE);
    assertThat(change.getCauseEventId()).isEqualTo("c-1");
    assertThat(change.getCauseTopic()).isEqualTo("account-commands");
    assertThat(change.getPoints()).isZero();
    assertThat(change.getDrivers()).isEmpty();
    assertThat(change.getOverrideBefore()).isNull();
    assertThat(change.getOverrideAfter()).isEqualTo(score.getOverride());
    AuditEntry entry = harness.audit().get(0);
    assertThat(entry.getKind()).isEqualTo(AuditKind.SCORE_OVERRIDE);
    assertThat(entry.getOutcome()).isEqualTo(AuditOutcome.ACCEPTED);
    assertThat(entry.getSubjectType()).isEqualTo(AuditSubject.ACCOUNT);
    assertThat(entry.getSubjectId()).isEqualTo("acme");
    assertThat(entry.getDecisionId()).isEqualTo("c-1");
    assertThat(entry.getWho()).isEqualTo("kim");
    assertThat(entry.getBefore()).isNull();
    assertThat(entry.getAfter()).isEqualTo("score 12.5");
    assertThat(entry.getExpiresAt()).isEqualTo(END);
    assertThat(entry.getSourceTopic()).isEqualTo("account-commands");
  }

  @Test
  void it_ends_by_a_tick_alone_and_at_the_first_that_is_late_enough() {
    send(score("c-1"));
    harness.everythingTold();

    harness.tick(END.minusMillis(1));
    assertThat(harness.changes()).noneMatch(change -> change.getCause() == ChangeCause.OVERRIDE);
    assertThat(harness.audit()).isEmpty();
    harness.tick(END.plusSeconds(5));

    List<HealthScoreChange> changes = harness.changes();
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).getCause()).isEqualTo(ChangeCause.OVERRIDE);
    assertThat(changes.get(0).getChangedAt()).isEqualTo(END.plusSeconds(5));
    assertThat(changes.get(0).getOverrideBefore().getScore()).isEqualTo(12.5);
    assertThat(changes.get(0).getOverrideAfter()).isNull();
    List<HealthScore> scores = harness.scores();
    assertThat(scores.get(scores.size() - 1).getOverride()).isNull();
    List<AuditEntry> audit = harness.audit();
    assertThat(audit).hasSize(1);
    assertThat(audit.get(0).getOutcome()).isEqualTo(AuditOutcome.EXPIRED);
    assertThat(audit.get(0).getHappenedAt()).isEqualTo(END);
    assertThat(audit.get(0).getBefore()).isEqualTo("score 12.5");
    harness.tick(END.plus(Duration.ofHours(1)));
    assertThat(harness.audit()).as("once").isEmpty();
    harness.everythingTold();
  }

  @Test
  void accounts_without_an_override_are_not_looked_at_when_one_ends() {
    harness.send(WireEvents.login("other", "l", "u", NOW).build());
    send(score("c-1"));
    harness.everythingTold();
    harness.tick(END.truncatedTo(java.time.temporal.ChronoUnit.DAYS));
    harness.metrics().evaluations.clear();

    harness.tick(END);

    assertThat(harness.metrics().evaluations).containsExactly(1);
    harness.everythingTold();
  }

  @Test
  void a_repeat_tells_nothing() {
    send(score("c-1"));
    harness.everythingTold();

    send(score("c-1"));

    assertThat(harness.accounting(harness.topics().accountCommands()))
        .containsEntry(RecordOutcome.SCORED, 1L)
        .containsEntry(RecordOutcome.DUPLICATE, 1L);
  }

  @Test
  void what_is_refused_at_the_door_is_told_as_rejected_and_recorded() {
    send(score("c-1").setReason(null));

    List<RejectedEvent> rejections = harness.rejections();
    assertThat(rejections).hasSize(1);
    assertThat(rejections.get(0).getReason()).isEqualTo(RejectionReason.MISSING_FIELD);
    assertThat(rejections.get(0).getField()).isEqualTo("reason");
    List<AuditEntry> audit = harness.audit();
    assertThat(audit).hasSize(1);
    assertThat(audit.get(0).getOutcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(audit.get(0).getKind()).isEqualTo(AuditKind.SCORE_OVERRIDE);
    assertThat(audit.get(0).getAfter()).isEqualTo("score 12.5");
    assertThat(audit.get(0).getRefusal()).contains("reason is missing");
    assertThat(harness.accounting(harness.topics().accountCommands()))
        .containsEntry(RecordOutcome.REJECTED, 1L);
  }

  @Test
  void a_band_the_model_does_not_have_is_told_as_rejected_and_recorded() {
    send(
        WireEvents.command("acme", "c-2", AccountCommandType.SET_BAND_OVERRIDE, NOW)
            .setBandId("splendid")
            .setExpiresAt(END));

    RejectedEvent rejection = harness.rejections().get(0);
    assertThat(rejection.getReason()).isEqualTo(RejectionReason.OUT_OF_RANGE);
    assertThat(rejection.getField()).isEqualTo("band_id");
    assertThat(rejection.getEventId()).isEqualTo("c-2");
    assertThat(rejection.getDetail()).contains("splendid").contains("healthy, stable");
    assertThat(harness.audit().get(0).getRefusal()).isEqualTo(rejection.getDetail());
    assertThat(harness.accounting(harness.topics().accountCommands()))
        .containsEntry(RecordOutcome.REJECTED, 1L);
  }

  @Test
  void what_changes_nothing_is_ignored_and_recorded() {
    send(WireEvents.command("acme", "c-3", AccountCommandType.CLEAR_OVERRIDE, NOW));

    assertThat(harness.audit().get(0).getRefusal()).isEqualTo("no override stands");
    assertThat(harness.accounting(harness.topics().accountCommands()))
        .containsEntry(RecordOutcome.IGNORED, 1L);
  }

  @Test
  void a_command_nobody_can_read_is_a_dead_letter() {
    harness.sendRaw(
        harness.topics().accountCommands(),
        "acme".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        new byte[] {1, 2, 3});

    assertThat(harness.deadLetters()).hasSize(1);
  }

  @Test
  void a_sentiment_given_with_a_reason_moves_the_score_and_is_recorded() {
    send(WireEvents.command("acme", "c-4", AccountCommandType.SET_SENTIMENT, NOW));

    HealthScoreChange change = harness.changes().get(0);
    assertThat(change.getCause()).isEqualTo(ChangeCause.EVENT);
    assertThat(change.getDrivers()).anyMatch(driver -> driver.getMeasure().equals("csm-sentiment"));
    assertThat(harness.audit())
        .extracting(AuditEntry::getKind, AuditEntry::getOutcome, AuditEntry::getAfter)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                AuditKind.SENTIMENT, AuditOutcome.ACCEPTED, "sentiment 75%"));
    harness.everythingTold();
  }

  @Test
  void a_change_of_the_profile_shows_the_override_again() {
    send(score("c-1"));
    harness.everythingTold();

    harness.send(
        harness.topics().accountProfiles(), "acme", WireEvents.profile("acme", NOW).build());

    List<HealthScore> scores = harness.scores();
    assertThat(scores.get(scores.size() - 1).getOverride().getScore()).isEqualTo(12.5);
    harness.everythingTold();
  }
}
