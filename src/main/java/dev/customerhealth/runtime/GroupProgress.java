package dev.customerhealth.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Asks the broker how far a consumer group has come. */
final class GroupProgress {

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Admin admin;
  private final String group;
  private final Map<String, Object> clientSettings;

  GroupProgress(Admin admin, String group, Map<String, Object> clientSettings) {
    this.admin = admin;
    this.group = group;
    this.clientSettings = Map.copyOf(clientSettings);
  }

  /** The offsets the group has committed; partitions without a commit are absent. */
  Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> answer =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, Long> committed = new HashMap<>();
    answer.forEach(
        (partition, offset) -> {
          if (offset != null) {
            committed.put(partition, offset.offset());
          }
        });
    return committed;
  }

  /** The partitions that end behind what the group has committed, with the committed offset. */
  Map<TopicPartition, Long> behind(
      Collection<TopicPartition> partitions, Map<TopicPartition, Long> committed)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> behind = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get()
        .forEach(
            (partition, end) -> {
              long offset = committed.getOrDefault(partition, 0L);
              if (end.offset() > offset) {
                behind.put(partition, offset);
              }
            });
    return behind;
  }

  /**
   * Whether a record really stands behind one of these offsets. The mark of a transaction takes an
   * offset too and is never committed by who reads past it: at the end of a quiet topic it looks
   * like a record that waits for ever.
   */
  boolean anyRecord(Map<TopicPartition, Long> offsets) {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-progress");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings);
    try {
      List<TopicPartition> partitions = new ArrayList<>(offsets.keySet());
      consumer.assign(partitions);
      offsets.forEach(consumer::seek);
      long deadline = System.nanoTime() + LOOK.toNanos();
      while (System.nanoTime() < deadline) {
        if (!consumer.poll(Duration.ofMillis(500)).isEmpty()) {
          return true;
        }
      }
      return false;
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }
}
