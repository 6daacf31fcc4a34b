package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.AlertCourse;
import dev.customerhealth.domain.account.AlertMemory;

/** How an alert stands after a step. */
public enum AlertState {
  RAISED,
  ESCALATED,
  ACKNOWLEDGED,
  SNOOZED,
  RESOLVED;

  /** How an alert stands that was raised at least once. */
  static AlertState of(AlertMemory alert) {
    if (!alert.open()) {
      return RESOLVED;
    }
    AlertCourse course = alert.course();
    if (course == null) {
      return RAISED;
    }
    return switch (course.stage()) {
      case ACKNOWLEDGED -> ACKNOWLEDGED;
      case SNOOZED -> SNOOZED;
      case PENDING, OPEN, OVER, PASSED_OVER -> course.escalated() ? ESCALATED : RAISED;
    };
  }
}
