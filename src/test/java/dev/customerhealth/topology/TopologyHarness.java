package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ParentHealthScore;
import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.RejectedEvent;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.errors.ErrorHandling;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.publication.ModelFormat;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.state.AccountRecord;
import dev.customerhealth.state.AccountRecordCodec;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.testing.WireEvents;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real topology with the real serdes, without a broker. After every test it asserts that all
 * that was told was read, that nothing lies in the dead letters unread, and that every input record
 * is accounted for.
 */
final class TopologyHarness implements BeforeEachCallback, AfterEachCallback {

  /** When records arrive, unless a test says otherwise. */
  static final Instant ARRIVAL = Instant.parse("2026-03-15T12:00:00Z");

  private Topics topics = Topics.standard();
  private final RecordedMetrics metrics = new RecordedMetrics();
  private TopologySettings settings = TopologySettings.standard();
  private HealthPolicy policy = Presets.policy();
  private TopicSerdes outputSerdes;

  private final Map<String, Long> sent = new HashMap<>();
  private final List<Told> everythingTold = new ArrayList<>();
  private final List<TestRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
  private final Set<String> unread = new HashSet<>();
  private ContractSerdes serdes;
  private Path directory;
  private TopologyTestDriver driver;
  private Instant arrival = ARRIVAL;

  TopologyHarness() {}

  TopologyHarness with(TopologySettings other) {
    settings = other;
    return this;
  }

  TopologyHarness with(HealthPolicy other) {
    policy = other;
    return this;
  }

  TopologyHarness with(Topics other) {
    topics = other;
    return this;
  }

  /** Replaces the serdes the topology is built with; the harness goes on with the real ones. */
  TopologyHarness withSerdes(TopicSerdes other) {
    outputSerdes = other;
    return this;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    start(SharedRegistry.of(context).serdes());
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (driver == null) {
      return;
    }
    try {
      if (context.getExecutionException().isEmpty()) {
        assertNothingIsLeftOver();
      }
    } finally {
      stop();
    }
  }

  void start(ContractSerdes contractSerdes) throws IOException {
    serdes = contractSerdes;
    directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "topology-");
    HealthTopology topology =
        new HealthTopology(
            topics,
            outputSerdes == null ? serdes::of : outputSerdes,
            policy,
            new PublishedTexts(),
            settings,
            metrics);
    Map<String, Object> configuration = configuration(directory, topics, metrics);
    Properties properties = new Properties();
    properties.putAll(configuration);
    driver = new TopologyTestDriver(topology.build(configuration), properties, ARRIVAL);
  }

  /** For a test that plays several histories: the checks after a test, and the end. */
  void finish() throws IOException {
    try {
      assertNothingIsLeftOver();
    } finally {
      stop();
    }
  }

  private void assertNothingIsLeftOver() {
    assertThat(unread).as("topics with records that the test did not read").isEmpty();
    assertEveryRecordIsAccountedFor();
  }

  private void stop() throws IOException {
    driver.close();
    driver = null;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  static Map<String, Object> configuration(Path state, Topics topics, ScoringMetrics metrics) {
    Map<String, Object> configuration =
        new HashMap<>(ErrorHandling.properties(topics.deadLetters(), metrics));
    configuration.putAll(HealthTopology.requiredSettings());
    configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "customer-health-test");
    configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    configuration.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    // The driver throws away what is sent outside of its own transactions, as a dead letter is that
    // is made while a record is read; exactly-once is for the tests with a real broker.
    configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    return configuration;
  }

  Topics topics() {
    return topics;
  }

  RecordedMetrics metrics() {
    return metrics;
  }

  HealthPolicy policy() {
    return policy;
  }

  ContractSerdes serdes() {
    return serdes;
  }

  /** From now on records arrive at this time. */
  void arriveAt(Instant time) {
    arrival = time;
  }

  Instant arrival() {
    return arrival;
  }

  void send(ProductUsageEvent event) {
    send(topics.productUsage(), event.getAccountId(), event);
  }

  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    byte[] bytes =
        value == null
            ? null
            : serdes.of(topic.valueType()).serializer().serialize(topic.name(), value);
    sendRaw(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), bytes);
  }

  void sendRaw(Topic<?> topic, byte[] key, byte[] value) {
    sendRaw(topic, new TestRecord<>(key, value, arrival));
  }

  void sendRaw(Topic<?> topic, TestRecord<byte[], byte[]> record) {
    sent.merge(topic.name(), 1L, Long::sum);
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(record);
    collect();
  }

  /** Publishes a model or rules, to the one partition of the driver. */
  void publish(ModelNotice notice) {
    ModelFormat format =
        new ModelFormat(
            topics.scoringModels(),
            serdes.of(topics.scoringModels().valueType()),
            topics.auditLog(),
            serdes.of(topics.auditLog().valueType()));
    sendRaw(
        topics.scoringModels(),
        notice.key().getBytes(StandardCharsets.UTF_8),
        format.write(notice));
  }

  void tick(Instant time) {
    if (time.isAfter(arrival)) {
      arrival = time;
    }
    send(topics.clockTicks(), null, WireEvents.tick(time));
  }

  /** Scores told since they were last read. */
  List<HealthScore> scores() {
    return take(topics.healthScores());
  }

  List<HealthScoreChange> changes() {
    return take(topics.healthScoreChanges());
  }

  List<HealthAlert> alerts() {
    return take(topics.healthAlerts());
  }

  /** What was told of parents, by parent, the latest last; null where the last child left. */
  List<Map.Entry<String, ParentHealthScore>> parents() {
    unread.remove(topics.parentHealthScores().name());
    List<Map.Entry<String, ParentHealthScore>> parents = new ArrayList<>();
    for (Told told : everythingTold) {
      if (told.topic().equals(topics.parentHealthScores().name())) {
        parents.add(
            new AbstractMap.SimpleEntry<>(
                told.key(),
                told.value() == null ? null : decode(topics.parentHealthScores(), told)));
      }
    }
    return parents;
  }

  /** What shadow models told, by key, the latest last; null where one ended. */
  List<Map.Entry<String, ShadowScore>> shadows() {
    unread.remove(topics.healthScoresShadow().name());
    List<Map.Entry<String, ShadowScore>> shadows = new ArrayList<>();
    for (Told told : everythingTold) {
      if (told.topic().equals(topics.healthScoresShadow().name())) {
        shadows.add(
            new AbstractMap.SimpleEntry<>(
                told.key(),
                told.value() == null ? null : decode(topics.healthScoresShadow(), told)));
      }
    }
    return shadows;
  }

  /** What was told of the portfolio since it was last read; it may be left unread. */
  List<PortfolioHealth> portfolio() {
    List<PortfolioHealth> told = new ArrayList<>();
    Topic<PortfolioHealth> topic = topics.portfolioHealth();
    if (wasToldSomething(topic)) {
      TestOutputTopic<String, byte[]> output = output(topic, new StringDeserializer());
      while (!output.isEmpty()) {
        TestRecord<String, byte[]> record = output.readRecord();
        PortfolioHealth value =
            serdes.of(topic.valueType()).deserializer().deserialize(topic.name(), record.value());
        assertThat(record.key()).isEqualTo(value.getPeriodId() + '|' + value.getSlice());
        told.add(value);
      }
    }
    return told;
  }

  /** What was recorded of people's decisions since it was last read. */
  List<AuditEntry> audit() {
    return take(topics.auditLog());
  }

  List<RejectedEvent> rejections() {
    return take(topics.rejectedEvents());
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    unread.remove(topics.deadLetters().name());
    return List.copyOf(deadLetters);
  }

  /** Everything told in any topic, in order per topic, read or not; counts as read. */
  List<Told> everythingTold() {
    unread.clear();
    everythingTold.replaceAll(Told::asRead);
    return List.copyOf(everythingTold);
  }

  /** What is kept of an account. */
  AccountRecord account(String accountId) {
    return new AccountRecordCodec().decode(accountId, stored(accountId));
  }

  /** The stored bytes of an account; null when there is none. */
  byte[] stored(String accountId) {
    KeyValueStore<String, byte[]> store = driver.getKeyValueStore(StateStores.ACCOUNT_HEALTH);
    return store.get(accountId);
  }

  /** Puts bytes into the store, as a damaged changelog would. */
  void store(String accountId, byte[] bytes) {
    KeyValueStore<String, byte[]> store = driver.getKeyValueStore(StateStores.ACCOUNT_HEALTH);
    store.put(accountId, bytes);
  }

  Map<RecordOutcome, Long> accounting(Topic<?> topic) {
    return OutcomeLedger.read(
        driver.<String, Long>getKeyValueStore(StateStores.ACCOUNTING), topic.name(), 0);
  }

  private void assertEveryRecordIsAccountedFor() {
    for (Topic<?> topic : topics.read()) {
      Map<RecordOutcome, Long> counts = accounting(topic);
      long ended = counts.values().stream().mapToLong(Long::longValue).sum();
      assertThat(ended + deadLettersFrom(topic))
          .as("%s: outcomes %s and dead letters, against records sent", topic.name(), counts)
          .isEqualTo(sent.getOrDefault(topic.name(), 0L));
    }
  }

  private long deadLettersFrom(Topic<?> topic) {
    return deadLetters.stream()
        .filter(letter -> header(letter, "__streams.errors.topic").equals(topic.name()))
        .count();
  }

  static String header(TestRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void collect() {
    for (Topic<?> topic :
        List.of(
            topics.healthScores(),
            topics.healthScoresShadow(),
            topics.healthScoreChanges(),
            topics.healthAlerts(),
            topics.parentHealthScores(),
            topics.auditLog(),
            topics.rejectedEvents())) {
      TestOutputTopic<String, byte[]> output = output(topic, new StringDeserializer());
      while (wasToldSomething(topic) && !output.isEmpty()) {
        TestRecord<String, byte[]> record = output.readRecord();
        unread.add(topic.name());
        everythingTold.add(new Told(topic.name(), record.key(), record.value(), false));
      }
    }
    countHolds();
    TestOutputTopic<byte[], byte[]> letters =
        output(topics.deadLetters(), new ByteArrayDeserializer());
    while (wasToldSomething(topics.deadLetters()) && !letters.isEmpty()) {
      unread.add(topics.deadLetters().name());
      deadLetters.add(letters.readRecord());
    }
  }

  /** What the fleet guard tells every partition comes back in as a record like any other. */
  private void countHolds() {
    TestOutputTopic<byte[], byte[]> holds =
        output(topics.clockTicks(), new ByteArrayDeserializer());
    while (wasToldSomething(topics.clockTicks()) && !holds.isEmpty()) {
      holds.readRecord();
      sent.merge(topics.clockTicks().name(), 1L, Long::sum);
    }
  }

  /** The driver warns about a topic that nothing was sent to yet. */
  private boolean wasToldSomething(Topic<?> topic) {
    return driver.producedTopicNames().contains(topic.name());
  }

  private <K> TestOutputTopic<K, byte[]> output(Topic<?> topic, Deserializer<K> keys) {
    return driver.createOutputTopic(topic.name(), keys, new ByteArrayDeserializer());
  }

  private <V extends SpecificRecord> List<V> take(Topic<V> topic) {
    unread.remove(topic.name());
    List<V> taken = new ArrayList<>();
    for (int index = 0; index < everythingTold.size(); index++) {
      Told told = everythingTold.get(index);
      if (told.topic().equals(topic.name()) && !told.read()) {
        everythingTold.set(index, told.asRead());
        taken.add(decode(topic, told));
      }
    }
    return taken;
  }

  /** A record told, decoded. */
  <V extends SpecificRecord> V decode(Topic<V> topic, Told told) {
    return serdes.of(topic.valueType()).deserializer().deserialize(topic.name(), told.value());
  }

  /** A record told: bytes as they went out. */
  static final class Told {
    private final String topic;
    private final String key;
    private final byte[] value;
    private final boolean read;

    Told(String topic, String key, byte[] value, boolean read) {
      this.topic = topic;
      this.key = key;
      this.value = value;
      this.read = read;
    }

    String topic() {
      return topic;
    }

    String key() {
      return key;
    }

    byte[] value() {
      return value;
    }

    boolean read() {
      return read;
    }

    Told asRead() {
      return new Told(topic, key, value, true);
    }
  }
}
