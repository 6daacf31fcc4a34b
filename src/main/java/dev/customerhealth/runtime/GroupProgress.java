package dev.customerhealth.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
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
    return committed(false);
  }

  /**
   * The same, but offsets on their way in a transaction are waited for: whoever has seen the
   * results of a transaction is then told its offsets, too.
   */
  Map<TopicPartition, Long> committedForGood() throws ExecutionException, InterruptedException {
    return committed(true);
  }

  private Map<TopicPartition, Long> committed(boolean stable)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> answer =
        admin
            .listConsumerGroupOffsets(
                group, new ListConsumerGroupOffsetsOptions().requireStable(stable))
            .partitionsToOffsetAndMetadata()
            .get();
    Map<TopicPartition, Long> committed = new HashMap<>();
    answer.forEach(
        (partition, offset) -> {
          if (offset != null) {
            committed.put(partition, offset.offset());
          }
        });
    return committed;
  }

  /** Where the partitions end for who reads committed records only. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** The partitions that end behind what the group has committed, with the committed offset. */
  Map<TopicPartition, Long> behind(
      Collection<TopicPartition> partitions, Map<TopicPartition, Long> committed)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> behind = new HashMap<>();
    ends(partitions)
        .forEach(
            (partition, end) -> {
              long offset = committed.getOrDefault(partition, 0L);
              if (end > offset) {
                behind.put(partition, offset);
              }
            });
    return behind;
  }

  /**
   * The partitions in which a record really stands behind these offsets. The mark of a transaction
   * takes an offset too and is never committed by who reads past it: at the end of a quiet topic it
   * looks like a record that waits for ever. What cannot be told in time is said to have one.
   */
  Set<TopicPartition> withRecords(Map<TopicPartition, Long> offsets) {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-progress");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1024);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LOOK.toMillis());
    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings);
    try {
      consumer.assign(offsets.keySet());
      offsets.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(offsets.keySet());
      Set<TopicPartition> undecided = new HashSet<>(offsets.keySet());
      Set<TopicPartition> found = new HashSet<>();
      long deadline = System.nanoTime() + LOOK.toNanos();
      while (!undecided.isEmpty() && System.nanoTime() < deadline) {
        found.addAll(consumer.poll(Duration.ofMillis(200)).partitions());
        undecided.removeIf(
            partition ->
                found.contains(partition) || consumer.position(partition) >= ends.get(partition));
        consumer.pause(found);
      }
      found.addAll(undecided);
      return found;
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }
}
