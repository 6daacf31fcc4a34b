package dev.customerhealth.publication;

import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.AlertEnding;
import dev.customerhealth.domain.alerting.AlertState;
import dev.customerhealth.domain.signal.AlertSignal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What happened to an alert after it was raised, as the second half of a sentence. */
final class AlertStepInWords {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private AlertStepInWords() {}

  static String of(Alert alert, AccountProfile profile) {
    String rule = "'" + alert.ruleId().replace('-', ' ') + "'";
    return switch (alert.event()) {
      case RAISED -> rule + " is raised, " + now(alert);
      case ESCALATED ->
          rule + ", raised " + at(alert.raisedAt()) + ", waits for somebody, " + now(alert);
      case ACKNOWLEDGED -> by(alert) + " took on " + rule;
      case SNOOZED ->
          by(alert) + " put off " + rule + " until " + at(alert.handling().snoozedUntil());
      case CAME_BACK -> rule + " was put off until now and is still true, " + now(alert);
      case ASSIGNED -> by(alert) + " handed " + rule + " to " + owner(alert, profile);
      case REROUTED ->
          rule
              + " goes from "
              + named(alert.handling().formerOwner())
              + " to "
              + owner(alert, profile)
              + " with the account";
      case FEEDBACK -> by(alert) + " called " + rule + ' ' + feedback(alert);
      case RESOLVED -> rule + ended(alert.ending()) + ", " + now(alert);
    };
  }

  /** An alert that was taken back must not read like good news of the customer. */
  private static String ended(AlertEnding ending) {
    if (ending == AlertEnding.NOT_ABOUT_ACCOUNT) {
      return " is withdrawn, the rule is not about this account any more";
    }
    return ending == AlertEnding.NO_RULE
        ? " is withdrawn, there is no such rule any more"
        : " is resolved";
  }

  private static String now(Alert alert) {
    return AlertSummary.now(alert);
  }

  private static String by(Alert alert) {
    AlertSignal command = alert.handling().command();
    return command == null ? "somebody" : AlertSummary.printable(command.by());
  }

  private static String owner(Alert alert, AccountProfile profile) {
    String assignee = alert.handling().assignee();
    return named(assignee != null || profile == null ? assignee : profile.csmId());
  }

  private static String named(String person) {
    return person == null ? "nobody" : AlertSummary.printable(person);
  }

  private static String feedback(Alert alert) {
    String still = alert.state() == AlertState.RESOLVED ? " afterwards" : "";
    return switch (alert.handling().command().feedback()) {
          case USEFUL -> "useful";
          case KNOWN -> "known before";
          case FALSE -> "a false alarm";
        }
        + still;
  }

  private static String at(Instant time) {
    return TIME.format(time);
  }
}
