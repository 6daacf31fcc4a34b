package dev.customerhealth.intake;

import java.time.Duration;
import java.time.Instant;

/**
 * What is taken for possible.
 *
 * @param futureTolerance how far ahead of its arrival an event may be stamped; clocks differ, but
 *     an event from next year must not move time
 * @param longestOverride how long after it was issued a command may hold at most
 */
public record IntakeLimits(Duration futureTolerance, Duration longestOverride) {

  /** Nothing before this was recorded by a service of today; a 1970 is a missing time. */
  static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  public IntakeLimits {
    if (futureTolerance.isNegative()) {
      throw new IllegalArgumentException(
          "the tolerance for events from the future must not be negative, it is "
              + futureTolerance);
    }
    if (longestOverride.isNegative() || longestOverride.isZero()) {
      throw new IllegalArgumentException(
          "the longest override must last some time, it is " + longestOverride);
    }
  }

  /** One hour of tolerance, and overrides of 90 days at most. */
  public static IntakeLimits standard() {
    return new IntakeLimits(Duration.ofHours(1), Duration.ofDays(90));
  }
}
