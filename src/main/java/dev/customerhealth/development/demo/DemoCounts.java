package dev.customerhealth.development.demo;

import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.topology.ScoringMetrics;
import java.time.Duration;

/** What the service did with its input, and how fast. Read by one thread. */
final class DemoCounts {
  private final String clockTicks;
  private volatile CountingMetrics metrics;
  private long eventsBefore;
  private long nanosBefore = System.nanoTime();
  private long rate;

  DemoCounts(String clockTicks) {
    this.clockTicks = clockTicks;
  }

  /** Listens to the service, in front of its own meters. */
  ScoringMetrics listenTo(ScoringMetrics next) {
    metrics = new CountingMetrics(next, clockTicks);
    return metrics;
  }

  /** Events worked off so far; may be asked by any thread. */
  long events() {
    CountingMetrics counting = metrics;
    return counting == null ? 0 : counting.events();
  }

  /** Records with a tick worked off so far; may be asked by any thread. */
  long ticks() {
    CountingMetrics counting = metrics;
    return counting == null ? 0 : counting.ticks();
  }

  /**
   * How the service is doing.
   *
   * @param sent events that were sent; 0 when not known
   * @param completeAfter see {@link DemoVitals}; null before
   */
  DemoVitals vitals(String phase, String state, String url, long sent, Duration completeAfter) {
    long now = System.nanoTime();
    long events = events();
    if (now - nanosBefore >= 1_000_000_000L) {
      rate = Math.round((events - eventsBefore) * 1e9 / (now - nanosBefore));
      eventsBefore = events;
      nanosBefore = now;
    }
    return new DemoVitals(
        phase,
        state,
        rate,
        events,
        Math.max(0, sent - events),
        metrics.count(RecordOutcome.DUPLICATE),
        metrics.count(RecordOutcome.LATE),
        metrics.count(RecordOutcome.REJECTED),
        metrics.deadLetters(),
        url,
        completeAfter);
  }
}
