package dev.customerhealth.history;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what time it already is in an installation. */
public final class PartitionClocks {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  /** The last offset may be the mark of a transaction: the last tick then stands before it. */
  private static final long LAST_WORDS = 2;

  private final Topic<ClockTick> topic;
  private final Deserializer<ClockTick> deserializer;

  /** A reader of the topic of ticks. */
  public PartitionClocks(Topic<ClockTick> topic, Deserializer<ClockTick> deserializer) {
    this.topic = topic;
    this.deserializer = deserializer;
  }

  /**
   * The latest time told in any partition; empty when none was ever told.
   *
   * @param client bootstrap servers, security and the like, as Kafka names them
   * @throws TimeoutException when the broker does not answer within 30 s
   */
  public Optional<Instant> latest(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(partition -> new TopicPartition(topic.name(), partition))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      ends.forEach(
          (partition, end) ->
              consumer.seek(partition, Math.max(begins.get(partition), end - LAST_WORDS)));
      return read(consumer, ends);
    }
  }

  private Optional<Instant> read(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    Instant latest = null;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the last ticks could not be read within " + PATIENCE);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Instant told = time(record);
        if (told != null && (latest == null || told.isAfter(latest))) {
          latest = told;
        }
      }
    }
    return Optional.ofNullable(latest);
  }

  /** Null for what does not decode: it says nothing, and the service makes a dead letter of it. */
  private Instant time(ConsumerRecord<byte[], byte[]> record) {
    try {
      ClockTick tick = deserializer.deserialize(topic.name(), record.value());
      return tick == null ? null : tick.getTime();
    } catch (SerializationException undecodable) {
      return null;
    }
  }
}
