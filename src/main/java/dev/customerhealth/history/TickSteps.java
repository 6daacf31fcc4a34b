package dev.customerhealth.history;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The times at which a history's clock ticks: every whole step (since 1970, in UTC) that its events
 * have passed.
 */
public final class TickSteps {
  /** The smallest step; smaller ones would make more ticks than events. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  private final long stepMillis;
  private long lastTickMillis;
  private boolean started;

  /**
   * A clock that has not started.
   *
   * @throws IllegalArgumentException when the step is shorter than {@link #SHORTEST}
   */
  public TickSteps(Duration step) {
    if (step.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("a tick every " + step + ", expected 1s or more");
    }
    this.stepMillis = step.toMillis();
  }

  /**
   * Lets time pass up to an event. The first call starts the clock with a tick of the step before:
   * it keeps a running service from telling the time of today. A time before one already passed
   * does nothing.
   *
   * @param ticks receives every step that is now over, in order
   */
  public void advanceTo(Instant time, Consumer<Instant> ticks) {
    long millis = time.toEpochMilli();
    long over = Math.floorDiv(millis, stepMillis) * stepMillis;
    if (!started) {
      started = true;
      lastTickMillis = over;
      ticks.accept(Instant.ofEpochMilli(over));
    }
    while (lastTickMillis < over) {
      lastTickMillis += stepMillis;
      ticks.accept(Instant.ofEpochMilli(lastTickMillis));
    }
  }

  /** Lets time pass up to the end and ticks there too, so that what happened last is judged. */
  public void finishAt(Instant end, Consumer<Instant> ticks) {
    advanceTo(end, ticks);
    if (end.toEpochMilli() > lastTickMillis) {
      lastTickMillis = end.toEpochMilli();
      ticks.accept(end);
    }
  }
}
