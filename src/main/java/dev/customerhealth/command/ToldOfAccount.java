package dev.customerhealth.command;

import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.UndecodableRecordException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
 * What the service told of one account, read from the one partition it lies in. Records of the
 * account that cannot be read are passed over, and named on stderr.
 */
final class ToldOfAccount implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Topics topics;
  private final ContractSerdes serdes;
  private final byte[] key;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final PassedOver passedOver;

  /**
   * @param err where to say which records cannot be read
   */
  ToldOfAccount(
      Map<String, Object> client,
      Topics topics,
      ContractSerdes serdes,
      String accountId,
      PrintWriter err) {
    this.topics = topics;
    this.passedOver = new PassedOver(err);
    this.serdes = serdes;
    this.key = accountId.getBytes(StandardCharsets.UTF_8);
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "explain");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The partition the account lies in, of every topic keyed by account; by how many there really
   * are, which an installation may have chosen long before this configuration was written.
   */
  int partition() {
    int partitions = consumer.partitionsFor(topics.healthScores().name()).size();
    if (partitions == 0) {
      throw new IllegalStateException("topic " + topics.healthScores().name() + " does not exist");
    }
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  /** The score told last; empty when none ever was. */
  Optional<HealthScore> score() {
    TopicPartition partition = partitionOf(topics.healthScores());
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    HealthScore[] latest = new HealthScore[1];
    read(topics.healthScores(), partition, score -> latest[0] = score);
    return Optional.ofNullable(latest[0]);
  }

  /**
   * The last changes, the earliest first.
   *
   * @param since by when Kafka took them in
   * @param most at most so many, at least 1
   */
  List<HealthScoreChange> changes(Instant since, int most) {
    TopicPartition partition = partitionOf(topics.healthScoreChanges());
    consumer.assign(List.of(partition));
    OffsetAndTimestamp first =
        consumer
            .offsetsForTimes(Map.of(partition, Math.max(0, since.toEpochMilli())))
            .get(partition);
    if (first == null) {
      return List.of();
    }
    consumer.seek(partition, first.offset());
    Deque<HealthScoreChange> last = new ArrayDeque<>();
    read(
        topics.healthScoreChanges(),
        partition,
        change -> {
          if (last.size() == most) {
            last.removeFirst();
          }
          last.addLast(change);
        });
    return List.copyOf(last);
  }

  private <V extends SpecificRecord> void read(
      Topic<V> topic, TopicPartition partition, Consumer<V> found) {
    Deserializer<V> deserializer = serdes.of(topic.valueType()).deserializer();
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (Arrays.equals(record.key(), key) && record.value() != null) {
          V value;
          try {
            value = deserializer.deserialize(topic.name(), record.value());
          } catch (UndecodableRecordException poison) {
            passedOver.take(record, poison);
            continue;
          }
          found.accept(value);
        }
      }
    }
    passedOver.tell();
  }

  private TopicPartition partitionOf(Topic<?> topic) {
    return new TopicPartition(topic.name(), partition());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
