package dev.customerhealth.runtime;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The clients of Kafka Streams, its usual ones but for the consumer: that gives the records of the
 * inputs in append order by itself, so that Kafka Streams need not look for it. Where it looks, as
 * it does with {@code max.task.idle.ms} 0 or more, Kafka 4.2 and 4.3 format a text for every input
 * partition that is empty, at every record: a sixth of the work of the stream's thread.
 */
public final class AppendOrderClients implements KafkaClientSupplier {

  private final Set<String> topics;

  /** Clients that keep the order of all topics the scoring reads. */
  public AppendOrderClients(Topics topics) {
    this.topics = topics.read().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The same configuration of Kafka Streams, without its own look for the order. Never without
   * these clients: a backlog would be taken as it comes, ticks before the events they follow.
   */
  public static Map<String, Object> settings(Map<String, ?> configuration) {
    Map<String, Object> settings = new HashMap<>(configuration);
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    return settings;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> configuration) {
    return new AppendOrderConsumer(configuration, topics);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> configuration) {
    return plain(configuration);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> configuration) {
    return plain(configuration);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> configuration) {
    return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Admin getAdmin(Map<String, Object> configuration) {
    return Admin.create(configuration);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> configuration) {
    return new KafkaConsumer<>(
        configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
