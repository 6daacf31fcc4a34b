package dev.customerhealth.notify.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until somebody sleeps by it or moves it. Thread safe. */
final class HandClock extends Clock implements Lane.Sleeper {
  private final List<Duration> sleeps = new ArrayList<>();
  private Instant now;

  HandClock(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void move(Duration time) {
    now = now.plus(time);
  }

  @Override
  public synchronized void sleep(Duration time) {
    sleeps.add(time);
    now = now.plus(time);
  }

  synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody asks this clock for a zone");
  }
}
