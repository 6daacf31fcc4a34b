package dev.customerhealth.errors;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.wire.RegistryUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class RestartPolicyTest {

  private final MovableClock clock = new MovableClock();
  private final RestartPolicy policy = RestartPolicy.standard(clock);

  @Test
  void a_lost_broker_is_tried_again_five_times_in_ten_minutes_and_then_given_up() {
    for (int restart = 0; restart < 5; restart++) {
      assertThat(policy.handle(new InvalidTxnStateException("lost"))).isEqualTo(REPLACE_THREAD);
      clock.now = clock.now.plus(Duration.ofSeconds(10));
    }

    assertThat(policy.handle(new InvalidTxnStateException("lost"))).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(policy.failure()).get().extracting("kind").isEqualTo(FailureKind.TRANSIENT);
  }

  @Test
  void restarts_longer_ago_do_not_count() {
    for (int restart = 0; restart < 20; restart++) {
      assertThat(policy.handle(new InvalidTxnStateException("lost"))).isEqualTo(REPLACE_THREAD);
      clock.now = clock.now.plus(Duration.ofMinutes(3));
    }

    assertThat(policy.failure()).isEmpty();
  }

  @Test
  void a_registry_that_is_away_is_waited_for_for_ever() {
    for (int restart = 0; restart < 100; restart++) {
      assertThat(
              policy.handle(
                  new StreamsException("failed", new RegistryUnavailableException("refused"))))
          .isEqualTo(REPLACE_THREAD);
    }

    assertThat(policy.failure()).isEmpty();
  }

  @Test
  void a_full_disk_stops_the_service_at_once() {
    Throwable full =
        new ProcessorStateException(
            "Error while putting", new IOException("No space left on device"));

    assertThat(policy.handle(full)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(policy.failure()).get().extracting("kind").isEqualTo(FailureKind.DISK_FULL);
  }

  /** As it was thrown on a full tmpfs; RocksDB names the file first, or nothing but a code. */
  @Test
  void a_full_disk_is_known_from_rocksdbs_own_words_and_from_its_code_alone() {
    Throwable told =
        new RocksDBException(
            "While appending to file: /state/health/0_0/rocksdb/book-accounts/000011.sst: No space"
                + " left on device");
    Throwable coded =
        new RocksDBException("", new Status(Status.Code.IOError, Status.SubCode.NoSpace, null));

    for (Throwable full : List.of(told, coded)) {
      Throwable put =
          new ProcessorStateException(
              "Error while putting key/value into store book-accounts",
              new ProcessorStateException("Error while putting key/value into store", full));

      assertThat(FailureKind.of(put)).isEqualTo(FailureKind.DISK_FULL);
    }
    assertThat(
            FailureKind.of(
                new ProcessorStateException(
                    "Error",
                    new RocksDBException(
                        "", new Status(Status.Code.Corruption, Status.SubCode.None, null)))))
        .isEqualTo(FailureKind.DAMAGED_STATE);
  }

  @Test
  void a_missing_topic_stops_the_service_at_once() {
    assertThat(policy.handle(new MissingSourceTopicException("product-usage")))
        .isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void an_error_of_the_process_stops_the_service_at_once() {
    assertThat(policy.handle(new StreamsException(new NoClassDefFoundError("x"))))
        .isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void the_first_reason_to_stop_is_the_one_that_is_told() {
    policy.handle(new MissingSourceTopicException("product-usage"));
    policy.handle(new OutOfMemoryError("later"));

    assertThat(policy.failure()).get().extracting("kind").isEqualTo(FailureKind.MISSING_TOPIC);
  }

  @Test
  void a_thread_that_dies_again_and_again_is_given_up_within_a_minute() {
    int seconds = 0;
    while (policy.handle(new InvalidTxnStateException("lost")) == REPLACE_THREAD && seconds < 100) {
      clock.now = clock.now.plus(Duration.ofSeconds(1));
      seconds++;
    }

    assertThat(seconds).isEqualTo(50);
  }

  @Test
  void threads_that_die_of_one_fault_count_once() throws Exception {
    List<StreamThreadExceptionResponse> first = dieTogether();
    clock.now = clock.now.plus(Duration.ofSeconds(10).minusMillis(1));
    List<StreamThreadExceptionResponse> stragglers = dieTogether();

    assertThat(first).hasSize(40).containsOnly(REPLACE_THREAD);
    assertThat(stragglers).containsOnly(REPLACE_THREAD);
    for (int fault = 1; fault < 5; fault++) {
      clock.now = clock.now.plus(Duration.ofMinutes(1));
      assertThat(dieTogether()).containsOnly(REPLACE_THREAD);
    }
    clock.now = clock.now.plus(Duration.ofMinutes(1));
    assertThat(dieTogether()).containsOnly(SHUTDOWN_CLIENT);
  }

  private List<StreamThreadExceptionResponse> dieTogether() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<StreamThreadExceptionResponse>> answers = new ArrayList<>();
      for (int thread = 0; thread < 40; thread++) {
        answers.add(threads.submit(() -> policy.handle(new InvalidTxnStateException("lost"))));
      }
      List<StreamThreadExceptionResponse> given = new ArrayList<>();
      for (Future<StreamThreadExceptionResponse> answer : answers) {
        given.add(answer.get());
      }
      return given;
    } finally {
      threads.shutdownNow();
    }
  }

  private static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-03-15T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
