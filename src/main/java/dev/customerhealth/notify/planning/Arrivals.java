package dev.customerhealth.notify.planning;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells alerts of today from those that an outage of the service kept back, and both from history
 * that is being loaded. All a late alert says is when it happened and when Kafka took it in; but a
 * service that is there raises alerts, so one that happened while none came for long was kept back
 * by an outage, and one of a time of which others came then is history. Belongs to one thread.
 */
public final class Arrivals {

  private final Duration historyAfter;
  private Silence silence;
  private boolean changed;

  /**
   * What is remembered of when alerts came.
   *
   * @param latest when Kafka took in the latest
   * @param from begin of the last time that was longer than {@code history_after} and in which none
   *     came; null for never
   * @param to its end; null for never
   */
  public record Silence(Instant latest, Instant from, Instant to) {

    private boolean holds(Instant moment) {
      return from != null && moment.isAfter(from) && !moment.isAfter(to);
    }
  }

  /**
   * Nothing came yet.
   *
   * @param historyAfter a step that happened longer before its arrival in Kafka is late
   */
  public Arrivals(Duration historyAfter) {
    this.historyAfter = historyAfter;
  }

  /** Puts back what was written down. */
  public void restore(Silence known) {
    silence = known;
  }

  /**
   * Takes note of a step.
   *
   * @param at when it happened
   * @param appendedAt when Kafka took it in: an alert that only waited because the notifier was
   *     down was appended soon after it happened
   */
  public Age take(Instant at, Instant appendedAt) {
    note(appendedAt);
    if (!at.plus(historyAfter).isBefore(appendedAt)) {
      return Age.TODAY;
    }
    return silence.holds(at) ? Age.OUTAGE : Age.HISTORY;
  }

  private void note(Instant appendedAt) {
    if (silence == null) {
      silence = new Silence(appendedAt, null, null);
      changed = true;
    } else if (appendedAt.isAfter(silence.latest())) {
      boolean wasLong = silence.latest().plus(historyAfter).isBefore(appendedAt);
      silence =
          wasLong
              ? new Silence(appendedAt, silence.latest(), appendedAt)
              : new Silence(appendedAt, silence.from(), silence.to());
      changed = true;
    }
  }

  /** What to write down; null when nothing changed since the last call. */
  public Silence takeChanged() {
    Silence now = changed ? silence : null;
    changed = false;
    return now;
  }
}
