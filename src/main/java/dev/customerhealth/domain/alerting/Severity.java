package dev.customerhealth.domain.alerting;

/** How soon a person should look. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL
}
