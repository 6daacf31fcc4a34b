package dev.customerhealth.domain.alerting;

/** When an alert is raised and when it is resolved again. */
public interface AlertRule {
  /** Stable id, for instance {@code score-drop-7d}. */
  String id();
}
