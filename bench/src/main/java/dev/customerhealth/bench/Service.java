package dev.customerhealth.bench;

import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.publication.ModelFormat;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.testing.ChildJvm;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** customer-health itself, as it is shipped: the production jar and its libraries. */
final class Service implements Contestant {
  static final String LABEL = "service";
  static final String EARLIER_LABEL = "earlier";
  static final String SHADOWED_LABEL = "shadowed";

  private static final String MAIN_CLASS = "dev.customerhealth.CustomerHealth";

  private final String label;
  private final String description;
  private final Path distribution;
  private final int windows;
  private final int shadows;
  private final Topics topics;
  private final ContractSerdes serdes;
  private final Deserializer<HealthScoreChange> changes;

  private Service(
      String label,
      String description,
      Path distribution,
      int windows,
      int shadows,
      Topics topics,
      ContractSerdes serdes) {
    this.label = label;
    this.description = description;
    this.distribution = distribution;
    this.windows = windows;
    this.shadows = shadows;
    this.topics = topics;
    this.serdes = serdes;
    this.changes = serdes.of(HealthScoreChange.class).deserializer();
  }

  /**
   * The service as it was built.
   *
   * @param windows days of all windows of the model; 0 for M0 as it is
   */
  static Service built(int windows, Topics topics, ContractSerdes serdes) {
    return new Service(
        LABEL,
        "customer-health: decode, validate, score, explain, alert",
        Path.of("target", "dist"),
        windows,
        0,
        topics,
        serdes);
  }

  /**
   * The service as it was built, with shadow models beside.
   *
   * @param shadows copies of M0 under other ids, at least 1
   */
  static Service shadowed(int windows, int shadows, Topics topics, ContractSerdes serdes) {
    return new Service(
        SHADOWED_LABEL,
        "customer-health with %d shadow model(s) beside: copies of M0".formatted(shadows),
        Path.of("target", "dist"),
        windows,
        shadows,
        topics,
        serdes);
  }

  /** Another version of it, from its folder target/dist. */
  static Service earlier(Path distribution, Topics topics, ContractSerdes serdes) {
    return new Service(
        EARLIER_LABEL,
        "customer-health as built in " + distribution,
        distribution,
        0,
        0,
        topics,
        serdes);
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean stateful() {
    return true;
  }

  @Override
  public String output() {
    return topics.healthScoreChanges().name();
  }

  @Override
  public OptionalInt answered(ConsumerRecord<byte[], byte[]> output, String idPrefix) {
    String cause = changes.deserialize(output.topic(), output.value()).getCauseEventId();
    return cause == null || !cause.startsWith(idPrefix)
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(cause.substring(idPrefix.length())));
  }

  /** An event that moves no rounded score has no answer. */
  @Override
  public boolean answersAll() {
    return false;
  }

  /** In force since before the first event, in every partition. */
  @Override
  public List<ProducerRecord<byte[], byte[]>> before() {
    ModelFormat format =
        new ModelFormat(
            topics.scoringModels(),
            serdes.of(topics.scoringModels().valueType()),
            topics.auditLog(),
            serdes.of(topics.auditLog().valueType()));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int number = 1; number <= shadows; number++) {
      ModelNotice notice =
          Notices.shadow(
              Notices.draft(
                  "id: M0-beside-%d\nversion: 1\nextends: M0\nlabel: Beside\n".formatted(number)),
              Instant.parse("2001-01-01T00:00:00Z"));
      byte[] key = notice.key().getBytes(StandardCharsets.UTF_8);
      for (int partition = 0; partition < topics.scoringModels().partitions(); partition++) {
        records.add(new ProducerRecord<>(format.topic(), partition, key, format.write(notice)));
      }
    }
    return records;
  }

  @Override
  public ChildJvm process(Setting setting) throws IOException {
    Path jar = distribution.resolve("customer-health.jar");
    if (!Files.exists(jar)) {
      throw new IOException(jar.toAbsolutePath() + " is not there: build it with bench/run");
    }
    Path config = setting.stateDirectory().resolveSibling(setting.group() + ".yml");
    Files.writeString(config, configuration(setting) + models(config));
    return new ChildJvm(MAIN_CLASS, jar + ":" + distribution.resolve("lib") + "/*")
        .arguments("run", "--config", config.toString());
  }

  private String models(Path config) throws IOException {
    if (windows == 0 && shadows == 0) {
      return "";
    }
    return "models:\n"
        + (shadows == 0 ? "" : "  shadows-at-once: " + shadows + "\n")
        + (windows == 0 ? "" : model(config));
  }

  /** M0 with other windows, in a file beside the configuration. */
  private String model(Path config) throws IOException {
    String id = "M0-" + windows;
    Path file = config.resolveSibling(id + ".yml");
    try (InputStream shipped = Service.class.getResourceAsStream("/models/M0.yml")) {
      String model = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          file,
          model
              .replaceFirst("(?m)^id: M0$", "id: " + id)
              .replaceAll("window: \\d+d", "window: " + windows + "d"));
    }
    return "  default: %s\n  files: [%s]\n".formatted(id, file.toAbsolutePath());
  }

  private static String configuration(Setting setting) throws IOException {
    return """
    application-id: %s
    state-dir: %s
    kafka:
      bootstrap.servers: %s
    registry:
      schema.registry.url: %s
    streams:
      processing-guarantee: exactly_once_v2
      commit-interval: 100ms
      threads: %d
    topics:
      replication-factor: 1
    http:
      host: 127.0.0.1
      port: %d
    """
        .formatted(
            setting.group(),
            setting.stateDirectory().toAbsolutePath(),
            setting.testBed().bootstrapServers(),
            setting.testBed().registryUrl(),
            setting.threads(),
            freePort());
  }

  /** Of this machine; whoever asks next may get the same. */
  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
