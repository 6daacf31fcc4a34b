package dev.customerhealth.notify.notice;

/** Step in the life of an alert, as far as it matters to who is told. */
public enum Step {
  /** It began. */
  RAISED,
  /** It got worse, or nobody answered. */
  ESCALATED,
  /** Somebody took it on; it is not repeated any more. */
  ACKNOWLEDGED,
  /** Somebody put it off; it is not repeated until its next step. */
  SNOOZED,
  /** It is over. */
  RESOLVED;

  /** Whether people must still do something about it. */
  public boolean asksForAction() {
    return this == RAISED || this == ESCALATED;
  }

  /** Whether the alert is not over. */
  public boolean open() {
    return this != RESOLVED;
  }
}
