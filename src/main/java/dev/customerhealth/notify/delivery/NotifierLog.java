package dev.customerhealth.notify.delivery;

import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the notifier knows, in its topics: everything that changes goes out together with the place
 * up to which alerts were read, or not at all. Whoever opens it shuts out whoever had it before.
 */
final class NotifierLog implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Map<String, Object> client;
  private final NotifierTopics topics;
  private final KafkaProducer<byte[], byte[]> producer;

  NotifierLog(Map<String, Object> client, NotifierTopics topics, String groupId) {
    this.client = Map.copyOf(client);
    this.topics = topics;
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, groupId + "-log");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, groupId);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, topics.log().maxMessageBytes());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    boolean opened = false;
    try {
      producer.initTransactions();
      opened = true;
    } finally {
      if (!opened) {
        producer.close(Duration.ZERO);
      }
    }
  }

  /** Changes that belong together. */
  static final class Batch {
    private final Map<Topic<?>, Map<String, byte[]>> changes = new LinkedHashMap<>();

    /** The latest value of a key; null takes it away. */
    void put(Topic<?> topic, String key, byte[] value) {
      changes.computeIfAbsent(topic, unused -> new LinkedHashMap<>()).put(key, value);
    }

    boolean isEmpty() {
      return changes.isEmpty();
    }
  }

  /** The latest value of every key of a topic, without what nobody can read. */
  LatestValues latest(Topic<?> topic, OwnRecords records) {
    return LatestValues.of(client, topic, records);
  }

  /** Dead letters that are to be tried again, from where their topic was read to. */
  RedriveRequests redriveRequests(LatestValues retries, OwnRecords records) {
    return new RedriveRequests(client, topics, retries, records);
  }

  /** Writes changes down, with the place up to which alerts were read. */
  void commit(
      Batch batch, Map<TopicPartition, OffsetAndMetadata> read, ConsumerGroupMetadata group) {
    producer.beginTransaction();
    batch.changes.forEach(
        (topic, changes) -> changes.forEach((key, value) -> send(topic, key, value)));
    if (!read.isEmpty()) {
      producer.sendOffsetsToTransaction(read, group);
    }
    producer.commitTransaction();
  }

  private void send(Topic<?> topic, String key, byte[] value) {
    // What fails here fails the commit.
    var unused =
        producer.send(
            new ProducerRecord<>(topic.name(), 0, key.getBytes(StandardCharsets.UTF_8), value));
  }

  NotifierTopics topics() {
    return topics;
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
