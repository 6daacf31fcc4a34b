package dev.customerhealth.notify.channel;

import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.planning.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A limit for the whole of an attempt: looking the name up, connecting, every answer. Whoever
 * trickles keeps within the limit of each read for ever, and a lookup has no limit of its own.
 *
 * <p>The attempt is made in a thread of its own and broken off when its time is over. A lookup that
 * cannot be broken off is left behind; the next attempt waits for it as long as an attempt may take
 * and is then not made, so that there is never more than one. Its own time runs from its beginning.
 */
final class BoundedChannel implements Channel {

  private static final long IDLE_SECONDS = 10;

  private final Channel channel;
  private final Duration limit;
  private final ExecutorService thread;

  /**
   * A channel with a limit.
   *
   * @param limit how long an attempt may take, and how long one waits for the one before
   */
  BoundedChannel(Channel channel, Duration limit) {
    this.channel = channel;
    this.limit = limit;
    // Ends by itself when there is nothing to do: nobody closes a channel.
    this.thread =
        new ThreadPoolExecutor(
            0,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread made = new Thread(work, "attempt");
              made.setDaemon(true);
              return made;
            });
  }

  @Override
  public Outcome send(Notification notification, Message message, Instant now)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    // Whoever is first, the attempt or the end of the wait for it, decides whether it is made.
    AtomicBoolean decided = new AtomicBoolean();
    Future<Outcome> attempt =
        thread.submit(
            () -> {
              if (!decided.compareAndSet(false, true)) {
                return new Outcome.NotTried();
              }
              begun.countDown();
              return channel.send(notification, message, now);
            });
    try {
      if (!begun.await(limit.toMillis(), TimeUnit.MILLISECONDS)
          && decided.compareAndSet(false, true)) {
        attempt.cancel(false);
        return new Outcome.NotTried();
      }
      return attempt.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      leave(attempt);
      return new Outcome.TryLater("no answer within " + limit.toSeconds() + " s", Optional.empty());
    } catch (InterruptedException e) {
      leave(attempt);
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException broken
          ? broken
          : new IllegalStateException("the attempt broke", e.getCause());
    }
  }

  private void leave(Future<Outcome> attempt) {
    attempt.cancel(true);
    channel.breakOff();
  }
}
