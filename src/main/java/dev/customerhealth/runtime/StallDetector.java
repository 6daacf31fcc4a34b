package dev.customerhealth.runtime;

import java.time.Duration;

/**
 * Decides from what is seen now and then whether work stands still. Not thread safe; knows no
 * clock.
 */
final class StallDetector {

  private final long limitNanos;
  private Progress last;
  private long movedNanos;

  StallDetector(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  /**
   * Takes what is seen now.
   *
   * @return how long nothing has moved though records wait; zero when something moved or nothing
   *     waits
   */
  Duration observe(Progress seen, long nanos) {
    if (last == null || !seen.recordsWait() || !seen.sameAs(last)) {
      movedNanos = nanos;
    }
    last = seen;
    return Duration.ofNanos(nanos - movedNanos);
  }

  /** Whether so long a standstill is too long. */
  boolean tooLong(Duration standstill) {
    return standstill.toNanos() >= limitNanos;
  }

  /** What was seen says nothing, for instance because the broker is away: begin anew. */
  void forget() {
    last = null;
  }
}
