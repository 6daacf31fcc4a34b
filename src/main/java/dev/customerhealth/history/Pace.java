package dev.customerhealth.history;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How fast business time may pass while a history is sent. */
@FunctionalInterface
public interface Pace {

  /** As fast as it goes. */
  Pace UNLIMITED = time -> {};

  /**
   * Waits until this time may be reached.
   *
   * @throws CancellationException when it is told to stop meanwhile
   */
  void await(Instant time);

  /**
   * Lets business time pass at a constant speed from the first time asked for.
   *
   * @param perSecond business time that passes in one second, more than zero
   */
  static Pace of(Duration perSecond) {
    return of(perSecond, () -> false);
  }

  /**
   * The same, until it is told to stop.
   *
   * @param perSecond business time that passes in one second, more than zero
   * @param stop true ends the waiting
   */
  static Pace of(Duration perSecond, BooleanSupplier stop) {
    if (perSecond.isNegative() || perSecond.isZero()) {
      throw new IllegalArgumentException("the speed must be more than zero, not " + perSecond);
    }
    return new ConstantPace(perSecond, stop);
  }

  /** Remembers where it began. */
  final class ConstantPace implements Pace {
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final double perSecondMillis;
    private final BooleanSupplier stop;
    private Instant from;
    private long fromNanos;

    private ConstantPace(Duration perSecond, BooleanSupplier stop) {
      this.perSecondMillis = perSecond.toMillis();
      this.stop = stop;
    }

    @Override
    public void await(Instant time) {
      if (from == null) {
        from = time;
        fromNanos = System.nanoTime();
      }
      double seconds = Duration.between(from, time).toMillis() / perSecondMillis;
      long due = fromNanos + Math.round(seconds * 1e9);
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(wait, LOOK_EVERY_NANOS));
        if (Thread.interrupted() || stop.getAsBoolean()) {
          throw new CancellationException("stopped while waiting for " + time);
        }
      }
    }
  }
}
