package dev.customerhealth.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Looks again and again until something is so. */
final class Polling {
  /** Fine enough for runs of a second, rare enough not to be seen in the broker's CPU time. */
  private static final Duration INTERVAL = Duration.ofMillis(20);

  private Polling() {}

  /**
   * Returns when the condition holds.
   *
   * @throws IllegalStateException naming what was awaited when the limit has passed
   */
  static void until(String what, Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("%s not within %s".formatted(what, limit));
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }
}
