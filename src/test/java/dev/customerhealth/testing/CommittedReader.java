package dev.customerhealth.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed in partitions, from their beginnings; by partition and offset. */
final class CommittedReader {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String bootstrapServers;

  CommittedReader(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Everything before these ends, which must be committed. */
  List<ConsumerRecord<byte[], byte[]>> readTo(Map<TopicPartition, Long> ends) {
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(ends.keySet())) {
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(read::add);
        if (System.nanoTime() > deadline) {
          throw new AssertionError("not read to %s within %s".formatted(ends, LIMIT));
        }
      }
    }
    read.removeIf(
        found -> found.offset() >= ends.get(new TopicPartition(found.topic(), found.partition())));
    return byPartition(read);
  }

  /**
   * Reads until what was read is enough; may return more.
   *
   * @throws AssertionError when it is not within the limit
   */
  List<ConsumerRecord<byte[], byte[]>> readUntil(
      Collection<TopicPartition> partitions,
      Predicate<List<ConsumerRecord<byte[], byte[]>>> enough,
      Duration limit) {
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    long deadline = System.nanoTime() + limit.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(partitions)) {
      while (!enough.test(read)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "%s have %d records after %s, which is not what was awaited"
                  .formatted(partitions, read.size(), limit));
        }
        consumer.poll(POLL).forEach(read::add);
      }
    }
    return byPartition(read);
  }

  private static List<ConsumerRecord<byte[], byte[]>> byPartition(
      List<ConsumerRecord<byte[], byte[]>> read) {
    return read.stream()
        .collect(
            Collectors.groupingBy(ConsumerRecord::partition, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer(Collection<TopicPartition> partitions) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
