package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainWordsTest {

  @Test
  void a_full_disk_is_named_whatever_wraps_it() {
    assertThat(
            PlainWords.of(
                new IllegalStateException("x", new IOException("No space left on device"))))
        .isEqualTo("the disk is full: No space left on device; make room and start again");
  }

  @Test
  void a_port_in_use_is_named() {
    assertThat(PlainWords.of(new IOException("port 8080", new BindException("in use"))))
        .isEqualTo("a port is in use: port 8080");
  }

  @Test
  void a_port_that_is_said_to_be_in_use_is_not_said_to_be_twice() {
    assertThat(PlainWords.of(new IOException("port 8080 is in use", new BindException("taken"))))
        .isEqualTo("port 8080 is in use");
  }

  @Test
  void what_only_wraps_a_failure_is_not_told() {
    assertThat(PlainWords.of(new ExecutionException(new IOException("the broker has failed"))))
        .isEqualTo("the broker has failed");
  }

  @Test
  void a_broker_that_refuses_or_is_silent_is_named() {
    assertThat(
            PlainWords.of(new ExecutionException(new SaslAuthenticationException("bad password"))))
        .isEqualTo("the broker refuses us: bad password");
    assertThat(PlainWords.of(new ExecutionException(new TimeoutException("no node"))))
        .isEqualTo("the broker does not answer: no node");
  }

  /** As Kafka Streams itself says it, so that another version with other words is noticed. */
  @Test
  void a_state_directory_that_another_process_works_with_is_named(@TempDir Path folder) {
    Map<String, Object> settings =
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            "twice",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:1",
            StreamsConfig.STATE_DIR_CONFIG,
            folder.toString());
    StreamsBuilder builder = new StreamsBuilder();
    builder.table("facts", Materialized.as("facts"));
    Topology topology = builder.build();

    try (KafkaStreams first = new KafkaStreams(topology, new StreamsConfig(settings))) {
      assertThat(first.state()).isEqualTo(KafkaStreams.State.CREATED);
      assertThatThrownBy(() -> new KafkaStreams(topology, new StreamsConfig(settings)).close())
          .extracting(PlainWords::of)
          .isEqualTo(
              "another process works with the state in "
                  + folder.resolve("twice")
                  + ": every process needs a state-dir of its own");
    }
  }

  @Test
  void every_problem_of_a_refused_start_has_a_line() {
    assertThat(PlainWords.of(new StartRefusedException(List.of("one", "two"))))
        .isEqualTo("one\ntwo");
  }

  @Test
  void the_cause_is_told_when_the_failure_does_not() {
    assertThat(
            PlainWords.of(new IllegalStateException("it went wrong", new IOException("why not"))))
        .isEqualTo("it went wrong: why not");
  }

  @Test
  void a_bare_word_is_explained_by_its_kind() {
    assertThat(PlainWords.of(new IllegalStateException("broker")))
        .isEqualTo("IllegalStateException broker");
    assertThat(PlainWords.of(new NullPointerException())).isEqualTo("NullPointerException");
  }

  @Test
  void a_file_that_cannot_be_used_is_named_with_the_reason() {
    assertThat(PlainWords.of(new AccessDeniedException("/srv/state")))
        .isEqualTo("/srv/state: may not be read or written: permission denied");
    assertThat(PlainWords.of(new NoSuchFileException("/srv/a.csv")))
        .isEqualTo("/srv/a.csv: no such file or folder");
    assertThat(PlainWords.of(new FileSystemException("/srv", null, "Is a directory")))
        .isEqualTo("/srv: expected a file, this is a folder");
    assertThat(PlainWords.of(new FileAlreadyExistsException("/srv/a.csv")))
        .isEqualTo("/srv/a.csv: expected a folder, this is a file");
  }

  @Test
  void a_circle_of_causes_ends() {
    Exception first = new Exception("first of two");
    Exception second = new Exception("second of two", first);
    first.initCause(second);

    assertThat(PlainWords.of(first)).startsWith("first of two");
  }
}
