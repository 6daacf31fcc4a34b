package dev.customerhealth.runtime;

import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.topology.SilentMetrics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the stream in the middle of its work until it is let go. Until it is told to hold, records
 * only pass slowly: a stream thread that is held before all of its tasks have begun never gets to
 * run, and the service is never ready. The more have passed the slower it gets, so that a machine
 * that takes long to be ready still has work left then.
 */
final class HeldMetrics extends SilentMetrics {

  private static final long SLOW_MILLIS = 20;
  private static final long SLOW_RECORDS = 50;
  private static final long SLOWER_MILLIS = 250;

  private final long free;
  private final AtomicLong counted = new AtomicLong();
  private final AtomicBoolean holds = new AtomicBoolean();
  private final CountDownLatch letGo = new CountDownLatch(1);

  /**
   * A hold.
   *
   * @param free records that pass at their own speed
   */
  HeldMetrics(long free) {
    this.free = free;
  }

  /** Records counted, the ones held included. */
  long counted() {
    return counted.get();
  }

  /** No record passes from now on. */
  void hold() {
    holds.set(true);
  }

  /** Nothing is held from now on. */
  void letGo() {
    letGo.countDown();
  }

  @Override
  public void recordCounted(String topic, RecordOutcome outcome) {
    long number = counted.incrementAndGet();
    if (number <= free) {
      return;
    }
    long millis = number <= free + SLOW_RECORDS ? SLOW_MILLIS : SLOWER_MILLIS;
    try {
      boolean passes = letGo.await(millis, TimeUnit.MILLISECONDS) || !holds.get();
      if (!passes) {
        letGo.await();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
