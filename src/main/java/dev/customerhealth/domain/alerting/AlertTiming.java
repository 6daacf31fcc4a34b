package dev.customerhealth.domain.alerting;

import java.time.Duration;

/**
 * How long a condition must hold and how often it may be told.
 *
 * @param confirmation how long a condition must stand before the alert is raised; zero raises at
 *     once
 * @param cooldown how long after an alert was resolved the rule raises none; zero when it may at
 *     once
 * @param escalateAfter how long an alert may stay open, nobody acknowledging it, before it is
 *     escalated; zero never escalates
 */
public record AlertTiming(Duration confirmation, Duration cooldown, Duration escalateAfter) {
  /** Raised at once, as often as it happens, and never escalated. */
  public static final AlertTiming AT_ONCE =
      new AlertTiming(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  public AlertTiming {
    if (confirmation.isNegative() || cooldown.isNegative() || escalateAfter.isNegative()) {
      throw new IllegalArgumentException(
          "expected times of at least 0, found "
              + confirmation
              + ", "
              + cooldown
              + " and "
              + escalateAfter);
    }
  }
}
