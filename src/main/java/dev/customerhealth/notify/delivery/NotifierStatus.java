package dev.customerhealth.notify.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What the notifier can say of itself at any time. Thread safe. */
public final class NotifierStatus {

  /**
   * Longer than anything that is waited for in one turn (a registry, a commit) and than Kafka's
   * patience with a consumer that does not poll.
   */
  private static final Duration STUCK_AFTER = Duration.ofMinutes(10);

  private final Clock clock;
  private volatile String phase = "starting";
  private volatile boolean ready;
  private volatile boolean failed;
  private volatile Instant lastTurn;

  /** A notifier that is about to start. */
  public NotifierStatus(Clock clock) {
    this.clock = clock;
    this.lastTurn = clock.instant();
  }

  /** Whether the process is worth keeping. */
  public boolean alive() {
    return !failed && !stuck();
  }

  /** Whether it does its part: at work and caught up, or standing by to take over. */
  public boolean ready() {
    return ready && !failed && !stuck();
  }

  /** In words: what it is doing, or waiting for. */
  public String phase() {
    return stuck() ? phase + ", but has not moved since " + lastTurn : phase;
  }

  private boolean stuck() {
    return lastTurn.plus(STUCK_AFTER).isBefore(clock.instant());
  }

  /** Says what is waited for before the notifier runs. */
  public void waiting(String forWhat) {
    set(forWhat, false);
  }

  /** Still there, and nothing to do but wait. */
  public void turned() {
    lastTurn = clock.instant();
  }

  void standingBy() {
    set("standing by", true);
  }

  void catchingUp() {
    set("catching up", false);
  }

  void atWork() {
    set("at work", true);
  }

  void broken(String failure) {
    set("begins anew: " + failure, false);
  }

  /** The process is about to end with a failure. */
  public void failed(String reason) {
    set(reason, false);
    failed = true;
  }

  private void set(String now, boolean isReady) {
    turned();
    ready = isReady;
    phase = now;
  }
}
