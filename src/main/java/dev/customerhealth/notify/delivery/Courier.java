package dev.customerhealth.notify.delivery;

import dev.customerhealth.notify.channel.Channel;
import dev.customerhealth.notify.channel.Outcome;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries deliveries to one channel, one after the other, in a thread of its own. */
final class Courier {

  private static final Logger log = LoggerFactory.getLogger(Courier.class);

  private final Target target;
  private final Channel channel;
  private final Lane lane;
  private final Queue<Result> results;
  private final ExecutorService thread;
  private volatile boolean ending;

  /** What came of an attempt. */
  record Result(Delivery delivery, Outcome outcome) {}

  /**
   * A courier with nothing to do.
   *
   * @param lane of the place the channel leads to
   * @param results where it puts what came of attempts; for several threads
   */
  Courier(Target target, Channel channel, Lane lane, Queue<Result> results) {
    this.target = target;
    this.channel = channel;
    this.lane = lane;
    this.results = results;
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, "courier-" + target.id());
              made.setDaemon(true);
              return made;
            });
  }

  /** Queues an attempt; returns at once. */
  void carry(Delivery delivery) {
    thread.execute(
        () -> {
          try {
            if (!ending) {
              Optional<Instant> begin = lane.awaitTurn();
              if (!ending) {
                results.add(
                    new Result(
                        delivery, begin.isPresent() ? attempt(delivery, begin.get()) : notTried()));
              }
            }
          } catch (InterruptedException e) {
            // Told to end: whoever comes next makes the attempt again, with the same id.
            Thread.currentThread().interrupt();
          }
        });
  }

  /** It was handed over before anybody knew; whoever asks for patience means all of it. */
  private static Outcome notTried() {
    return new Outcome.NotTried();
  }

  private Outcome attempt(Delivery delivery, Instant now) throws InterruptedException {
    try {
      Outcome outcome =
          channel.send(delivery.notification(), Messages.of(target, delivery.notification()), now);
      if (outcome instanceof Outcome.TryLater later) {
        later.after().ifPresent(lane::leaveAlone);
      }
      if (outcome instanceof Outcome.NotTried) {
        log.warn("an attempt before has not come to its end: target={}", target.id());
      }
      return outcome;
    } catch (RuntimeException e) {
      // Its message may carry a name or an address.
      log.error("attempt broke: target={} failure={}", target.id(), e.getClass().getName());
      return new Outcome.TryLater("failed: " + e.getClass().getSimpleName(), Optional.empty());
    }
  }

  /** Begins no other attempt; returns at once. */
  void finish() {
    ending = true;
    thread.shutdown();
  }

  /**
   * Waits for the attempt under way, and breaks it off when it takes too long: whoever comes next
   * makes it again, with the same id.
   */
  void awaitEnd(Duration patience) {
    try {
      if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
        log.warn("left behind: target={}", target.id());
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
