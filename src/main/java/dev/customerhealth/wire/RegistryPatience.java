package dev.customerhealth.wire;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a registry that cannot be asked now: tries again with growing pauses for a bounded
 * time, says so at most every five seconds for all threads together, and gives up at once when
 * closed. Thread safe.
 */
final class RegistryPatience {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Between giving up and asking again a stream thread is replaced: seconds. */
  private static final long AWAY_FOR_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final String registry;
  private final Duration wait;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong nextLogNanos = new AtomicLong(System.nanoTime());
  private volatile boolean away;
  private volatile long lastFailedNanos;

  /**
   * @param registry the URLs, for messages
   * @param wait how long a call waits in all; zero for a single attempt
   */
  RegistryPatience(String registry, Duration wait) {
    this.registry = registry;
    this.wait = wait;
  }

  /**
   * Makes the call until it answers.
   *
   * @throws RegistryUnavailableException when the registry still cannot be asked after the waiting
   *     time, or waiting was ended by {@link #close()} or an interrupt
   */
  <T> T ask(Supplier<T> call) {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_NANOS;
    for (int attempt = 1; ; attempt++) {
      try {
        T answer = call.get();
        away = false;
        if (attempt > 1) {
          LOG.info("the schema registry at {} answers again, attempt {}", registry, attempt);
        }
        return answer;
      } catch (RegistryUnavailableException unavailable) {
        lastFailedNanos = System.nanoTime();
        away = true;
        long left = wait.toNanos() - (System.nanoTime() - start);
        if (left <= 0) {
          throw gaveUp(attempt, unavailable);
        }
        logNowAndThen(attempt, unavailable);
        if (endedWhilePausing(Math.min(pause, left))) {
          throw gaveUp(attempt, unavailable);
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
      }
    }
  }

  /**
   * Whether the call made last found no registry, and that not long ago: who does not ask any more
   * does not wait either.
   */
  boolean away() {
    return away && System.nanoTime() - lastFailedNanos < AWAY_FOR_NANOS;
  }

  /** Waits for this long; false when closed or interrupted meanwhile. */
  boolean pause(Duration duration) {
    return !endedWhilePausing(duration.toNanos());
  }

  /** Ends every wait, now and later: calls are made once. */
  void close() {
    closed.countDown();
  }

  private boolean endedWhilePausing(long nanos) {
    try {
      return closed.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void logNowAndThen(int attempt, RegistryUnavailableException unavailable) {
    long now = System.nanoTime();
    long due = nextLogNanos.get();
    if (now - due >= 0 && nextLogNanos.compareAndSet(due, now + LOG_EVERY_NANOS)) {
      LOG.warn(
          "waiting for the schema registry at {}, attempt {}: {}",
          registry,
          attempt,
          unavailable.getMessage());
    }
  }

  private RegistryUnavailableException gaveUp(int attempts, RegistryUnavailableException last) {
    return new RegistryUnavailableException(
        "the schema registry at "
            + registry
            + " cannot be asked after "
            + attempts
            + (attempts == 1 ? " attempt: " : " attempts: ")
            + last.getMessage(),
        last);
  }
}
