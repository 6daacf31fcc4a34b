package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import dev.customerhealth.testing.BrokerProcess;
import dev.customerhealth.testing.FreshTopics;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.testing.KeptFolder;
import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.Awaitility;

/**
 * A broker that can be restarted, a registry that can be taken away, and topics that begin anew
 * with every test.
 */
final class Cluster implements AutoCloseable {

  static final int PARTITIONS = 2;
  static final Topics TOPICS = Topics.of(TopicSettings.standard().withPartitions(PARTITIONS));

  private final Path directory;
  private final BrokerProcess broker;
  private final KafkaTestClient client;
  private DevelopmentRegistry registry;
  private int registryPort;
  private String otherRegistry;
  private int tests;

  private Cluster(Path directory, BrokerProcess broker, DevelopmentRegistry registry) {
    this.directory = directory;
    this.broker = broker;
    this.client = new KafkaTestClient(broker.bootstrapServers());
    this.registry = registry;
    this.registryPort = registry.port();
  }

  static Cluster start(String name) {
    try {
      Path directory = Files.createTempDirectory(KeptFolder.ofBuild(), name + "-");
      DevelopmentRegistry registry = new DevelopmentRegistry(directory.resolve("registry-0"), 0);
      return new Cluster(directory, BrokerProcess.start(directory.resolve("broker")), registry);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Topics without records, a registry without schemas, and an application nobody has run. */
  void begin() throws ExecutionException, InterruptedException {
    tests++;
    Set<String> present = client.admin().listTopics().names().get();
    if (!present.isEmpty()) {
      client.deleteTopics(present.toArray(String[]::new));
    }
    createMissingTopics();
    startRegistry();
  }

  /** Creates what is missing, as soon as what was deleted is gone. */
  void createMissingTopics() {
    new FreshTopics(client, TOPICS.all()).await();
  }

  BrokerProcess broker() {
    return broker;
  }

  KafkaTestClient client() {
    return client;
  }

  String applicationId() {
    return "health-" + tests;
  }

  Path stateDirectory() {
    return directory.resolve("state-" + tests);
  }

  Path directory() {
    return directory;
  }

  /** From now on another registry than our own is meant. */
  void useRegistry(String url) {
    otherRegistry = url;
  }

  private String registryUrl() {
    return otherRegistry != null ? otherRegistry : "http://127.0.0.1:" + registryPort;
  }

  void stopRegistry() {
    registry.close();
  }

  void startRegistry() {
    registry.close();
    // A port that was given up may be lent to another process for a moment.
    registry =
        Awaitility.await("port " + registryPort + " to be free again")
            .atMost(Duration.ofSeconds(60))
            .ignoreException(IOException.class)
            .until(
                () -> new DevelopmentRegistry(directory.resolve("registry-" + tests), registryPort),
                Objects::nonNull);
    registryPort = registry.port();
  }

  /** The configuration file of this test; more lines may be given. */
  Path configFile(String... more) {
    return configFile(0, more);
  }

  /** The configuration file with a port to answer on. */
  Path configFileWithPort(int port) {
    return configFile(port);
  }

  private Path configFile(int port, String... more) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "application-id: " + applicationId(),
                "state-dir: " + stateDirectory(),
                "kafka:",
                "  bootstrap.servers: " + broker.bootstrapServers(),
                "registry:",
                "  schema.registry.url: " + registryUrl(),
                "  schema.registry.wait.ms: 2000",
                "topics: {partitions: " + PARTITIONS + ", replication-factor: 1}",
                "http: {host: 127.0.0.1, port: " + port + "}",
                "time: {tick-interval: 500ms}"));
    lines.addAll(List.of(more));
    try {
      return Files.write(directory.resolve("config-" + tests + ".yml"), lines);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  ServiceConfig config(String... more) {
    return load(configFile(more));
  }

  /** A configuration that says other things of time; more lines may be given. */
  ServiceConfig configWithTime(String time, String... more) {
    return load(configFileWithTime(time, more));
  }

  /** Its file. */
  Path configFileWithTime(String time, String... more) {
    Path file = configFile(more);
    try {
      return Files.writeString(
          file, Files.readString(file).replaceFirst("time: .*", "time: " + time));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A configuration with another cluster. */
  ServiceConfig configWithKafka(String... settings) {
    Path file = configFile();
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      int own = lines.indexOf("  bootstrap.servers: " + broker.bootstrapServers());
      lines.remove(own);
      for (String setting : settings) {
        lines.add(own, "  " + setting);
      }
      return load(Files.write(file, lines));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static ServiceConfig load(Path file) {
    try {
      return new ConfigLoader(Map.of(), List.of()).load(file);
    } catch (InvalidConfigException invalid) {
      throw new IllegalStateException(invalid);
    }
  }

  /** What customers do, sent to the topics of this cluster. */
  Traffic traffic() {
    return new Traffic(client, this::serdes);
  }

  ContractSerdes serdes() {
    return ContractSerdes.from(Map.of("schema.registry.url", registryUrl()));
  }

  /** Waits until it is clear that the service does not get on. */
  void awaitStandstill() {
    Awaitility.await("the service to wait")
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(60))
        .until(() -> loginsRead() < loginsSent());
  }

  /** Logins the service has read and committed. */
  long loginsRead() {
    return client.committedOffsets(applicationId()).entrySet().stream()
        .filter(committed -> committed.getKey().topic().equals(TOPICS.productUsage().name()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Logins in the topic. */
  long loginsSent() {
    return client.endOffsets(TOPICS.productUsage().name()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Waits until all logins have been read and committed. */
  void awaitLoginsRead() {
    client.awaitConsumed(
        applicationId(), List.of(TOPICS.productUsage().name()), Duration.ofMinutes(2));
  }

  /** The accounting as it stands; the service may run. */
  List<AccountingLine> accounting()
      throws ServiceFailedException, ExecutionException, InterruptedException {
    return new Accounting(
            client.admin(),
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            applicationId(),
            TOPICS)
        .check();
  }

  /**
   * The accounting identity: every partition even, all of these logins scored, and none among the
   * dead letters, where they would add up as well.
   */
  void assertLoginsAccountedFor(long logins)
      throws ServiceFailedException, ExecutionException, InterruptedException {
    client.awaitNoTransaction();
    assertThat(accounting()).allMatch(AccountingLine::isEven);
    assertThat(loginsScored()).as("logins scored").isEqualTo(logins);
    assertThat(client.readAll(TOPICS.deadLetters().name())).as("dead letters").isEmpty();
  }

  /** Records of product usage that the accounting says were scored. */
  long loginsScored() throws ServiceFailedException, ExecutionException, InterruptedException {
    return accounting().stream()
        .filter(line -> line.partition().topic().equals(TOPICS.productUsage().name()))
        .mapToLong(line -> line.outcomes().getOrDefault(RecordOutcome.SCORED, 0L))
        .sum();
  }

  /** Everything told in a topic, in the order of each partition. */
  <V extends SpecificRecord> List<V> told(Topic<V> topic) {
    try (ContractSerdes serdes = serdes()) {
      Deserializer<V> deserializer = serdes.of(topic.valueType()).deserializer();
      return client.readAll(topic.name()).stream()
          .map(record -> deserializer.deserialize(topic.name(), record.value()))
          .toList();
    }
  }

  @Override
  public void close() {
    client.close();
    broker.close();
    registry.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
