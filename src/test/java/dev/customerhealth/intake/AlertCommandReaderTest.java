package dev.customerhealth.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertCommand;
import dev.customerhealth.avro.AlertCommandType;
import dev.customerhealth.avro.AlertFeedback;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.domain.signal.AlertSignal;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the door says to commands about alerts. */
class AlertCommandReaderTest {

  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
  private static final Origin ORIGIN = new Origin("alert-commands", 2, 42, NOW.toEpochMilli());

  private final AlertCommandReader commands = new AlertCommandReader(IntakeLimits.standard());

  /**
   * A command that is refused.
   *
   * @param spoiled what is done to a command that makes sense
   */
  private record Refused(
      String what,
      AlertCommandType type,
      UnaryOperator<AlertCommand.Builder> spoiled,
      RejectionReason reason,
      String field) {
    @Override
    public String toString() {
      return type + " " + what;
    }
  }

  static List<Refused> refused() {
    AlertCommandType take = AlertCommandType.ACKNOWLEDGE;
    AlertCommandType snooze = AlertCommandType.SNOOZE;
    RejectionReason missing = RejectionReason.MISSING_FIELD;
    RejectionReason range = RejectionReason.OUT_OF_RANGE;
    return List.of(
        new Refused("without reason", take, c -> c.setReason(null), missing, "reason"),
        new Refused("with a blank reason", take, c -> c.setReason(" "), missing, "reason"),
        new Refused("by nobody", take, c -> c.setIssuedBy(null), missing, "issued_by"),
        new Refused("about nothing", take, c -> c.setRuleId(null), missing, "alert_id"),
        new Refused(
            "about an empty rule",
            take,
            c -> c.setRuleId(""),
            RejectionReason.INVALID_ID,
            "rule_id"),
        new Refused("without end", snooze, c -> c.setSnoozeUntil(null), missing, "snooze_until"),
        new Refused("that ends at once", snooze, c -> c.setSnoozeUntil(NOW), range, "snooze_until"),
        new Refused(
            "longer than 90 days",
            snooze,
            c -> c.setSnoozeUntil(NOW.plus(Duration.ofDays(91))),
            range,
            "snooze_until"),
        new Refused(
            "to nobody", AlertCommandType.ASSIGN, c -> c.setAssignee(null), missing, "assignee"),
        new Refused(
            "without a word",
            AlertCommandType.FEEDBACK,
            c -> c.setFeedback(null),
            RejectionReason.UNKNOWN_TYPE,
            "feedback"),
        new Refused(
            "with a word of a later version",
            AlertCommandType.FEEDBACK,
            c -> c.setFeedback(AlertFeedback.UNKNOWN),
            RejectionReason.UNKNOWN_TYPE,
            "feedback"),
        new Refused(
            "of a later version",
            AlertCommandType.UNKNOWN,
            c -> c,
            RejectionReason.UNKNOWN_TYPE,
            "type"),
        new Refused(
            "from tomorrow",
            take,
            c -> c.setIssuedAt(NOW.plus(Duration.ofDays(1))),
            RejectionReason.TIMESTAMP_IN_FUTURE,
            "issued_at"),
        new Refused(
            "of another account",
            take,
            c -> c.setAccountId("other"),
            RejectionReason.KEY_MISMATCH,
            "account_id"));
  }

  private static AlertCommand.Builder command(AlertCommandType type) {
    return WireEvents.alertCommand("acme", "c-1", type, "score-drop-7d", NOW);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_command_that_makes_no_sense_is_refused(Refused refused) {
    AlertCommand spoiled = refused.spoiled().apply(command(refused.type())).build();

    Received received = commands.read("acme", spoiled, ORIGIN);

    assertThat(received).isInstanceOf(Rejection.class);
    assertThat(((Rejection) received).reason()).isEqualTo(refused.reason());
    assertThat(((Rejection) received).field()).isEqualTo(refused.field());
  }

  @Test
  void a_command_of_every_kind_comes_through_as_it_was_meant() {
    for (AlertSignal.Kind kind : AlertSignal.Kind.values()) {
      Received received =
          commands.read("acme", command(AlertCommandType.valueOf(kind.name())).build(), ORIGIN);

      AlertSignal signal = (AlertSignal) ((Accepted) received).signal();
      assertThat(signal.kind()).isEqualTo(kind);
      assertThat(signal.ruleId()).isEqualTo("score-drop-7d");
      assertThat(signal.by()).isEqualTo("kim");
      assertThat(signal.until() != null).isEqualTo(kind == AlertSignal.Kind.SNOOZE);
      assertThat(signal.assignee() != null).isEqualTo(kind == AlertSignal.Kind.ASSIGN);
      assertThat(signal.feedback() != null).isEqualTo(kind == AlertSignal.Kind.FEEDBACK);
    }
  }

  @Test
  void no_value_is_refused() {
    assertThat(commands.read("acme", null, ORIGIN)).isInstanceOf(Rejection.class);
  }
}
