package dev.customerhealth.topology;

import dev.customerhealth.avro.ChildStanding;
import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.FleetReport;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.ParentHealthScore;
import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelTexts;
import dev.customerhealth.domain.portfolio.BookNews;
import dev.customerhealth.intake.AlertCommandReader;
import dev.customerhealth.intake.CommandReader;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.intake.ProfileReader;
import dev.customerhealth.intake.Received;
import dev.customerhealth.intake.ScoringModelReader;
import dev.customerhealth.intake.SignalReader;
import dev.customerhealth.intake.SubscriptionReader;
import dev.customerhealth.intake.SuccessReader;
import dev.customerhealth.intake.SurveyReader;
import dev.customerhealth.intake.TickReader;
import dev.customerhealth.intake.TicketReader;
import dev.customerhealth.intake.UsageReader;
import dev.customerhealth.publication.PublishedShadows;
import dev.customerhealth.state.BookPartial;
import dev.customerhealth.state.BookPartialSerde;
import dev.customerhealth.wire.SingleObjectSerde;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The business process from top to bottom: the input topics come in, each record is validated at
 * its door, all meet in one step that judges the account, and four kinds of results go out; second
 * steps roll up the accounts that have a parent, and keep the book of business.
 *
 * <p>One stateful step instead of aggregates and joins: every rule sees one consistent account, an
 * event costs at most one write, and a dip that recovers within one commit is still seen. All
 * inputs must have the same number of partitions; Kafka Streams does not check that for merged
 * streams, so it is checked before the start.
 *
 * @param topics names and types
 * @param serdes serdes of their values
 * @param policy how accounts are judged where nothing else was published
 * @param texts reads published models
 * @param settings what an installation may choose
 * @param metrics who is told about it
 */
public record HealthTopology(
    Topics topics,
    TopicSerdes serdes,
    HealthPolicy policy,
    ModelTexts texts,
    TopologySettings settings,
    ScoringMetrics metrics) {

  /**
   * Settings of Kafka Streams that the stream relies on; whoever runs it adds them to his own.
   *
   * <p>Records of one partition are taken across topics in the order in which Kafka appended them:
   * {@code max.task.idle.ms} 0 makes a task wait for what is known to lie in the broker, but not
   * for what might still be sent. So ticks stay in line with the events around them, and a replay
   * reads the same order. No optimisation may use an input topic as a changelog.
   */
  public static Map<String, Object> requiredSettings() {
    return Map.of(
        StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
        true,
        StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
        StreamsConfig.NO_OPTIMIZATION,
        StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
        0L);
  }

  /**
   * Builds the topology.
   *
   * @param configuration the settings of Kafka Streams it will run with: some of them, such as the
   *     enforcement of explicit names, only count when the builder sees them
   */
  public Topology build(Map<String, ?> configuration) {
    StreamsBuilder builder =
        new StreamsBuilder(new TopologyConfig(new StreamsConfig(configuration)));

    KStream<String, Received> received = receiveEverything(builder);

    KStream<String, Object> told =
        received.process(
            new AssessmentSupplier(policy, texts, settings, metrics), Named.as("assess-account"));

    produce(told, topics.healthScores());
    produceShadows(told);
    produce(told, topics.healthScoreChanges());
    produce(told, topics.healthAlerts());
    produce(told, topics.auditLog());
    produce(told, topics.rejectedEvents());
    rollUpParents(told);
    keepTheBook(told);
    if (settings.fleet().watch()) {
      watchTheFleet(told);
    }

    Properties properties = new Properties();
    properties.putAll(configuration);
    return builder.build(properties);
  }

  /** The busiest topic joins last: every merge is one more step for a record. */
  private KStream<String, Received> receiveEverything(StreamsBuilder builder) {
    IntakeLimits limits = settings.limits();
    return receive(builder, topics.scoringModels(), new ScoringModelReader(texts))
        .merge(
            receive(builder, topics.clockTicks(), new TickReader(limits)),
            Named.as("merge-clock-ticks"))
        .merge(
            receive(builder, topics.accountProfiles(), new ProfileReader(limits)),
            Named.as("merge-account-profiles"))
        .merge(
            receive(builder, topics.subscriptionChanges(), new SubscriptionReader(limits)),
            Named.as("merge-subscription-changes"))
        .merge(
            receive(builder, topics.successActivities(), new SuccessReader(limits)),
            Named.as("merge-success-activities"))
        .merge(
            receive(builder, topics.accountCommands(), new CommandReader(limits)),
            Named.as("merge-account-commands"))
        .merge(
            receive(builder, topics.alertCommands(), new AlertCommandReader(limits)),
            Named.as("merge-alert-commands"))
        .merge(
            receive(builder, topics.surveyResponses(), new SurveyReader(limits)),
            Named.as("merge-survey-responses"))
        .merge(
            receive(builder, topics.supportTickets(), new TicketReader(limits)),
            Named.as("merge-support-tickets"))
        .merge(
            receive(builder, topics.productUsage(), new UsageReader(limits)),
            Named.as("merge-product-usage"));
  }

  private <V extends SpecificRecord> KStream<String, Received> receive(
      StreamsBuilder builder, Topic<V> topic, SignalReader<V> reader) {
    return builder.stream(
            topic.name(),
            Consumed.with(Serdes.String(), serdes.of(topic.valueType()))
                .withTimestampExtractor(new AppendTimeExtractor())
                .withName("consume-" + topic.name()))
        .process(() -> new IntakeProcessor<>(reader), Named.as("validate-" + topic.name()));
  }

  /** Keyed by account and model: compaction keeps what each model says of each account. */
  private void produceShadows(KStream<String, Object> told) {
    Topic<ShadowScore> output = topics.healthScoresShadow();
    told.filter(
            (accountId, record) -> output.valueType().isInstance(record),
            Named.as("select-" + output.name()))
        .mapValues(output.valueType()::cast, Named.as("read-" + output.name()))
        .selectKey(
            (accountId, score) -> PublishedShadows.key(score), Named.as("key-" + output.name()))
        .mapValues(PublishedShadows::value, Named.as("publish-" + output.name()))
        .to(
            output.name(),
            Produced.with(Serdes.String(), serdes.of(output.valueType()))
                .withName("produce-" + output.name()));
  }

  /**
   * A second step, because a parent and its children lie in different partitions: what an account
   * adds to its parent travels there first.
   */
  private void rollUpParents(KStream<String, Object> told) {
    told.filter(
            (accountId, record) -> record instanceof ChildStanding,
            Named.as("select-child-standings"))
        .mapValues(ChildStanding.class::cast, Named.as("read-child-standings"))
        .selectKey(
            (accountId, standing) -> standing.getParentAccountId(), Named.as("key-by-parent"))
        .repartition(
            Repartitioned.<String, ChildStanding>as("child-standings")
                .withKeySerde(Serdes.String())
                .withValueSerde(
                    SingleObjectSerde.of(ChildStanding.class, ChildStanding.getClassSchema()))
                .withNumberOfPartitions(topics.parentHealthScores().partitions()))
        .process(new ParentSupplier(settings.rates()), Named.as("roll-up-parent"))
        .to(
            topics.parentHealthScores().name(),
            Produced.with(Serdes.String(), serdes.of(ParentHealthScore.class))
                .withName("produce-" + topics.parentHealthScores().name()));
  }

  /**
   * A third step, because whether a source is silent no partition knows by itself: what each has
   * seen goes through one place, a few small records a minute, and what is decided there is told to
   * every partition as data, in line with its ticks. So a replay decides as the first run did.
   */
  private void watchTheFleet(KStream<String, Object> told) {
    KStream<String, SpecificRecord> decided =
        told.filter(
                (key, record) -> record instanceof FleetReport, Named.as("select-fleet-reports"))
            .mapValues(FleetReport.class::cast, Named.as("read-fleet-reports"))
            .repartition(
                Repartitioned.<String, FleetReport>as("fleet-reports")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(
                        SingleObjectSerde.of(FleetReport.class, FleetReport.getClassSchema()))
                    .withNumberOfPartitions(1))
            .process(
                new FleetSupplier(settings.fleet(), topics.clockTicks().partitions(), metrics),
                Named.as("watch-fleet"));
    decided
        .filter((key, record) -> record instanceof HealthAlert, Named.as("select-fleet-alerts"))
        .mapValues(HealthAlert.class::cast, Named.as("publish-fleet-alerts"))
        .to(
            topics.healthAlerts().name(),
            Produced.with(Serdes.String(), serdes.of(HealthAlert.class))
                .withName("produce-fleet-alerts"));
    decided
        .filter((key, record) -> record instanceof ClockTick, Named.as("select-fleet-holds"))
        .mapValues(ClockTick.class::cast, Named.as("publish-fleet-holds"))
        .to(
            topics.clockTicks().name(),
            Produced.with(Serdes.String(), serdes.of(ClockTick.class))
                .withStreamPartitioner(new ToAllPartitions())
                .withName("produce-fleet-holds"));
  }

  /**
   * The book of business: each partition sums up its accounts and tells with the ticks what
   * changed; those sums meet in one place, whose work grows with slices and partitions, not with
   * events.
   */
  private void keepTheBook(KStream<String, Object> told) {
    told.filter((accountId, news) -> news instanceof BookNews, Named.as("select-book-news"))
        .mapValues(BookNews.class::cast, Named.as("read-book-news"))
        .process(
            new BookSupplier(settings.rates(), settings.evaluationsPerTick(), metrics.portfolio()),
            Named.as("keep-book"))
        .repartition(
            Repartitioned.<String, BookPartial>as("book-partials")
                .withKeySerde(Serdes.String())
                .withValueSerde(BookPartialSerde.create())
                .withNumberOfPartitions(1))
        .process(
            new PortfolioSupplier(
                settings.rates(), topics.productUsage().partitions(), metrics.portfolio()),
            Named.as("merge-portfolio"))
        .to(
            topics.portfolioHealth().name(),
            Produced.with(Serdes.String(), serdes.of(PortfolioHealth.class))
                .withName("produce-" + topics.portfolioHealth().name()));
  }

  private <V extends SpecificRecord> void produce(KStream<String, Object> told, Topic<V> output) {
    told.filter(
            (accountId, record) -> output.valueType().isInstance(record),
            Named.as("select-" + output.name()))
        .mapValues(output.valueType()::cast, Named.as("publish-" + output.name()))
        .to(
            output.name(),
            Produced.with(Serdes.String(), serdes.of(output.valueType()))
                .withName("produce-" + output.name()));
  }
}
