package dev.customerhealth.command;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.history.PartitionClocks;
import dev.customerhealth.model.ConfiguredPolicy;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.publication.ModelFormat;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.runtime.PublishedBook;
import dev.customerhealth.runtime.PublishedModels;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;

/** The models of an installation: those of its configuration and those of its topic. */
final class ModelInstallation implements AutoCloseable {
  private final Map<String, Object> client;
  private final Topics topics;
  private final ContractSerdes serdes;
  private final PublishedModels published;
  private final HealthPolicy configured;
  private final int shadowsAtOnce;
  private final List<ModelNotice> notices;
  private final PrintWriter err;

  private ModelInstallation(
      ServiceConfig settings, HealthPolicy configured, ContractSerdes serdes, PrintWriter err) {
    this.err = err;
    this.client = settings.kafka().forPlainClient();
    this.topics = Topics.of(settings.topics().settings());
    this.serdes = serdes;
    this.configured = configured;
    this.shadowsAtOnce = settings.models().shadowsAtOnce();
    this.published =
        new PublishedModels(
            client,
            new ModelFormat(
                topics.scoringModels(),
                serdes.of(topics.scoringModels().valueType()),
                topics.auditLog(),
                serdes.of(topics.auditLog().valueType())));
    this.notices = published.all();
  }

  /**
   * Connects and reads.
   *
   * @throws StartRefusedException when Kafka does not answer, or a topic is missing or has other
   *     partitions
   */
  static ModelInstallation connect(ServiceConfig settings, BrokerOption broker, ConfigOption config)
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    return connect(settings, broker, config.file());
  }

  /**
   * The same of a configuration by its file.
   *
   * @throws StartRefusedException when Kafka does not answer, or the topic is missing
   */
  static ModelInstallation connect(ServiceConfig settings, BrokerOption broker, Path file)
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    HealthPolicy configured = ConfiguredPolicy.of(settings.models());
    Topics topics = Topics.of(settings.topics().settings());
    try (Admin admin = broker.connect(settings, file)) {
      TopicsThere.requirePartitions(admin, List.of(topics.scoringModels(), topics.clockTicks()));
    }
    return new ModelInstallation(settings, configured, broker.serdes(settings), broker.err());
  }

  /** Everything published, in order. */
  List<ModelNotice> notices() {
    return notices;
  }

  /** What the service makes of it. */
  ModelBook book() {
    return PublishedBook.of(configured, shadowsAtOnce, notices, new PublishedTexts());
  }

  /** The time of the service: the latest tick in any partition; empty before the first. */
  Optional<Instant> serviceTime() {
    return new PartitionClocks(topics.clockTicks(), serdes.of(ClockTick.class).deserializer())
        .latest(client);
  }

  /** Every current score there is, read on from the beginning. */
  ToldRecords<HealthScore> scores() {
    return new ToldRecords<>(client, topics.healthScores(), serdes, err);
  }

  /** A reader of a topic of the installation. */
  <V extends SpecificRecord> ToldRecords<V> records(Function<Topics, Topic<V>> topic) {
    return new ToldRecords<>(client, topic.apply(topics), serdes, err);
  }

  /** Publishes to all partitions, or not at all. */
  void publish(ModelNotice notice, String before) {
    published.publish(notice, before);
  }

  @Override
  public void close() {
    serdes.close();
  }
}
