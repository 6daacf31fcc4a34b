package dev.customerhealth.replay;

import dev.customerhealth.contract.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Several topics with the same number of partitions, read partition by partition; within one, all
 * topics together, in the order in which Kafka took their records in. Belongs to one thread.
 */
final class PartitionMerge implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  /** More of one topic is not fetched while another is waited for. */
  private static final int MOST_WAITING = 5_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<String> topics;
  private final int partitions;
  private final long total;
  private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting =
      new HashMap<>();
  private Map<TopicPartition, Long> ends = Map.of();
  private int partition = -1;

  private PartitionMerge(KafkaConsumer<byte[], byte[]> consumer, List<String> topics) {
    this.consumer = consumer;
    this.topics = topics;
    List<TopicPartition> all = new ArrayList<>();
    int most = 0;
    for (String topic : topics) {
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        all.add(new TopicPartition(topic, info.partition()));
        most = Math.max(most, info.partition() + 1);
      }
    }
    this.partitions = most;
    long offsets = 0;
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(all);
    for (Map.Entry<TopicPartition, Long> end : consumer.endOffsets(all).entrySet()) {
      offsets += end.getValue() - begins.get(end.getKey());
    }
    this.total = offsets;
  }

  /** Before the first partition. */
  static PartitionMerge open(Map<String, Object> client, List<Topic<?>> topics) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "customer-health-replay");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    boolean opened = false;
    try {
      PartitionMerge merge =
          new PartitionMerge(consumer, topics.stream().<String>map(Topic::name).toList());
      opened = true;
      return merge;
    } finally {
      if (!opened) {
        consumer.close();
      }
    }
  }

  /** Offsets there are in all, those of transactions' marks included. */
  long total() {
    return total;
  }

  /** Goes to the next partition; false when there is none. */
  boolean nextPartition() {
    partition++;
    if (partition >= partitions) {
      return false;
    }
    List<TopicPartition> assigned = new ArrayList<>();
    for (String topic : topics) {
      if (consumer.partitionsFor(topic).size() > partition) {
        assigned.add(new TopicPartition(topic, partition));
      }
    }
    waiting.clear();
    assigned.forEach(each -> waiting.put(each, new ArrayDeque<>()));
    consumer.assign(assigned);
    consumer.seekToBeginning(assigned);
    ends = consumer.endOffsets(assigned);
    return true;
  }

  /** The next record of the partition; null at its end. */
  ConsumerRecord<byte[], byte[]> next() {
    while (!complete()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition from = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.get(from)) {
          waiting.get(from).add(record);
        }
      }
      pauseFull();
    }
    Deque<ConsumerRecord<byte[], byte[]>> first = null;
    for (Deque<ConsumerRecord<byte[], byte[]>> queue : waiting.values()) {
      boolean earlier =
          !queue.isEmpty()
              && (first == null || queue.peek().timestamp() < first.peek().timestamp());
      first = earlier ? queue : first;
    }
    return first == null ? null : first.poll();
  }

  /** Whether the earliest record that is left must be among those that wait. */
  private boolean complete() {
    return waiting.entrySet().stream()
        .allMatch(
            entry ->
                !entry.getValue().isEmpty()
                    || consumer.position(entry.getKey()) >= ends.get(entry.getKey()));
  }

  private void pauseFull() {
    waiting.forEach(
        (from, queue) -> {
          if (queue.size() > MOST_WAITING) {
            consumer.pause(List.of(from));
          } else {
            consumer.resume(List.of(from));
          }
        });
  }

  @Override
  public void close() {
    consumer.close();
  }
}
