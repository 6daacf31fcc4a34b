package dev.customerhealth.notify.delivery;

import dev.customerhealth.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Reads what is committed; joins no group, writes nothing. */
  static LatestValues of(Map<String, Object> client, Topic<?> topic) {
    Map<String, byte[]> latest = new LinkedHashMap<>();
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, latest);
        }
      }
      return new LatestValues(latest, consumer.position(partition));
    }
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, Map<String, byte[]> latest) {
    String key = keyOf(record);
    if (record.value() == null) {
      latest.remove(key);
    } else {
      latest.put(key, record.value());
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
