package dev.customerhealth.runtime;

import dev.customerhealth.publication.TickFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Hears what is said in each partition of the ticks, beginning with the last word there is. */
final class TickListener implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final TickFormat format;
  private final Consumer<byte[], byte[]> consumer;
  private final List<PartitionEar> ears = new ArrayList<>();
  private boolean listening;

  TickListener(Map<String, Object> clientSettings, TickFormat format) {
    this.format = format;
    for (int partition = 0; partition < format.partitions(); partition++) {
      ears.add(new PartitionEar(partition));
    }
    this.consumer = new KafkaConsumer<>(settings(clientSettings));
  }

  private static Map<String, Object> settings(Map<String, Object> clientSettings) {
    int patience = (int) TickSource.PATIENCE.toMillis();
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "clock-ticks");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
    return settings;
  }

  /** Hears everything said since the last call; the ears are by partition. */
  List<PartitionEar> listen() {
    if (!listening) {
      seekToLastWords();
      listening = true;
    }
    ears.forEach(PartitionEar::beginRound);
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long deadline = System.nanoTime() + TickSource.PATIENCE.toNanos();
    while (System.nanoTime() < deadline
        && ends.entrySet().stream()
            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(this::hear);
    }
    return ears;
  }

  private void seekToLastWords() {
    List<TopicPartition> partitions =
        ears.stream().map(ear -> new TopicPartition(format.topic(), ear.partition())).toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    consumer
        .endOffsets(partitions)
        .forEach(
            (partition, end) ->
                // The last offset may be the mark of a transaction: the word stands before it.
                consumer.seek(partition, Math.max(begins.get(partition), end - 2)));
  }

  /** What does not decode says nothing; the topology puts it among the dead letters. */
  private void hear(ConsumerRecord<byte[], byte[]> heard) {
    format
        .read(heard.value())
        .ifPresent(
            said ->
                ears.get(heard.partition())
                    .heard(heard.offset(), said.source(), said.time(), System.nanoTime()));
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
