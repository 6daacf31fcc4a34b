package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.avro.PortfolioKpi;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.broker.EmbeddedBroker;
import dev.customerhealth.errors.ErrorHandling;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.oracle.Seen;
import dev.customerhealth.publication.ModelFormat;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.runtime.AppendOrderClients;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.testing.WireEvents;
import dev.customerhealth.topology.WireHistory.Sent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A change of models and a shadow while the partitions move from one instance to two and back to
 * one: what is told is what the oracle foretells, and a fresh application that reads the same
 * topics from their beginning tells the same to the byte. So is the book of business, after the
 * moves and a restart without a disk; and its money is what is worked out from what was sent.
 */
class ModelSwitchRebalanceIT {

  private static final int PARTITIONS = 2;
  private static final int ACCOUNTS = 6;
  private static final int STEPS = 250;
  private static final long SEED = 4712;
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final OtherWeights OTHER_WEIGHTS = new OtherWeights();

  private final Topics topics = Topics.of(TopicSettings.standard().withPartitions(PARTITIONS));

  @RegisterExtension
  final BeforeEachCallback shared = context -> registry = SharedRegistry.of(context);

  @TempDir Path directory;

  private SharedRegistry registry;

  @Test
  void moved_between_two_instances_it_tells_what_the_oracle_foretells_and_a_replay_the_same()
      throws Exception {
    List<Sent> history = WireHistory.of(SEED, ACCOUNTS, STEPS, topics, registry.serdes());
    Instant moment = middle(history);
    ModelNotice live = OTHER_WEIGHTS.notice(moment);
    ModelNotice shadow =
        Notices.shadow(
            Notices.draft("id: beside\nversion: 1\nextends: M1\nlabel: Beside\n"),
            Instant.parse("2001-01-01T00:00:00Z"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        KafkaTestClient client = new KafkaTestClient(broker.bootstrapServers())) {
      createTopics(client);
      int records = send(client, history, List.of(live, shadow));
      long beforeTheSwitch = before(history, moment);

      try (Instance one = start(broker, "moved", "one", 3)) {
        await("the first instance to work", () -> one.processed() > records / 10);
        // So slow that there is work left before the switch when the second has joined.
        one.rest(150);
        try (Instance two = start(broker, "moved", "two", 150)) {
          await("the second instance to work", () -> two.processed() > 0);
          assertThat(one.processed() + two.processed())
              .as("records processed when the second joined, of those before the switch")
              .isLessThan(beforeTheSwitch);
          one.rest(3);
          two.rest(3);
          await(
              "both to work on the switch",
              () -> one.processed() + two.processed() > beforeTheSwitch);
          one.stop();
          two.rest(0);
          client.awaitConsumed("moved", inputs(), LIMIT);
        }
      }

      Seen foretold =
          SeenOnTheWire.visible(
              OTHER_WEIGHTS.oracle(moment).foretell(WireHistory.counting(history)));
      Seen seen =
          SeenOnTheWire.of(
              told(client, topics.healthScoreChanges()), told(client, topics.healthAlerts()));
      assertThat(seen).isEqualTo(foretold);

      // Another month begins, told to an instance that has to find the book again without a disk.
      Instant later = WireHistory.lastTick(history).plus(Duration.ofDays(40));
      tick(client, later);
      try (Instance again = start(broker, "moved", "again", 0)) {
        client.awaitConsumed("moved", inputs(), LIMIT);
        await("the book of the new month", () -> isBookToldOf(later, bookSince(client, Map.of())));
        assertThat(again.processed()).isPositive();
      }
      Map<String, PortfolioHealth> book = bookSince(client, Map.of());
      assertThat(book).hasSizeGreaterThan(50);
      assertThat(book.values())
          .as("the book of every account")
          .anyMatch(told -> accounts(told) == ACCOUNTS);
      ForetoldBook.assertToldOf(WireHistory.counting(history), book.values());
      Map<Integer, Long> bookEnds = client.endOffsets(topics.portfolioHealth().name());

      Map<String, List<String>> scores = byKey(client, topics.healthScores(), Map.of());
      Map<String, List<String>> shadows = byKey(client, topics.healthScoresShadow(), Map.of());
      assertThat(shadows).hasSize(ACCOUNTS);
      Map<String, Map<Integer, Long>> ends = new HashMap<>();
      for (Topic<?> topic : List.of(topics.healthScores(), topics.healthScoresShadow())) {
        ends.put(topic.name(), client.endOffsets(topic.name()));
      }
      try (Instance fresh = start(broker, "fresh", "fresh", 0)) {
        client.awaitConsumed("fresh", inputs(), LIMIT);
        assertThat(fresh.processed()).isPositive();
        await("the book anew", () -> isBookToldOf(later, bookSince(client, bookEnds)));
      }
      assertThat(figures(bookSince(client, bookEnds)))
          .as("the sum over partitions, computed anew from the beginning of the topics")
          .isEqualTo(figures(book));
      assertThat(byKey(client, topics.healthScores(), ends)).isEqualTo(scores);
      assertThat(byKey(client, topics.healthScoresShadow(), ends)).isEqualTo(shadows);
    }
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private static Instant middle(List<Sent> history) {
    List<Instant> ticks =
        WireHistory.counting(history).stream()
            .filter(given -> given.tick() != null)
            .map(given -> given.tick())
            .sorted()
            .toList();
    return ticks.get(ticks.size() / 2).plusMillis(1);
  }

  /** What is told last of every period and slice, from offsets on. */
  private Map<String, PortfolioHealth> bookSince(
      KafkaTestClient client, Map<Integer, Long> offsets) {
    Topic<PortfolioHealth> topic = topics.portfolioHealth();
    Map<String, PortfolioHealth> book = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : client.readAll(topic.name())) {
      if (record.offset() >= offsets.getOrDefault(record.partition(), 0L)) {
        book.put(
            new String(record.key(), StandardCharsets.UTF_8),
            registry
                .serdes()
                .of(topic.valueType())
                .deserializer()
                .deserialize(topic.name(), record.value()));
      }
    }
    return book;
  }

  /** Everything of one time is told in one transaction. */
  private static boolean isBookToldOf(Instant time, Map<String, PortfolioHealth> book) {
    return book.values().stream().anyMatch(told -> told.getAsOf().equals(time));
  }

  private static double accounts(PortfolioHealth told) {
    return told.getKpis().stream()
        .filter(kpi -> kpi.getName().equals("accounts") && kpi.getValue() != null)
        .mapToDouble(PortfolioKpi::getValue)
        .findFirst()
        .orElse(0);
  }

  /**
   * What is said, whatever was said on the way there: a part that has become empty is told only
   * where something was told of it before.
   */
  private static Map<String, String> figures(Map<String, PortfolioHealth> book) {
    Map<String, String> figures = new TreeMap<>();
    book.forEach(
        (key, told) -> {
          boolean empty =
              told.getRenewalsAhead().isEmpty()
                  && told.getCurrenciesWithoutRate().isEmpty()
                  && told.getKpis().stream()
                      .allMatch(kpi -> kpi.getValue() == null || kpi.getValue() == 0);
          if (!empty) {
            figures.put(
                key,
                "%s %s %s %s %s"
                    .formatted(
                        told.getClosed(),
                        told.getKpis(),
                        told.getScoreRanges(),
                        told.getRenewalsAhead(),
                        told.getMostAtRisk()));
          }
        });
    return figures;
  }

  /** Records that lie before the first tick that brings the change of models. */
  private static long before(List<Sent> history, Instant moment) {
    int count = 0;
    for (Sent sent : history) {
      if (sent.given != null && sent.given.tick() != null && sent.given.tick().isAfter(moment)) {
        break;
      }
      count++;
    }
    return count;
  }

  private List<String> inputs() {
    return topics.read().stream().<String>map(Topic::name).toList();
  }

  private void createTopics(KafkaTestClient client) {
    for (Topic<?> topic : topics.all()) {
      Map<String, String> settings = new HashMap<>(topic.settings());
      // The history comes in one order; the broker's clock ticks too slowly to tell it.
      settings.put("message.timestamp.type", "CreateTime");
      client.createTopic(topic.name(), topic.partitions(), settings);
    }
  }

  /** Sends everything before the first start, so that the order of reading is the order sent. */
  private int send(KafkaTestClient client, List<Sent> history, List<ModelNotice> notices) {
    long time = Instant.now().minus(Duration.ofMinutes(30)).toEpochMilli();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    ModelFormat format =
        new ModelFormat(
            topics.scoringModels(),
            registry.serdes().of(topics.scoringModels().valueType()),
            topics.auditLog(),
            registry.serdes().of(topics.auditLog().valueType()));
    for (ModelNotice notice : notices) {
      time++;
      byte[] key = notice.key().getBytes(StandardCharsets.UTF_8);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        records.add(
            new ProducerRecord<>(format.topic(), partition, time, key, format.write(notice)));
      }
    }
    for (Sent sent : history) {
      time++;
      boolean tick = sent.topic.valueType() == ClockTick.class;
      for (int partition = 0; partition < (tick ? PARTITIONS : 1); partition++) {
        records.add(
            new ProducerRecord<>(
                sent.topic.name(), tick ? (Integer) partition : null, time, sent.key, sent.value));
      }
    }
    client.sendAll(records);
    return records.size();
  }

  private void tick(KafkaTestClient client, Instant time) {
    Topic<ClockTick> topic = topics.clockTicks();
    byte[] value =
        registry
            .serdes()
            .of(topic.valueType())
            .serializer()
            .serialize(topic.name(), WireEvents.tick(time));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      records.add(
          new ProducerRecord<>(topic.name(), partition, Instant.now().toEpochMilli(), null, value));
    }
    client.sendAll(records);
  }

  private <V extends SpecificRecord> List<V> told(KafkaTestClient client, Topic<V> topic) {
    return client.readAll(topic.name()).stream()
        .map(
            record ->
                registry
                    .serdes()
                    .of(topic.valueType())
                    .deserializer()
                    .deserialize(topic.name(), record.value()))
        .toList();
  }

  /** Everything told under each key, as bytes in hexadecimal, from offsets on. */
  private static Map<String, List<String>> byKey(
      KafkaTestClient client, Topic<?> topic, Map<String, Map<Integer, Long>> from) {
    Map<Integer, Long> first = from.getOrDefault(topic.name(), Map.of());
    Map<String, List<String>> all = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : client.readAll(topic.name())) {
      if (record.offset() >= first.getOrDefault(record.partition(), 0L)) {
        all.computeIfAbsent(
                new String(record.key(), StandardCharsets.UTF_8), key -> new ArrayList<>())
            .add(record.value() == null ? "removed" : HexFormat.of().formatHex(record.value()));
      }
    }
    return all;
  }

  private Instance start(EmbeddedBroker broker, String application, String name, int restMillis) {
    Metrics metrics = new Metrics(restMillis);
    Map<String, Object> configuration = new HashMap<>();
    configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    configuration.put(StreamsConfig.CLIENT_ID_CONFIG, name);
    configuration.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(name).toString());
    configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    configuration.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L);
    configuration.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    // A few at a time, so that an instance hears of a rebalance in the middle of its work.
    configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10);
    configuration.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 30_000);
    configuration.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 300);
    configuration.putAll(HealthTopology.requiredSettings());
    configuration.putAll(ErrorHandling.properties(topics.deadLetters(), metrics));
    Properties properties = new Properties();
    properties.putAll(AppendOrderClients.settings(configuration));
    KafkaStreams streams =
        new KafkaStreams(
            new HealthTopology(
                    topics,
                    registry.serdes()::of,
                    Presets.policy(),
                    new PublishedTexts(),
                    ForetoldBook.settings(),
                    metrics)
                .build(configuration),
            properties,
            new AppendOrderClients(topics));
    streams.start();
    return new Instance(streams, metrics);
  }

  private record Instance(KafkaStreams streams, Metrics metrics) implements AutoCloseable {

    long processed() {
      return metrics.processed.get();
    }

    void rest(int millis) {
      metrics.restMillis = millis;
    }

    @Override
    public void close() {
      stop();
    }

    /** More than once is the same as once. */
    void stop() {
      assertThat(streams.close(Duration.ofSeconds(60))).isTrue();
    }
  }

  private static final class Metrics extends SilentMetrics {
    private final AtomicLong processed = new AtomicLong();
    private volatile int restMillis;

    Metrics(int restMillis) {
      this.restMillis = restMillis;
    }

    @Override
    public void recordCounted(String topic, RecordOutcome outcome) {
      processed.incrementAndGet();
      if (restMillis > 0) {
        LockSupport.parkNanos(restMillis * 1_000_000L);
      }
    }

    @Override
    public void deadLettered(String topic, DeadLetterCause cause) {
      processed.incrementAndGet();
    }
  }
}
