package dev.customerhealth.command;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.UndecodableRecordException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * What the service told in one topic, read by partition without a group. Records that cannot be
 * read are passed over, and named on stderr.
 *
 * @param <V> type of the values
 */
final class ToldRecords<V extends SpecificRecord> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Topic<V> topic;
  private final Deserializer<V> deserializer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final PassedOver passedOver;

  /**
   * @param err where to say which records cannot be read
   */
  ToldRecords(Map<String, Object> client, Topic<V> topic, ContractSerdes serdes, PrintWriter err) {
    this.topic = topic;
    this.passedOver = new PassedOver(err);
    this.deserializer = serdes.of(topic.valueType()).deserializer();
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "customer-health-reader");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Its partitions, as many as there really are: all of them, or the one that a key lies in.
   *
   * @param key null for all
   * @throws StartRefusedException when there is no such topic
   */
  List<TopicPartition> partitions(String key) throws StartRefusedException {
    List<TopicPartition> all =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (all.isEmpty()) {
      throw new StartRefusedException(
          "topic " + topic.name() + " does not exist; `customer-health topics` creates it");
    }
    if (key == null) {
      return all;
    }
    int hash = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
    return List.of(new TopicPartition(topic.name(), hash % all.size()));
  }

  /** Begins with the first record that is still there. */
  void fromBeginning(List<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Begins with the first record that Kafka took in at a time or later.
   *
   * @param time one before 1970, which Kafka refuses, is as good as the beginning
   */
  void since(List<TopicPartition> partitions, Instant time) {
    consumer.assign(partitions);
    long millis = Math.max(0, time.toEpochMilli());
    Map<TopicPartition, OffsetAndTimestamp> first =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(Function.identity(), any -> millis)));
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp from = first.get(partition);
      if (from == null) {
        consumer.seekToEnd(List.of(partition));
      } else {
        consumer.seek(partition, from.offset());
      }
    }
  }

  /** Begins behind the last record there is now. */
  void fromEnd(List<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /**
   * Reads up to what the ends are now.
   *
   * @param found gets the key and the value, null for a tombstone
   */
  void readToEnd(BiConsumer<String, V> found) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll(POLL, found, passedOver::take);
    }
    passedOver.tell();
  }

  /**
   * The same for who has a word of its own for records that cannot be read; none is named.
   *
   * @param unreadable gets the keys of such records
   */
  void readToEnd(BiConsumer<String, V> found, Consumer<String> unreadable) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll(POLL, found, (record, why) -> unreadable.accept(key(record)));
    }
  }

  /**
   * The same as {@link #readToEnd(BiConsumer)}, with its progress on stderr: a topic of all
   * accounts takes a while.
   *
   * @param err where to show it
   */
  void readToEnd(PrintWriter err, BiConsumer<String, V> found) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long total = ends.values().stream().mapToLong(Long::longValue).sum();
    long begin = position(ends);
    try (Progress progress =
        Progress.of("reading " + topic.name(), " records", total - begin, err)) {
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        poll(POLL, found, passedOver::take);
        progress.accept(Math.min(position(ends), total) - begin);
      }
    }
    passedOver.tell();
  }

  private long position(Map<TopicPartition, Long> ends) {
    return ends.keySet().stream().mapToLong(consumer::position).sum();
  }

  /** Reads what comes within a time. */
  void readMore(Duration longest, BiConsumer<String, V> found) {
    poll(longest, found, passedOver::take);
    passedOver.tell();
  }

  private void poll(
      Duration longest,
      BiConsumer<String, V> found,
      BiConsumer<ConsumerRecord<byte[], byte[]>, UndecodableRecordException> unreadable) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(longest)) {
      V value;
      try {
        value = value(record);
      } catch (UndecodableRecordException poison) {
        unreadable.accept(record, poison);
        continue;
      }
      found.accept(key(record), value);
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
  }

  private V value(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null ? null : deserializer.deserialize(topic.name(), record.value());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
