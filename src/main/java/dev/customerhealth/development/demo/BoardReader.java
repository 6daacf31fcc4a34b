package dev.customerhealth.development.demo;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.UndecodableRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the output topics from their beginning, committed records only, and tells the board. A
 * record that is no event of the contract is passed over: whoever can write to a topic could end
 * the installation otherwise, and it would end the same way at every start on the same data.
 */
final class BoardReader implements Runnable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> client;
  private final ContractSerdes serdes;
  private final DemoBoard board;
  private final Map<String, Consumer<ConsumerRecord<String, byte[]>>> readers = new HashMap<>();
  private final List<TopicPartition> partitions;
  private volatile boolean stopped;

  BoardReader(Map<String, Object> client, Topics topics, ContractSerdes serdes, DemoBoard board) {
    this.client = client;
    this.serdes = serdes;
    this.board = board;
    read(topics.clockTicks(), ClockTick.class, (tick, partition) -> board.tell(tick));
    read(topics.healthScores(), HealthScore.class, (score, partition) -> board.tell(score));
    read(topics.healthScoreChanges(), HealthScoreChange.class, board::tell);
    read(topics.healthAlerts(), HealthAlert.class, (alert, partition) -> board.tell(alert));
    this.partitions =
        Stream.of(
                topics.clockTicks(),
                topics.healthScores(),
                topics.healthScoreChanges(),
                topics.healthAlerts())
            .flatMap(BoardReader::partitionsOf)
            .toList();
  }

  private static Stream<TopicPartition> partitionsOf(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }

  private <T extends SpecificRecord> void read(
      Topic<T> topic, Class<T> type, ObjIntConsumer<T> board) {
    Deserializer<T> deserializer = serdes.of(type).deserializer();
    readers.put(
        topic.name(),
        record -> {
          T value = deserializer.deserialize(record.topic(), record.value());
          if (value != null) {
            board.accept(value, record.partition());
          }
        });
  }

  @Override
  public void run() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "demo-view");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stopped) {
        consumer.poll(POLL).forEach(this::take);
      }
    }
  }

  /** Tells the board of one record. */
  void take(ConsumerRecord<String, byte[]> record) {
    try {
      readers.get(record.topic()).accept(record);
    } catch (UndecodableRecordException poison) {
      board.passOver(record.topic());
    }
  }

  /** Ends after the current poll. */
  void stop() {
    stopped = true;
  }
}
