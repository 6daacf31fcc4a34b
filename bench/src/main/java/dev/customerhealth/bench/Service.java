package dev.customerhealth.bench;

import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.testing.ChildJvm;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** customer-health itself, as it is shipped: the production jar and its libraries. */
final class Service implements Contestant {
  static final String LABEL = "service";

  private static final String MAIN_CLASS = "dev.customerhealth.CustomerHealth";

  private final Path distribution;
  private final Topics topics;
  private final Deserializer<HealthScoreChange> changes;

  Service(Path distribution, Topics topics, ContractSerdes serdes) {
    this.distribution = distribution;
    this.topics = topics;
    this.changes = serdes.of(HealthScoreChange.class).deserializer();
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public String description() {
    return "customer-health: decode, validate, score, explain, alert";
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

  @Override
  public ChildJvm process(Setting setting) throws IOException {
    Path jar = distribution.resolve("customer-health.jar");
    if (!Files.exists(jar)) {
      throw new IOException(jar.toAbsolutePath() + " is not there: build it with bench/run");
    }
    Path config = setting.stateDirectory().resolveSibling(setting.group() + ".yml");
    Files.writeString(config, configuration(setting));
    return new ChildJvm(MAIN_CLASS, jar + ":" + distribution.resolve("lib") + "/*")
        .arguments("run", "--config", config.toString());
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

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
