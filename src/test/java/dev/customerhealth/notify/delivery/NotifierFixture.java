package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.broker.EmbeddedBroker;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import dev.customerhealth.metrics.NotifierMeters;
import dev.customerhealth.notify.channel.HttpSink;
import dev.customerhealth.notify.channel.Provider;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.testing.FreshTopics;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.testing.KeptFolder;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker, a registry, a receiver and notifiers, for tests that begin with empty topics. To be
 * registered in a static field.
 */
final class NotifierFixture
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  static final TopicSettings SETTINGS = TopicSettings.standard().withPartitions(2);
  static final Topics TOPICS = Topics.of(SETTINGS);
  static final NotifierTopics OWN = NotifierTopics.of(SETTINGS);
  static final String SECRET_PATH = "/services/T0/hush-hush";

  /** Whoever stands still for less is not put out of the group: only a test does that. */
  private static final String SESSION = "120000";

  static final String THREAD = "notifier-under-test";
  static final String SIGNING = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private Path directory;
  private EmbeddedBroker broker;
  private DevelopmentRegistry registry;
  private ContractSerdes serdes;
  private KafkaTestClient client;
  private final List<Running> running = new ArrayList<>();
  private HttpSink sink;
  private String group;

  /** A notifier in a thread of this process. */
  record Running(Notifier notifier, Thread thread, NotifierMeters meters, NotifierStatus status) {
    void end() throws InterruptedException {
      notifier.stop();
      thread.join(Duration.ofSeconds(60).toMillis());
      assertThat(thread.isAlive()).as("the notifier goes on after it was told to stop").isFalse();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    directory = Files.createTempDirectory(KeptFolder.ofBuild(), "notifier-");
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    registry = new DevelopmentRegistry(directory.resolve("registry"), 0);
    serdes = ContractSerdes.from(Map.of("schema.registry.url", registry.url()));
    client = new KafkaTestClient(broker.bootstrapServers());
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    sink = new HttpSink();
    for (String path : List.of("/a", "/b", SECRET_PATH)) {
      sink.standFor(path, Provider.of(ChannelKind.WEBHOOK, SIGNING));
    }
    group = client.uniqueName("tellers");
    List<Topic<?>> topics = new ArrayList<>(OWN.all());
    topics.add(TOPICS.healthAlerts());
    List<String> present =
        client.admin().listTopics().names().get().stream()
            .filter(name -> topics.stream().anyMatch(topic -> topic.name().equals(name)))
            .toList();
    if (!present.isEmpty()) {
      client.deleteTopics(present.toArray(String[]::new));
    }
    new FreshTopics(client, topics).await();
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    try {
      for (Running each : running) {
        each.end();
      }
    } finally {
      running.clear();
      sink.close();
      assertThat(sink.refusals()).as("what a provider would not have taken").isEmpty();
    }
  }

  /** Waits until the notifier has written down so many deliveries. */
  void awaitDelivered(int count) {
    awaitInLog("delivered/", count);
  }

  /** Waits until its log has so many entries of a kind that were not taken back. */
  void awaitInLog(String prefix, int count) {
    Awaitility.await(count + " of " + prefix + " written down")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () ->
                texts(OWN.log()).stream()
                        .filter(text -> text.startsWith(prefix) && !text.endsWith(" gone"))
                        .count()
                    >= count);
  }

  HttpSink sink() {
    return sink;
  }

  KafkaTestClient client() {
    return client;
  }

  /** Environment of the routing file. */
  Map<String, String> environment() {
    return Map.of(
        "SIGNING", SIGNING, "A", sink.url("/a"), "B", sink.url("/b"), "C", sink.url(SECRET_PATH));
  }

  /** Two webhooks, a and b, that every alert goes to. */
  Path routing(String... receivers) throws Exception {
    StringBuilder yaml = new StringBuilder("version: 1\n");
    yaml.append("retry: {first: 50ms, longest: 200ms, attempts: 5}\nreceivers:\n  - name: all\n");
    yaml.append("    webhook_configs:\n");
    for (String receiver : receivers) {
      yaml.append("      - {url_env: ").append(receiver);
      yaml.append(", signing_secret_env: SIGNING, allow_private: true}\n");
    }
    yaml.append("route: {receiver: all, group_wait: 100ms, group_interval: 100ms}\n");
    return Files.writeString(directory.resolve("routing.yml"), yaml.toString());
  }

  /** Configuration for a notifier in a process of its own. */
  Path config(Path routing) throws Exception {
    return config(routing, 0);
  }

  /** The same with a port for its answers. */
  Path config(Path routing, int port) throws Exception {
    return Files.write(
        directory.resolve("config.yml"),
        List.of(
            "kafka: {bootstrap.servers: '"
                + broker.bootstrapServers()
                + "', session.timeout.ms: '"
                + SESSION
                + "'}",
            "registry: {schema.registry.url: '" + registry.url() + "'}",
            "topics: {partitions: 2, replication-factor: 1}",
            "http: {host: 127.0.0.1}",
            "notify: {routing: '"
                + routing
                + "', group-id: "
                + group
                + ", http-port: "
                + port
                + "}"));
  }

  Map<String, Object> clientSettings() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  String group() {
    return group;
  }

  Path directory() {
    return directory;
  }

  /** Takes the broker away; its data stays. */
  void stopBroker() {
    broker.close();
  }

  /** Starts it again where it was. */
  void startBroker() {
    int port = broker.port();
    broker = again(() -> EmbeddedBroker.start(directory.resolve("broker"), port));
  }

  /** Takes the registry away; what it knows stays. */
  void stopRegistry() {
    registry.close();
  }

  /** Starts it again where it was. */
  void startRegistry() {
    int port = registry.port();
    registry = again(() -> new DevelopmentRegistry(directory.resolve("registry"), port));
  }

  /** A port that was given up may serve somebody else's connection for a moment. */
  private static <T> T again(Callable<T> start) {
    AtomicReference<T> started = new AtomicReference<>();
    Awaitility.await("the port to be free again")
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(
            () -> {
              started.set(start.call());
              return true;
            });
    return started.get();
  }

  /** A client of the registry that has seen nothing yet and does not wait long. */
  ContractSerdes impatientSerdes() {
    return ContractSerdes.from(
        Map.of("schema.registry.url", registry.url(), "schema.registry.wait.ms", "300"));
  }

  Running start(Path routing) throws Exception {
    return start(routing, serdes);
  }

  /** By a clock that is moved by hand. */
  Running start(Path routing, Clock clock) throws Exception {
    return start(routing, serdes, clock);
  }

  Running start(Path routing, ContractSerdes reading) throws Exception {
    return start(routing, reading, Clock.systemUTC());
  }

  private Running start(Path routing, ContractSerdes reading, Clock clock) throws Exception {
    return start(routing, reading, clock, Duration.ofMinutes(5));
  }

  /** By a clock that is moved by hand, and with attempts that end only when the receiver does. */
  Running startPatient(Path routing, Clock clock) throws Exception {
    return start(routing, serdes, clock, Duration.ofMinutes(30));
  }

  private Running start(Path routing, ContractSerdes reading, Clock clock, Duration attempt)
      throws Exception {
    Routing read = RoutingFile.read(routing, environment());
    NotifierMeters meters = new NotifierMeters(read.allTargets(), List.of("score-drop-7d"));
    NotifierStatus status = new NotifierStatus(Clock.systemUTC());
    Notifier notifier =
        new Notifier(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "session.timeout.ms",
                SESSION,
                "heartbeat.interval.ms",
                "300"),
            group,
            TOPICS.healthAlerts(),
            OWN,
            reading.of(HealthAlert.class).deserializer(),
            read,
            meters,
            status,
            clock,
            attempt);
    Thread thread =
        new Thread(
            () -> {
              try {
                notifier.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            THREAD);
    thread.start();
    Running each = new Running(notifier, thread, meters, status);
    running.add(each);
    return each;
  }

  /** Ids of the messages that came to a path, in their order. */
  List<String> idsAt(String path) {
    return sink.requests(path).stream().map(request -> request.header("webhook-id")).toList();
  }

  void awaitRequests(String path, int count) {
    Awaitility.await(count + " requests at " + path)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> sink.requests(path).size() >= count);
  }

  void send(String alertId, String account, AlertState state, Instant at) {
    send(alertId, account, "kim", state, at, at);
  }

  void send(
      String alertId, String account, String csm, AlertState state, Instant raised, Instant at) {
    byte[] value = alert(alertId, account, csm, state, raised, at);
    client.send(TOPICS.healthAlerts().name(), account.getBytes(StandardCharsets.UTF_8), value);
  }

  /** Until the next test Kafka takes alerts in when their records say: only a test asks it to. */
  void letRecordsSayWhenTheyCame() throws Exception {
    ConfigResource alerts =
        new ConfigResource(ConfigResource.Type.TOPIC, TOPICS.healthAlerts().name());
    ConfigEntry fromRecords =
        new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    client
        .admin()
        .incrementalAlterConfigs(
            Map.of(alerts, List.of(new AlterConfigOp(fromRecords, AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  /** The same, as Kafka took it in at another time. */
  void sendAppended(
      String alertId, String account, AlertState state, Instant at, Instant appendedAt) {
    client.send(
        new ProducerRecord<>(
            TOPICS.healthAlerts().name(),
            null,
            appendedAt.toEpochMilli(),
            account.getBytes(StandardCharsets.UTF_8),
            alert(alertId, account, "kim", state, at, at)));
  }

  /** Writes the beginning of an alert in a transaction that is aborted. */
  void raiseAndAbort(String alertId, String account) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "transactional.id",
                client.uniqueName("aborted")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      Instant now = Instant.now();
      producer
          .send(
              new ProducerRecord<>(
                  TOPICS.healthAlerts().name(),
                  account.getBytes(StandardCharsets.UTF_8),
                  alert(alertId, account, "kim", AlertState.RAISED, now, now)))
          .get();
      producer.abortTransaction();
    }
  }

  private byte[] alert(
      String alertId, String account, String csm, AlertState state, Instant raised, Instant at) {
    HealthAlert alert =
        HealthAlert.newBuilder()
            .setAlertId(alertId)
            .setAccountId(account)
            .setRuleId("score-drop-7d")
            .setRuleSource("R46")
            .setEpisode(1)
            .setState(state)
            .setSeverity(Severity.WARNING)
            .setRaisedAt(raised)
            .setAt(at)
            .setSummary("The score fell.")
            .setDrivers(List.of())
            .setModelId("M0")
            .setModelVersion(1)
            .setCsmId(csm)
            .build();
    return serdes.of(HealthAlert.class).serializer().serialize(TOPICS.healthAlerts().name(), alert);
  }

  void raise(String alertId, String account) {
    send(alertId, account, AlertState.RAISED, Instant.now());
  }

  /** Puts out of the group who was killed and cannot leave it. */
  void forgetMembers() throws Exception {
    client
        .admin()
        .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
        .all()
        .get();
  }

  /** How many partitions each member of the group has, the fewest first. */
  List<Integer> shares() throws Exception {
    return client
        .admin()
        .describeConsumerGroups(List.of(group))
        .all()
        .get()
        .get(group)
        .members()
        .stream()
        .map(member -> member.assignment().topicPartitions().size())
        .sorted()
        .toList();
  }

  /** A dry run over the alerts that are there. */
  DryRun dryRun(Path routing) throws Exception {
    return new DryRun(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        TOPICS.healthAlerts(),
        serdes.of(HealthAlert.class).deserializer(),
        RoutingFile.read(routing, environment()));
  }

  /** What is in a topic of the notifier's own, as text; null values are tombstones. */
  List<String> texts(Topic<?> topic) {
    return client.readAll(topic.name()).stream()
        .map(
            record ->
                new String(record.key(), StandardCharsets.UTF_8)
                    + " "
                    + (record.value() == null
                        ? "gone"
                        : new String(record.value(), StandardCharsets.UTF_8)))
        .toList();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    client.close();
    serdes.close();
    registry.close();
    broker.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
