package dev.customerhealth.bench;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import dev.customerhealth.testing.BrokerProcess;
import dev.customerhealth.testing.KafkaTestClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * The broker (a child process), the registry (in this one) and the topics all contestants share.
 */
final class TestBed implements AutoCloseable {
  /** Where the floors write; the service has its own outputs. */
  static final String FLOOR_OUTPUT = "bench-output";

  private static final Duration TOPIC_LIMIT = Duration.ofSeconds(30);

  private final Topics topics;
  private final BrokerProcess broker;
  private final DevelopmentRegistry registry;
  private final KafkaTestClient kafka;

  private TestBed(
      Topics topics, BrokerProcess broker, DevelopmentRegistry registry, KafkaTestClient kafka) {
    this.topics = topics;
    this.broker = broker;
    this.registry = registry;
    this.kafka = kafka;
  }

  static TestBed start(Path directory, Topics topics) throws IOException {
    DevelopmentRegistry registry = new DevelopmentRegistry(directory.resolve("registry"), 0);
    BrokerProcess broker =
        BrokerProcess.start(directory.resolve("broker"), List.of("-Xms1g", "-Xmx1g"));
    return new TestBed(topics, broker, registry, new KafkaTestClient(broker.bootstrapServers()));
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  String registryUrl() {
    return registry.url();
  }

  long brokerPid() {
    return broker.pid();
  }

  KafkaTestClient kafka() {
    return kafka;
  }

  /** The names of the topics every contestant reads. */
  List<String> inputs() {
    return topics.read().stream().map(Topic::name).toList();
  }

  /** Throws away all topics, internal ones of contestants too, and makes ours anew and empty. */
  void recreateTopics() throws ExecutionException, InterruptedException {
    Set<String> present = names();
    if (!present.isEmpty()) {
      kafka.deleteTopics(present.toArray(String[]::new));
      Awaitility.await("topics to go").atMost(TOPIC_LIMIT).until(() -> names().isEmpty());
    }
    for (Topic<?> topic : topics.all()) {
      kafka.createTopic(topic.name(), topic.partitions(), topic.settings());
    }
    kafka.createTopic(
        FLOOR_OUTPUT,
        topics.productUsage().partitions(),
        Map.of("message.timestamp.type", "LogAppendTime"));
  }

  private Set<String> names() throws ExecutionException, InterruptedException {
    return kafka.admin().listTopics().names().get().stream()
        .filter(name -> !name.startsWith("__"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Entries in the logs of all topics that are not inputs, transaction markers included. */
  long countWritten() throws ExecutionException, InterruptedException {
    return names().stream()
        .filter(name -> !inputs().contains(name))
        .flatMap(name -> kafka.endOffsets(name).values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Names of the topics a contestant made for itself. */
  List<String> changelogs(String group) throws ExecutionException, InterruptedException {
    return names().stream()
        .filter(name -> name.startsWith(group + "-") && name.endsWith("-changelog"))
        .toList();
  }

  /** Writes the records in order and returns when the broker has them. */
  void load(Collection<ProducerRecord<byte[], byte[]>> records) {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Exception> failures = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> loaded : records) {
        var unused =
            producer.send(
                loaded,
                (metadata, failure) -> {
                  if (failure != null) {
                    failures.add(failure);
                  }
                });
      }
      producer.flush();
      if (!failures.isEmpty()) {
        throw new IllegalStateException("The broker refused an event", failures.get(0));
      }
    }
  }

  /** The ends of the inputs, without empty partitions: where a contestant's commits must arrive. */
  Map<TopicPartition, Long> inputEnds() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (String topic : inputs()) {
      kafka
          .endOffsets(topic)
          .forEach(
              (partition, end) -> {
                if (end > 0) {
                  ends.put(new TopicPartition(topic, partition), end);
                }
              });
    }
    return ends;
  }

  /** Records in the topics for what cannot be scored. */
  long countRefused() {
    return Stream.of(topics.rejectedEvents(), topics.deadLetters())
        .flatMap(topic -> kafka.endOffsets(topic.name()).values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  @Override
  public void close() {
    kafka.close();
    broker.close();
    registry.close();
  }
}
