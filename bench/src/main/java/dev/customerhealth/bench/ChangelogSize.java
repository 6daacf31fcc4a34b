package dev.customerhealth.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What lives in a changelog: the latest value of every key, as if it were fully compacted. */
final class ChangelogSize {
  private static final Duration POLL = Duration.ofMillis(100);

  private ChangelogSize() {}

  /** Bytes of keys and values that are alive in the committed part of the topic. */
  static long liveBytes(String bootstrapServers, String topic) {
    Map<String, Integer> live = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
          note(entry, live);
        }
      }
    }
    return live.values().stream().mapToLong(Integer::longValue).sum();
  }

  private static void note(ConsumerRecord<byte[], byte[]> entry, Map<String, Integer> live) {
    String key = entry.partition() + ":" + new String(entry.key(), StandardCharsets.ISO_8859_1);
    if (entry.value() == null) {
      live.remove(key);
    } else {
      live.put(key, entry.key().length + entry.value().length);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
