package dev.customerhealth.domain.alerting;

/** Step in the life of an alert. */
public enum AlertState {
  RAISED,
  RESOLVED
}
