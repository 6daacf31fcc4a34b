package dev.customerhealth.notify.delivery;

import dev.customerhealth.notify.channel.Channel;
import dev.customerhealth.notify.channel.Outcome;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.routing.Target;
import java.time.Clock;
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
  private final Clock clock;
  private final Queue<Result> results;
  private final ExecutorService thread;
  private volatile boolean ending;

  /** Until when the other side asked to be left alone; of the courier's thread. */
  private Instant patience = Instant.MIN;

  /** What came of an attempt. */
  record Result(Delivery delivery, Outcome outcome) {}

  /**
   * A courier with nothing to do.
   *
   * @param results where it puts what came of attempts; for several threads
   */
  Courier(Target target, Channel channel, Clock clock, Queue<Result> results) {
    this.target = target;
    this.channel = channel;
    this.clock = clock;
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
          if (ending) {
            return;
          }
          if (patience.isAfter(clock.instant())) {
            // It was handed over before anybody knew; whoever asks for patience means all of it.
            results.add(new Result(delivery, new Outcome.NotTried()));
            return;
          }
          try {
            Outcome outcome = attempt(delivery);
            if (outcome instanceof Outcome.TryLater later && later.after().isPresent()) {
              patience = clock.instant().plus(later.after().get());
            }
            results.add(new Result(delivery, outcome));
            if (!ending) {
              // The provider's rate is kept also after a failure.
              TimeUnit.MILLISECONDS.sleep(channel.pause().toMillis());
            }
          } catch (InterruptedException e) {
            // Told to end: whoever comes next makes the attempt again, with the same id.
            Thread.currentThread().interrupt();
          }
        });
  }

  private Outcome attempt(Delivery delivery) throws InterruptedException {
    try {
      return channel.send(
          delivery.notification(), Messages.of(target, delivery.notification()), clock.instant());
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
