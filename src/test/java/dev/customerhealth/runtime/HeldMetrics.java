package dev.customerhealth.runtime;

import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.topology.SilentMetrics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the stream in the middle of its work until it is let go. */
final class HeldMetrics extends SilentMetrics {

  private final long free;
  private final AtomicLong counted = new AtomicLong();
  private final CountDownLatch letGo = new CountDownLatch(1);

  /**
   * A hold.
   *
   * @param free records that pass before it
   */
  HeldMetrics(long free) {
    this.free = free;
  }

  /** Records counted, the ones held included. */
  long counted() {
    return counted.get();
  }

  /** Nothing is held from now on. */
  void letGo() {
    letGo.countDown();
  }

  @Override
  public void recordCounted(String topic, RecordOutcome outcome) {
    if (counted.incrementAndGet() <= free) {
      return;
    }
    try {
      letGo.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
