package dev.customerhealth.notify.planning;

/** How a step of an alert came to the notifier, beside when it happened. */
public enum Age {
  /** Kafka took it in soon after it happened. */
  TODAY,
  /** It came late, after a time in which nothing came at all: told when the rest of it came. */
  OUTAGE,
  /** It came late: history that is being loaded, which is never told. */
  HISTORY
}
