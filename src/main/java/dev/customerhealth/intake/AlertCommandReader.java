package dev.customerhealth.intake;

import dev.customerhealth.avro.AlertCommand;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.domain.signal.AlertSignal;

/**
 * Reads alert-commands: what people do about alerts. Who, why and which alert are mandatory.
 * Whether there is such an alert is not known here; the domain asks.
 *
 * @param limits what is taken for possible
 */
public record AlertCommandReader(IntakeLimits limits) implements SignalReader<AlertCommand> {

  @Override
  public Received read(String key, AlertCommand command, Origin origin) {
    Inspection inspection = new Inspection(origin).key(key).value(command);
    if (!inspection.passed()) {
      return inspection.rejection(key, command == null ? null : command.getCommandId(), command);
    }
    inspect(inspection, key, command);
    return inspection.passed()
        ? new Accepted(signal(command))
        : inspection.rejection(command.getAccountId(), command.getCommandId(), command);
  }

  private void inspect(Inspection inspection, String key, AlertCommand command) {
    inspection
        .account(key, command.getAccountId())
        .id("command_id", command.getCommandId())
        .time("issued_at", command.getIssuedAt(), limits)
        .known("type", command.getType())
        .text("source", command.getSource())
        .id("issued_by", command.getIssuedBy())
        .reason("reason", command.getReason())
        .idIfTold("rule_id", command.getRuleId())
        .idIfTold("alert_id", command.getAlertId());
    if (command.getRuleId() == null && command.getAlertId() == null) {
      inspection.refuse(
          RejectionReason.MISSING_FIELD,
          "alert_id",
          "alert_id and rule_id are missing; expected one of them to say which alert is meant");
    }
    if (!inspection.passed()) {
      return;
    }
    switch (command.getType()) {
      case SNOOZE ->
          inspection.end(
              "snooze_until",
              command.getSnoozeUntil(),
              command.getIssuedAt(),
              limits.longestOverride());
      case ASSIGN -> inspection.id("assignee", command.getAssignee());
      case FEEDBACK -> inspection.known("feedback", command.getFeedback());
      case ACKNOWLEDGE, UNASSIGN, UNKNOWN -> {
        // Who, why and which alert are all there is to say.
      }
    }
  }

  private static AlertSignal signal(AlertCommand command) {
    AlertSignal.Kind kind =
        switch (command.getType()) {
          case ACKNOWLEDGE -> AlertSignal.Kind.ACKNOWLEDGE;
          case SNOOZE -> AlertSignal.Kind.SNOOZE;
          case ASSIGN -> AlertSignal.Kind.ASSIGN;
          case UNASSIGN -> AlertSignal.Kind.UNASSIGN;
          case FEEDBACK -> AlertSignal.Kind.FEEDBACK;
          case UNKNOWN -> throw new IllegalArgumentException("an unknown type is refused before");
        };
    return new AlertSignal(
        command.getCommandId(),
        command.getAccountId(),
        command.getIssuedAt(),
        kind,
        command.getIssuedBy(),
        command.getReason(),
        command.getRuleId(),
        command.getAlertId(),
        kind == AlertSignal.Kind.SNOOZE ? command.getSnoozeUntil() : null,
        kind == AlertSignal.Kind.ASSIGN ? command.getAssignee() : null,
        kind == AlertSignal.Kind.FEEDBACK ? feedback(command) : null);
  }

  private static AlertSignal.Feedback feedback(AlertCommand command) {
    return switch (command.getFeedback()) {
      case USEFUL -> AlertSignal.Feedback.USEFUL;
      case KNOWN -> AlertSignal.Feedback.KNOWN;
      case FALSE -> AlertSignal.Feedback.FALSE;
      case UNKNOWN -> throw new IllegalArgumentException("an unknown answer is refused before");
    };
  }
}
