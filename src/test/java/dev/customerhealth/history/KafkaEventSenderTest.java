package dev.customerhealth.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaEventSenderTest {
  private static final int TURNS = 20;

  @TempDir Path directory;

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());

  private DevelopmentRegistry registry;
  private ContractSerdes serdes;
  private KafkaEventSender sender;

  @BeforeEach
  void start() throws IOException {
    registry = new DevelopmentRegistry(directory.resolve("registry"), 0);
    serdes = ContractSerdes.from(Map.of("schema.registry.url", registry.url()));
    sender = new KafkaEventSender(producer, Topics.standard(), serdes, "test");
  }

  @AfterEach
  void stop() {
    sender.close();
    serdes.close();
    registry.close();
  }

  /** Of two topics Kafka Streams reads by time of appending, in milliseconds. */
  @Test
  void a_turn_ends_when_all_is_delivered_and_the_millisecond_is_over() throws IOException {
    sender.send(login());

    sender.endTurn();

    assertThat(producer.flushed()).isTrue();
    for (int turn = 0; turn < TURNS; turn++) {
      // Whoever was woken late by a flush is not kept by the next wait.
      LockSupport.unpark(Thread.currentThread());
      long begin = System.nanoTime();
      sender.endTurn();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1));
    }
  }

  private HistoryEvent login() throws IOException {
    Path file =
        HistoryFixture.file(
            directory, "history", HistoryFixture.login("1", "2026-01-01T10:00:00Z"));
    try (HistoryReader history = HistoryFixture.open(file)) {
      return history.next().line().event().orElseThrow();
    }
  }
}
