package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.AlertCourse;
import dev.customerhealth.domain.account.AlertCourse.Stage;
import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.alerting.AlertId;
import dev.customerhealth.domain.signal.AlertSignal;
import java.util.Locale;

/** Which commands about alerts an account takes, and what is recorded of each. */
final class AlertCommands {

  private AlertCommands() {}

  /** What is remembered of the alert that is meant; null when there is no such alert. */
  static AlertMemory meant(AccountState before, AlertSignal signal) {
    for (AlertMemory alert : before.judgement().alerts()) {
      boolean ofRule = signal.ruleId() == null || signal.ruleId().equals(alert.ruleId());
      if (ofRule && alert.episode() > 0 && isMeant(before.accountId(), alert, signal)) {
        return alert;
      }
    }
    return null;
  }

  private static boolean isMeant(String accountId, AlertMemory alert, AlertSignal signal) {
    return signal.alertId() == null
        || signal.alertId().equals(AlertId.of(accountId, alert.ruleId(), alert.episode()));
  }

  /** Whether a command is the one taken last about its alert. */
  static boolean isLast(AlertMemory alert, AlertSignal signal, long hash) {
    return alert != null
        && alert.course() != null
        && alert.course().isLast(signal.occurredAt().toEpochMilli(), hash);
  }

  /**
   * Why a command changes nothing; null when it is to be taken.
   *
   * @param alert the alert that is meant; null when there is none
   * @param at business time at which the account is judged
   */
  static String refusal(AccountState before, AlertMemory alert, AlertSignal signal, long at) {
    if (before.asOfMillis() == AccountState.NEVER) {
      return "nothing is known of account '" + signal.accountId() + "'";
    }
    if (alert == null) {
      return signal.alertId() == null
          ? "rule '" + signal.ruleId() + "' never raised an alert of the account"
          : "the account has no such alert, or its rule raised another one since";
    }
    long issued = signal.occurredAt().toEpochMilli();
    if (signal.alertId() == null && issued < alert.raisedAtMillis()) {
      return "the alert was raised after the command was issued";
    }
    if (alert.course() != null && issued < alert.course().lastAtMillis()) {
      return "a command that was issued later was taken before";
    }
    if (signal.kind() == AlertSignal.Kind.FEEDBACK) {
      return null;
    }
    return alert.open() ? refusal(alert.course(), signal, at) : "the alert is resolved";
  }

  private static String refusal(AlertCourse course, AlertSignal signal, long at) {
    Stage stage = course == null ? Stage.OPEN : course.stage();
    String assignee = course == null ? null : course.assignee();
    return switch (signal.kind()) {
      case ACKNOWLEDGE -> stage == Stage.ACKNOWLEDGED ? "it is acknowledged already" : null;
      case SNOOZE -> {
        long until = signal.until().toEpochMilli();
        if (until <= at) {
          yield "the time to come back had passed when it arrived";
        }
        yield stage == Stage.SNOOZED && course.nextMillis() == until
            ? "it is snoozed until then already"
            : null;
      }
      case ASSIGN ->
          signal.assignee().equals(assignee)
              ? "it is assigned to '" + assignee + "' already"
              : null;
      case UNASSIGN -> assignee == null ? "it is not assigned to anybody" : null;
      case FEEDBACK -> null;
    };
  }

  /**
   * The record of a command.
   *
   * @param alert the alert that is meant; null when there is none
   * @param refusal why it is refused; null when it is taken
   */
  static Decision decision(AlertSignal signal, AlertMemory alert, String refusal) {
    return new Decision(
        switch (signal.kind()) {
          case ACKNOWLEDGE -> Decision.Kind.ALERT_ACKNOWLEDGED;
          case SNOOZE -> Decision.Kind.ALERT_SNOOZED;
          case ASSIGN, UNASSIGN -> Decision.Kind.ALERT_ASSIGNED;
          case FEEDBACK -> Decision.Kind.ALERT_FEEDBACK;
        },
        refusal == null ? Decision.Result.ACCEPTED : Decision.Result.REFUSED,
        signal.eventId(),
        signal.occurredAt().toEpochMilli(),
        signal.by(),
        signal.reason(),
        alert == null ? null : alert.ruleId() + " " + inWords(alert),
        subject(signal, alert) + " " + inWords(signal),
        signal.until() == null ? Decision.NO_END : signal.until().toEpochMilli(),
        refusal);
  }

  private static String subject(AlertSignal signal, AlertMemory alert) {
    if (alert != null) {
      return alert.ruleId();
    }
    return signal.ruleId() == null ? signal.alertId() : signal.ruleId();
  }

  private static String inWords(AlertMemory alert) {
    if (!alert.open()) {
      return "resolved";
    }
    AlertCourse course = alert.course();
    if (course == null) {
      return "raised";
    }
    String stage =
        course.stage() == Stage.OPEN
            ? (course.escalated() ? "escalated" : "raised")
            : course.stage().name().toLowerCase(Locale.ROOT);
    return course.assignee() == null ? stage : stage + ", assigned to " + course.assignee();
  }

  private static String inWords(AlertSignal signal) {
    return switch (signal.kind()) {
      case ACKNOWLEDGE -> "acknowledged";
      case SNOOZE -> "snoozed";
      case ASSIGN -> "assigned to " + signal.assignee();
      case UNASSIGN -> "given back to the CSM";
      case FEEDBACK -> "judged " + signal.feedback().name().toLowerCase(Locale.ROOT);
    };
  }
}
