package dev.customerhealth.notify.delivery;

import dev.customerhealth.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a topic of the notifier's own holds: the latest value of every key.
 *
 * @param values by key, in the order in which keys were first written
 * @param end offset behind what was read
 */
record LatestValues(Map<String, byte[]> values, long end) {

  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * Reads what is committed; joins no group, writes nothing. What nobody can read is passed over:
   * what lay under its key before holds.
   *
   * @throws NewerLogException when the latest value of a key is of a newer version
   */
  static LatestValues of(Map<String, Object> client, Topic<?> topic, OwnRecords records) {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      Map<String, ConsumerRecord<byte[], byte[]>> latest =
          read(consumer, partition, end, record -> true);
      // To look at each record, and not only at the latest of a key, takes a restart far longer.
      Set<String> doubtful =
          latest.entrySet().stream()
              .filter(entry -> !records.isReadable(entry.getValue()))
              .map(Map.Entry::getKey)
              .collect(Collectors.toUnmodifiableSet());
      if (!doubtful.isEmpty()) {
        latest =
            read(
                consumer,
                partition,
                end,
                record -> !doubtful.contains(keyOf(record)) || records.take(record));
      }
      Map<String, byte[]> values = new LinkedHashMap<>();
      latest.forEach((key, record) -> values.put(key, record.value()));
      return new LatestValues(values, end);
    }
  }

  private static Map<String, ConsumerRecord<byte[], byte[]>> read(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long end,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    Map<String, ConsumerRecord<byte[], byte[]>> latest = new LinkedHashMap<>();
    consumer.seekToBeginning(List.of(partition));
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end && wanted.test(record)) {
          take(record, latest);
        }
      }
    }
    return latest;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record, Map<String, ConsumerRecord<byte[], byte[]>> latest) {
    String key = keyOf(record);
    if (record.value() == null) {
      latest.remove(key);
    } else {
      latest.put(key, record);
    }
  }

  static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** A consumer without a group that sees only what is committed. */
  static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
