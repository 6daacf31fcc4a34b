package dev.customerhealth.development.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class StartFailureTest {
  private static final BrokerSettings SETTINGS =
      new BrokerSettings(Path.of("/data/kafka"), 9092, 9093);

  @Test
  void a_full_disk_is_told_with_the_directory_however_deep_it_is_found() {
    IOException full = new IOException("/data/kafka/meta: No space left on device");

    assertThat(describe(full))
        .isEqualTo("The disk of the broker's data directory /data/kafka is full");
    assertThat(describe(new RuntimeException("wrapped", new UncheckedIOException(full))))
        .isEqualTo("The disk of the broker's data directory /data/kafka is full");
  }

  @Test
  void a_port_in_use_is_told_with_both_ports() {
    assertThat(describe(new ExecutionException(new BindException("Address already in use"))))
        .isEqualTo("Port 9092 or 9093 on 127.0.0.1 is in use");
  }

  @Test
  void a_start_that_takes_too_long_is_told_with_the_limit() {
    assertThat(describe(new RuntimeException(new TimeoutException())))
        .isEqualTo("The broker on /data/kafka did not start within 60 s");
  }

  @Test
  void anything_else_is_one_line_with_its_deepest_cause() {
    assertThat(describe(new RuntimeException("outer", new IllegalStateException("first\nsecond"))))
        .isEqualTo("The broker on /data/kafka did not start: IllegalStateException: first");
    assertThat(describe(new NullPointerException()))
        .isEqualTo("The broker on /data/kafka did not start: NullPointerException: no message");
  }

  @Test
  void causes_in_a_circle_are_no_circle_for_us() {
    IllegalStateException one = new IllegalStateException("one");
    IllegalStateException two = new IllegalStateException("two", one);
    one.initCause(two);

    assertThat(describe(one)).endsWith("IllegalStateException: two");
  }

  private static String describe(Throwable failure) {
    return StartFailure.describe(SETTINGS, failure);
  }
}
