package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.broker.EmbeddedBroker;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.fleet.FleetRules;
import dev.customerhealth.errors.ErrorHandling;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.testing.WireEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
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
 * One source silent for six hours, over a midnight on which everybody's use leaves the window:
 * 5,000 accounts in four partitions, two instances, exactly once, and a replay of it all.
 */
class FleetGuardIT {

  private static final int PARTITIONS = 4;
  private static final int ACCOUNTS = 5_000;
  private static final int STILL_TRUE = 40;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Instant FIRST_DAY = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ONCE_MORE = FIRST_DAY.plus(Duration.ofDays(19));
  private static final Instant EVENING = Instant.parse("2026-03-30T20:00:00Z");
  private static final Instant SILENT_FOR_LONG = Instant.parse("2026-03-30T23:30:00Z");
  private static final Instant AFTER_SIX_HOURS = Instant.parse("2026-03-31T02:00:00Z");
  private static final Instant WELL_FOR_LONG = Instant.parse("2026-03-31T02:40:00Z");
  private static final FleetRules GUARD =
      new FleetRules(
          Map.of("product-usage", Duration.ofHours(3)),
          Optional.empty(),
          Duration.ofMinutes(30),
          Duration.ofDays(1),
          50);

  private final Topics topics = Topics.of(TopicSettings.standard().withPartitions(PARTITIONS));
  private final List<ProducerRecord<byte[], byte[]>> ready = new ArrayList<>();
  private long time = Instant.now().minus(Duration.ofMinutes(30)).toEpochMilli();
  private int told;

  @RegisterExtension
  final BeforeEachCallback shared = context -> registry = SharedRegistry.of(context);

  @TempDir Path directory;

  private SharedRegistry registry;

  @Test
  void a_source_silent_in_all_partitions_is_one_alert_for_operators_and_none_for_csms()
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        KafkaTestClient client = new KafkaTestClient(broker.bootstrapServers())) {
      createTopics(client);
      aMonthOfUse();
      send(client);
      try (KafkaStreams one = start(broker, "guard", "one");
          KafkaStreams two = start(broker, "guard", "two")) {
        assertThat(List.of(one, two)).doesNotContainNull();
        ticks(EVENING.plusSeconds(1800), SILENT_FOR_LONG, Duration.ofMinutes(30));
        send(client);
        awaitAlert(client, AlertEvent.RAISED);
        awaitConsumed(client, "guard");
        ticks(SILENT_FOR_LONG.plusSeconds(600), AFTER_SIX_HOURS, Duration.ofMinutes(10));
        send(client);
        awaitConsumed(client, "guard");

        assertThat(alerts(client)).containsExactly("@product-usage source-stalled RAISED");
        Map<String, HealthScore> scores = latest(client);
        assertThat(scores).hasSize(ACCOUNTS);
        assertThat(scores.values())
            .filteredOn(score -> score.getDegradedBy() == null)
            .extracting(HealthScore::getAccountId)
            .containsExactly("account-0");

        lateUsage();
        send(client);
        awaitAlert(client, AlertEvent.RESOLVED);
        awaitConsumed(client, "guard");
        ticks(WELL_FOR_LONG, WELL_FOR_LONG.plusSeconds(600), Duration.ofMinutes(1));
        send(client);
        awaitConsumed(client, "guard");
      }

      assertThat(raised(client)).isEqualTo(stillTrue());
      assertThat(latest(client).values()).allMatch(score -> score.getDegradedBy() == null);

      Map<String, Long> first = steps(client);
      try (KafkaStreams again = start(broker, "replay", "again")) {
        assertThat(again).isNotNull();
        Awaitility.await("the replay to tell as much, under the same ids")
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(
                () ->
                    assertThat(steps(client))
                        .isEqualTo(
                            first.entrySet().stream()
                                .collect(
                                    Collectors.toMap(Map.Entry::getKey, e -> 2 * e.getValue()))));
      }
    }
  }

  private Set<String> stillTrue() {
    return IntStream.range(1, STILL_TRUE)
        .mapToObj(number -> "account-" + number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Everybody uses it on the first day, and one account ever since. */
  private void aMonthOfUse() {
    for (int number = 0; number < ACCOUNTS; number++) {
      uses(number, FIRST_DAY, 21);
    }
    for (Instant at = FIRST_DAY; at.isBefore(EVENING); at = at.plus(Duration.ofHours(8))) {
      tick(at);
      uses(0, at, 1);
      if (at.equals(ONCE_MORE)) {
        // Who is silent for long has no score at all.
        for (int number = 1; number < ACCOUNTS; number++) {
          uses(number, at, 1);
        }
      }
    }
    tick(EVENING);
    uses(0, EVENING, 1);
    tick(EVENING.plusSeconds(60));
  }

  /** What was missing comes, but for a few who really are gone. */
  private void lateUsage() {
    for (int number = STILL_TRUE; number < ACCOUNTS; number++) {
      uses(number, AFTER_SIX_HOURS.minus(Duration.ofHours(4)), 21);
    }
    for (Instant at = AFTER_SIX_HOURS.plusSeconds(60);
        at.isBefore(WELL_FOR_LONG);
        at = at.plusSeconds(60)) {
      uses(ACCOUNTS - 1, at, 1);
      tick(at);
    }
  }

  private void ticks(Instant from, Instant upTo, Duration step) {
    for (Instant at = from; !at.isAfter(upTo); at = at.plus(step)) {
      tick(at);
    }
  }

  private void tick(Instant at) {
    byte[] tick = bytes(topics.clockTicks(), WireEvents.tick(at));
    time++;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      ready.add(new ProducerRecord<>(topics.clockTicks().name(), partition, time, null, tick));
    }
  }

  private void uses(int number, Instant at, long count) {
    String account = "account-" + number;
    time++;
    ready.add(
        new ProducerRecord<>(
            topics.productUsage().name(),
            null,
            time,
            account.getBytes(StandardCharsets.UTF_8),
            bytes(
                topics.productUsage(),
                WireEvents.featureUse(account, "e" + told++, "ann", "reports", at)
                    .setCount(count)
                    .build())));
  }

  private void send(KafkaTestClient client) {
    client.sendAll(List.copyOf(ready));
    ready.clear();
  }

  private void createTopics(KafkaTestClient client) {
    for (Topic<?> topic : topics.all()) {
      Map<String, String> settings = new HashMap<>(topic.settings());
      // The history comes in one order; the broker's clock ticks too slowly to tell it.
      settings.put("message.timestamp.type", "CreateTime");
      client.createTopic(topic.name(), topic.partitions(), settings);
    }
  }

  private void awaitAlert(KafkaTestClient client, AlertEvent event) {
    Awaitility.await("operators to be told: " + event)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> alerts(client).contains("@product-usage source-stalled " + event));
  }

  private void awaitConsumed(KafkaTestClient client, String application) {
    client.awaitConsumed(
        application, topics.read().stream().<String>map(Topic::name).toList(), LIMIT);
  }

  private Set<String> raised(KafkaTestClient client) {
    return told(client, topics.healthAlerts()).stream()
        .filter(alert -> alert.getEvent() == AlertEvent.RAISED)
        .map(HealthAlert::getAccountId)
        .filter(account -> !account.startsWith("@"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> alerts(KafkaTestClient client) {
    return told(client, topics.healthAlerts()).stream()
        .map(alert -> alert.getAccountId() + " " + alert.getRuleId() + " " + alert.getEvent())
        .toList();
  }

  /** How often each step of each alert was told. */
  private Map<String, Long> steps(KafkaTestClient client) {
    return told(client, topics.healthAlerts()).stream()
        .collect(
            Collectors.groupingBy(
                alert -> alert.getAlertId() + " " + alert.getEvent(), Collectors.counting()));
  }

  private Map<String, HealthScore> latest(KafkaTestClient client) {
    Map<String, HealthScore> latest = new HashMap<>();
    told(client, topics.healthScores()).forEach(score -> latest.put(score.getAccountId(), score));
    return latest;
  }

  private <V extends SpecificRecord> List<V> told(KafkaTestClient client, Topic<V> topic) {
    List<V> all = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : client.readAll(topic.name())) {
      all.add(
          registry
              .serdes()
              .of(topic.valueType())
              .deserializer()
              .deserialize(topic.name(), record.value()));
    }
    return all;
  }

  private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
    return registry.serdes().of(topic.valueType()).serializer().serialize(topic.name(), value);
  }

  private KafkaStreams start(EmbeddedBroker broker, String application, String name) {
    ScoringMetrics metrics = new SilentMetrics();
    Map<String, Object> configuration = new HashMap<>();
    configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    configuration.put(StreamsConfig.CLIENT_ID_CONFIG, name);
    configuration.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(name).toString());
    configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    configuration.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L);
    configuration.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    configuration.putAll(HealthTopology.requiredSettings());
    configuration.putAll(ErrorHandling.properties(topics.deadLetters(), metrics));
    Properties properties = new Properties();
    properties.putAll(configuration);
    KafkaStreams streams =
        new KafkaStreams(
            new HealthTopology(
                    topics,
                    registry.serdes()::of,
                    Presets.usesOnly(StandardRules.all()),
                    new PublishedTexts(),
                    TopologySettings.standard().watching(GUARD),
                    metrics)
                .build(configuration),
            properties);
    streams.start();
    return streams;
  }
}
