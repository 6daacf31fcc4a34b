package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens while the streams do not come up. */
class StreamsStartTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ServiceStatus status = new ServiceStatus();
  private final CompletableFuture<Object> decided = new CompletableFuture<>();
  private final AtomicLong restored = new AtomicLong();
  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
  private Thread waiting;

  private void await(StreamsStart.Look look) {
    StreamsStart start = new StreamsStart(status, look, Duration.ofMillis(1));
    waiting =
        new Thread(
            () -> {
              try {
                start.await(restored::get, decided);
                ended.complete(null);
              } catch (Exception e) {
                ended.complete(e);
              }
            });
    waiting.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    waiting.interrupt();
    waiting.join(LIMIT.toMillis());
  }

  /** With the broker away a look lasts longer than the time a stop may take. */
  @Test
  void a_stop_is_heard_while_a_look_hangs_and_ends_the_look() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    await(
        () -> {
          looking.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
          return Optional.empty();
        });
    assertThat(looking.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("looked").isTrue();

    decided.complete("stop");

    assertThat(ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNull();
    assertThat(interrupted.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("the look").isTrue();
  }

  @Test
  void what_holds_a_restore_back_is_told_until_it_gets_on() throws Exception {
    await(() -> Optional.of("a transaction that does not end"));
    awaitPhase("starting the streams: a transaction that does not end");

    Awaitility.await("the restore to get on")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              restored.incrementAndGet();
              return status.phase().equals("starting the streams");
            });
    awaitPhase("starting the streams: a transaction that does not end");
    decided.complete("running");

    assertThat(ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNull();
  }

  private void awaitPhase(String phase) {
    Awaitility.await(phase)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> status.phase().equals(phase));
  }

  @Test
  void a_look_that_breaks_ends_the_wait_with_its_reason() throws Exception {
    await(
        () -> {
          throw new IllegalStateException("no such look");
        });

    assertThat(ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).hasRootCauseMessage("no such look");
  }
}
