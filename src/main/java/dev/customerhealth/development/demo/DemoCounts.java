package dev.customerhealth.development.demo;

import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.topology.ScoringMetrics;

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

  DemoVitals vitals(String phase, String state, String url) {
    long now = System.nanoTime();
    long events = metrics.events();
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
        metrics.count(RecordOutcome.DUPLICATE),
        metrics.count(RecordOutcome.LATE),
        metrics.count(RecordOutcome.REJECTED),
        metrics.deadLetters(),
        url);
  }
}
