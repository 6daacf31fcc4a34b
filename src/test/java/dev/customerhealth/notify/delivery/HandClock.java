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
  private volatile String doomed;

  HandClock(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant instant() {
    if (Thread.currentThread().getName().equals(doomed)) {
      throw new Killed();
    }
    return now;
  }

  /** From now on a thread dies as soon as it looks at the clock, as if its process were killed. */
  void kill(String threadName) {
    doomed = threadName;
  }

  /** Nothing catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
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
