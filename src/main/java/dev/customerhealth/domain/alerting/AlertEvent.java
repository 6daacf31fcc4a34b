package dev.customerhealth.domain.alerting;

/** What happened to an alert in one step. */
public enum AlertEvent {
  /** It began. */
  RAISED,
  /** Nobody took it on in time, or its rule became more severe. */
  ESCALATED,
  /** A person took it on. */
  ACKNOWLEDGED,
  /** A person put it off. */
  SNOOZED,
  /** The time it was put off until has come, and it is still true. */
  CAME_BACK,
  /** A person handed it to somebody, or back to the account's CSM. */
  ASSIGNED,
  /** The account got another CSM. */
  REROUTED,
  /** A person said what it was worth. */
  FEEDBACK,
  /** It is over. */
  RESOLVED
}
