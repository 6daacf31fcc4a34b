package dev.customerhealth.notify.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What all channels that lead to one place share: its rate, and until when it asked to be left
 * alone. Thread safe; whoever waits for the rate holds up only others of the same place.
 */
final class Lane {

  /** What is honoured of a wish to be left alone; RetryAfter asks for no more either. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final Duration HAND_OVER = Duration.ofSeconds(1);
  private static final int LEAST_IN_HAND = 2;
  private static final int MOST_IN_HAND = 100;

  private final Duration pause;
  private final Clock clock;
  private final Sleeper sleeper;
  private final ReentrantLock turn = new ReentrantLock(true);

  /** When the last attempt began; guarded by the lock. */
  private Instant last = Instant.MIN;

  private final AtomicReference<Instant> leftAloneUntil = new AtomicReference<>(Instant.MIN);

  /** How time is let pass. */
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * A lane nothing went through.
   *
   * @param pause the least time between the beginnings of two attempts
   */
  Lane(Duration pause, Clock clock, Sleeper sleeper) {
    this.pause = pause;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Waits until an attempt may begin.
   *
   * @return when it begins; empty when the place asked to be left alone
   */
  Optional<Instant> awaitTurn() throws InterruptedException {
    turn.lockInterruptibly();
    try {
      Instant now = clock.instant();
      Duration sinceLast = last.equals(Instant.MIN) ? pause : Duration.between(last, now);
      if (sinceLast.compareTo(pause) < 0 && !leftAlone(now)) {
        // A clock that was put back costs one pause, not the time it was put back by.
        sleeper.sleep(sinceLast.isNegative() ? pause : pause.minus(sinceLast));
      }
      Instant begin = clock.instant();
      if (leftAlone(begin)) {
        return Optional.empty();
      }
      last = begin;
      return Optional.of(begin);
    } finally {
      turn.unlock();
    }
  }

  /** The place asked to be left alone for a time; of two wishes the longer counts. */
  void leaveAlone(Duration time) {
    leaveAlone(clock.instant().plus(time));
  }

  /** The same until a moment, but a day at most: the clock may have been put back since. */
  void leaveAlone(Instant moment) {
    Instant last = clock.instant().plus(LONGEST);
    Instant until = moment.isAfter(last) ? last : moment;
    leftAloneUntil.accumulateAndGet(until, (one, other) -> one.isAfter(other) ? one : other);
  }

  /**
   * How many attempts may wait here at once: those of the next second, so that the place does not
   * stand idle, and at least one beside the one under way. More would go out long after somebody
   * looked whether they are still true.
   */
  int mostInHand() {
    long inTime = pause.isZero() ? MOST_IN_HAND : HAND_OVER.dividedBy(pause);
    return (int) Math.max(LEAST_IN_HAND, Math.min(MOST_IN_HAND, inTime));
  }

  /** Whether the place asked to be left alone, and that time has not passed. */
  boolean leftAlone(Instant now) {
    return leftAloneUntil.get().isAfter(now);
  }
}
