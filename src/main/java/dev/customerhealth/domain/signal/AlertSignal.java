package dev.customerhealth.domain.signal;

import java.time.Instant;

/**
 * A person does something about an alert.
 *
 * @param eventId id of the command
 * @param occurredAt when the person decided
 * @param kind what is done
 * @param by who decided, 1 to 256 characters
 * @param reason why, not blank, at most 1,000 characters
 * @param ruleId the rule whose alert is meant; null when alertId says it
 * @param alertId the alert that is meant; null when ruleId says it
 * @param until when a SNOOZE ends, after occurredAt; null otherwise
 * @param assignee who is to look after it, for ASSIGN, 1 to 256 characters; null otherwise
 * @param feedback what it was worth, for FEEDBACK; null otherwise
 */
public record AlertSignal(
    String eventId,
    String accountId,
    Instant occurredAt,
    Kind kind,
    String by,
    String reason,
    String ruleId,
    String alertId,
    Instant until,
    String assignee,
    Feedback feedback)
    implements AccountSignal {

  /** What is done. */
  public enum Kind {
    /** Takes the alert on. */
    ACKNOWLEDGE,
    /** Puts it off. */
    SNOOZE,
    /** Hands it to somebody else than the account's CSM. */
    ASSIGN,
    /** Gives it back to the account's CSM. */
    UNASSIGN,
    /** Says what it was worth. */
    FEEDBACK
  }

  /** What an alert was worth. */
  public enum Feedback {
    /** It told something that mattered. */
    USEFUL,
    /** It was true and known before. */
    KNOWN,
    /** Nothing was the matter. */
    FALSE
  }

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.alert(this);
  }
}
