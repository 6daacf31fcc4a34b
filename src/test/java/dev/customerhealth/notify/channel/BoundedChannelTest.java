package dev.customerhealth.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.planning.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A limit for all of an attempt, also for what cannot be broken off. */
class BoundedChannelTest {
  private static final Outcome LEFT =
      new Outcome.TryLater("no answer within 0 s", Optional.empty());

  private static Channel patient(Channel channel) {
    return new BoundedChannel(channel, Duration.ofSeconds(60));
  }

  private static Channel impatient(Channel channel) {
    return new BoundedChannel(channel, Duration.ofMillis(50));
  }

  private static Outcome send(Channel channel) throws InterruptedException {
    return channel.send(null, null, Instant.EPOCH);
  }

  /** Until then a thread may have come too late to make an attempt. */
  private static void awaitLeft(Channel channel) {
    Awaitility.await("an attempt that begins and is left")
        .atMost(Duration.ofSeconds(60))
        .until(() -> send(channel).equals(LEFT));
  }

  @Test
  void what_comes_of_an_attempt_is_told_as_it_is() throws Exception {
    Outcome refused = new Outcome.Refused("HTTP 400");

    assertThat(send(patient((notification, message, now) -> refused))).isEqualTo(refused);
    assertThatThrownBy(
            () ->
                send(
                    patient(
                        (notification, message, now) -> {
                          throw new IllegalArgumentException("no such host");
                        })))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** As a lookup of a name does. */
  @Test
  void an_attempt_that_cannot_be_broken_off_is_left_and_never_doubled() throws Exception {
    Semaphore answer = new Semaphore(0);
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Channel channel =
        impatient(
            (notification, message, now) -> {
              begun.incrementAndGet();
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              answer.acquireUninterruptibly();
              underWay.decrementAndGet();
              return new Outcome.Delivered();
            });

    awaitLeft(channel);
    assertThat(send(channel)).as("no attempt that failed").isEqualTo(new Outcome.NotTried());
    assertThat(begun).as("waits for the one before").hasValue(1);
    answer.release(1_000);
    Awaitility.await("an attempt that is let go on")
        .atMost(Duration.ofSeconds(60))
        .until(() -> send(channel).equals(new Outcome.Delivered()));

    assertThat(most).hasValue(1);
  }

  @Test
  void what_can_be_broken_off_is() throws Exception {
    CountDownLatch brokenOff = new CountDownLatch(1);
    Channel channel =
        impatient(
            new Channel() {
              @Override
              public Outcome send(Notification notification, Message message, Instant now)
                  throws InterruptedException {
                brokenOff.await();
                return new Outcome.Delivered();
              }

              @Override
              public void breakOff() {
                brokenOff.countDown();
              }
            });

    awaitLeft(channel);
    assertThat(brokenOff.getCount()).isZero();
  }

  @Test
  void who_waits_may_be_interrupted_and_leaves_the_attempt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Channel channel =
        patient(
            (notification, message, now) -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
              return new Outcome.Delivered();
            });
    Thread courier =
        new Thread(
            () -> {
              try {
                send(channel);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    courier.start();
    assertThat(begun.await(60, TimeUnit.SECONDS)).as("begun").isTrue();
    courier.interrupt();
    courier.join(Duration.ofSeconds(60).toMillis());

    assertThat(courier.isAlive()).as("it goes on waiting").isFalse();
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).as("the attempt is left").isTrue();
  }
}
