package dev.customerhealth.notify.notice;

/** How soon a person should look. The order counts: the last is the most urgent. */
public enum Urgency {
  /** Good to know. */
  INFO,
  /** Within days. */
  WARNING,
  /** Now. */
  CRITICAL
}
