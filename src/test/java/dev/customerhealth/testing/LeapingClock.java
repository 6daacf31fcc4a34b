package dev.customerhealth.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of a service, which leaps when it is told to: so nothing depends on how long a machine
 * takes until then.
 */
public final class LeapingClock extends Clock {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead.get());
  }

  /** A time no command is too slow for. A service does not believe what is an hour ahead. */
  public Instant inTenMinutes() {
    return instant().plus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MILLIS);
  }

  /** Until a time from {@link #inTenMinutes} is past. */
  public void leap() {
    ahead.updateAndGet(before -> before.plusMinutes(11));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
