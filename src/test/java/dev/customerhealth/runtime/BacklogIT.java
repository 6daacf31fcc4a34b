package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.oracle.Given;
import dev.customerhealth.oracle.Oracle;
import dev.customerhealth.oracle.Seen;
import dev.customerhealth.oracle.SeenAlert;
import dev.customerhealth.oracle.SeenChange;
import dev.customerhealth.publication.TickFormat;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.topology.SeenOnTheWire;
import dev.customerhealth.topology.WireHistory;
import dev.customerhealth.topology.WireHistory.Sent;
import dev.customerhealth.wire.ContractSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that comes back after a long outage works off the past before it is told the time. */
class BacklogIT {

  private static final int ACCOUNTS = 6;
  private static final int STEPS = 300;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static Cluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start("backlog-it");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void begin() throws Exception {
    cluster.begin();
  }

  @Test
  void it_says_of_a_backlog_what_it_would_have_said_at_the_time() throws Exception {
    List<List<Given>> backlog = sendBacklog();
    HeldMetrics held = new HeldMetrics(50);
    try (RunningService service = RunningService.start(inSmallPortions(), held)) {
      service.awaitReady();
      held.hold();
      Awaitility.await("the work to begin").atMost(LIMIT).until(() -> held.counted() > 50);

      Awaitility.await("a time that is not told while the backlog waits")
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(60))
          .until(() -> ticks().isEmpty());
      held.letGo();

      Awaitility.await("every partition to be told the time")
          .atMost(LIMIT)
          .until(() -> ticksWorkedOff().keySet().size() == Cluster.PARTITIONS);
      service.stop();
    }

    Seen foretold = foretold(backlog, ticksWorkedOff());
    Seen seen = SeenOnTheWire.of(told(HealthScoreChange.class), told(HealthAlert.class));
    assertThat(seen.changes()).isNotEmpty().isEqualTo(foretold.changes());
    assertThat(seen.alerts()).isNotEmpty().isEqualTo(foretold.alerts());
  }

  /** A stream thread looks whether all of its tasks have begun when it has no more records. */
  private static ServiceConfig inSmallPortions() {
    return cluster.configWithKafka(
        "bootstrap.servers: " + cluster.broker().bootstrapServers(), "max.poll.records: 10");
  }

  @Test
  void the_mark_of_a_transaction_at_the_end_of_a_topic_holds_no_time_back() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", cluster.broker().bootstrapServers(), "transactional.id", "other");
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
        var unused =
            producer.send(
                new ProducerRecord<>("support-tickets", partition, new byte[] {1}, new byte[] {2}));
      }
      producer.flush();
      producer.abortTransaction();
    }
    assertThat(cluster.client().endOffsets("support-tickets").values()).allMatch(end -> end == 2);

    try (RunningService service = RunningService.ready(cluster.config())) {
      Awaitility.await("every partition to be told the time")
          .atMost(LIMIT)
          .until(() -> ticksWorkedOff().keySet().size() == Cluster.PARTITIONS);
      service.stop();
    }
  }

  /** What users did over months, with silences and without a tick; by partition, as it stands. */
  private static List<List<Given>> sendBacklog() {
    List<List<Given>> byPartition = new ArrayList<>();
    for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
      byPartition.add(new ArrayList<>());
    }
    try (ContractSerdes serdes = cluster.serdes()) {
      List<Sent> usage =
          WireHistory.of(2111, ACCOUNTS, STEPS, Cluster.TOPICS, serdes).stream()
              .filter(sent -> sent.topic.equals(Cluster.TOPICS.productUsage()))
              .filter(sent -> sent.fate == WireHistory.Fate.COUNTS)
              .toList();
      List<RecordMetadata> stored =
          cluster
              .client()
              .sendAll(
                  usage.stream()
                      .map(sent -> new ProducerRecord<>(sent.topic.name(), sent.key, sent.value))
                      .toList());
      for (int index = 0; index < usage.size(); index++) {
        byPartition.get(stored.get(index).partition()).add(usage.get(index).given);
      }
    }
    assertThat(byPartition).allMatch(given -> given.size() > 100);
    return byPartition;
  }

  private static Seen foretold(List<List<Given>> backlog, Map<Integer, List<Given>> ticks) {
    List<SeenChange> changes = new ArrayList<>();
    List<SeenAlert> alerts = new ArrayList<>();
    for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
      List<Given> all = new ArrayList<>(backlog.get(partition));
      all.addAll(ticks.get(partition));
      Seen foretold = SeenOnTheWire.visible(new Oracle().foretell(all));
      changes.addAll(foretold.changes());
      alerts.addAll(foretold.alerts());
    }
    changes.sort(Comparator.comparing(SeenChange::accountId));
    alerts.sort(Comparator.comparing(SeenAlert::accountId));
    return new Seen(List.of(), changes, alerts, Map.of());
  }

  private static List<ConsumerRecord<byte[], byte[]>> ticks() {
    return cluster.client().readAll(Cluster.TOPICS.clockTicks().name());
  }

  /** By partition; those the service has committed. */
  private static Map<Integer, List<Given>> ticksWorkedOff() {
    KafkaTestClient client = cluster.client();
    Map<TopicPartition, Long> committed = client.committedOffsets(cluster.applicationId());
    Map<Integer, List<Given>> ticks = new TreeMap<>();
    try (ContractSerdes serdes = cluster.serdes()) {
      TickFormat format =
          new TickFormat(
              Cluster.TOPICS.clockTicks(), serdes.of(Cluster.TOPICS.clockTicks().valueType()));
      for (ConsumerRecord<byte[], byte[]> tick : ticks()) {
        TopicPartition partition = new TopicPartition(tick.topic(), tick.partition());
        if (tick.offset() < committed.getOrDefault(partition, 0L)) {
          ticks
              .computeIfAbsent(tick.partition(), unseen -> new ArrayList<>())
              .add(Given.tick(format.read(tick.value()).orElseThrow().time()));
        }
      }
    }
    return ticks;
  }

  private static <V extends SpecificRecord> List<V> told(Class<V> type) {
    Topic<?> topic =
        Cluster.TOPICS.all().stream()
            .filter(each -> each.valueType().equals(type))
            .findFirst()
            .orElseThrow();
    try (ContractSerdes serdes = cluster.serdes()) {
      return cluster.client().readAll(topic.name()).stream()
          .map(record -> serdes.of(type).deserializer().deserialize(topic.name(), record.value()))
          .toList();
    }
  }
}
