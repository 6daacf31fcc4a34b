package dev.customerhealth.runtime;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.errors.RestartPolicy;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.publication.ModelFormat;
import dev.customerhealth.publication.TickFormat;
import dev.customerhealth.topology.HealthTopology;
import dev.customerhealth.topology.ScoringMetrics;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.RegistrySettings;
import dev.customerhealth.wire.RegistryUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the service from start to end: preflight, streams, ticks, watchdog; sets damaged state apart
 * and begins anew; ends cleanly when told to, and with the cause when it cannot go on.
 *
 * <p>For one run. {@link #run()} blocks; {@link #stop()} may be called from any thread at any time.
 */
public final class ServiceRunner {

  /** How often the log says that Kafka is still waited for. */
  private static final Duration BROKER_LOOK = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(ServiceRunner.class);

  private final ServiceConfig config;
  private final Topics topics;
  private final HealthPolicy policy;
  private final ScoringMetrics metrics;
  private final StreamsObserver observer;
  private final Clock clock;
  private final StateCare state;
  private final ServiceStatus status = new ServiceStatus();
  private final CompletableFuture<Void> stopAsked = new CompletableFuture<>();
  private volatile String description = "not built yet";

  /**
   * A run that is not yet started.
   *
   * @param policy how accounts are judged
   * @param metrics who is told about the scoring
   * @param observer who follows Kafka Streams
   * @param clock the time of the ticks
   */
  public ServiceRunner(
      ServiceConfig config,
      HealthPolicy policy,
      ScoringMetrics metrics,
      StreamsObserver observer,
      Clock clock) {
    this.config = config;
    this.topics = Topics.of(config.topics().settings());
    this.policy = policy;
    this.metrics = metrics;
    this.observer = observer;
    this.clock = clock;
    this.state =
        new StateCare(
            config.stateDirectory(),
            config.applicationId(),
            RocksDbMemory.unwritten(config.streams().rocksdbMemory()),
            clock);
  }

  /** What the service says of itself. */
  public ServiceStatus status() {
    return status;
  }

  /** Asks the run to end; returns at once. */
  public void stop() {
    stopAsked.complete(null);
  }

  /** The topology in Kafka Streams' words; says so when it is not built yet. */
  public String topology() {
    return description;
  }

  /**
   * Runs until told to stop.
   *
   * @throws StartRefusedException when something around the service is not as it has to be
   * @throws ServiceFailedException when it cannot go on
   * @throws ExecutionException when the broker refuses or does not answer at the start
   * @throws InterruptedException when interrupted while waiting
   */
  public void run()
      throws StartRefusedException,
          ServiceFailedException,
          ExecutionException,
          InterruptedException {
    try (Admin admin = BrokerWait.connect(adminSettings())) {
      state.requireUsable();
      awaitBroker(admin);
      status.phase("checking the topics");
      checkTopics(admin);
      status.phase("checking the schemas");
      try (ContractSerdes serdes = ContractSerdes.from(serdeSettings())) {
        var unused = stopAsked.thenRun(serdes::close);
        status.waitsFor(serdes.registry()::waitingFor);
        new RegistryPreflight(serdes.registry(), topics, stopAsked::isDone).check();
        checkModels(serdes);
        runHealing(admin, serdes);
      }
      log.info("stopped");
    } catch (StartRefusedException e) {
      if (!stopAsked.isDone()) {
        status.failed(e.getMessage());
        throw e;
      }
      log.info("stopped before it ran");
    } catch (ServiceFailedException | ExecutionException | RuntimeException e) {
      status.failed(PlainWords.of(e));
      throw e;
    }
  }

  /** As a registry that is down: whatever starts first, all ends well. */
  private void awaitBroker(Admin admin)
      throws StartRefusedException, ExecutionException, InterruptedException {
    String address = config.kafka().bootstrapServers();
    status.phase("waiting for Kafka at " + address);
    log.info("connecting: bootstrap={}", address);
    BrokerWait wait = new BrokerWait(address, log::warn);
    while (!wait.answers(admin, BROKER_LOOK, stopAsked)) {
      if (stopAsked.isDone()) {
        throw new StartRefusedException("stopped while waiting for Kafka");
      }
    }
  }

  private void checkTopics(Admin admin)
      throws StartRefusedException, ExecutionException, InterruptedException {
    try {
      new TopicPreflight(admin, config, topics).check();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new StartRefusedException(
            "the broker at "
                + config.kafka().bootstrapServers()
                + " does not answer: "
                + e.getCause().getMessage());
      }
      throw e;
    }
  }

  private void checkModels(ContractSerdes serdes) throws StartRefusedException {
    status.phase("checking the models");
    ModelFormat format =
        new ModelFormat(
            topics.scoringModels(),
            serdes.of(topics.scoringModels().valueType()),
            topics.auditLog(),
            serdes.of(topics.auditLog().valueType()));
    new ModelPreflight(new PublishedModels(config.kafka().forPlainClient(), format), policy)
        .check(clock.instant());
  }

  /**
   * A stream thread waits for the registry inside its transaction. Beyond Kafka Streams'
   * transaction timeout of 10 s the broker would abort it; the thread gives up earlier and is
   * started again.
   */
  private Map<String, String> serdeSettings() {
    Map<String, String> settings = new HashMap<>(config.registry().forSerdes());
    settings.putIfAbsent(RegistrySettings.WAIT_MS, "5000");
    return settings;
  }

  private Map<String, Object> adminSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.putAll(config.kafka().forPlainClient());
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, config.applicationId() + "-runtime");
    return settings;
  }

  private void runHealing(Admin admin, ContractSerdes serdes)
      throws ServiceFailedException, InterruptedException {
    try (RocksDbMemory memory = new RocksDbMemory(config.streams().rocksdbMemory())) {
      Map<String, Object> properties = StreamsProperties.of(config, topics, metrics, memory);
      Topology topology =
          new HealthTopology(
                  topics,
                  serdes::of,
                  policy,
                  new PublishedTexts(),
                  ConfiguredTopology.settings(config),
                  metrics)
              .build(properties);
      description = topology.describe().toString();
      log.debug("topology:\n{}", description);
      while (!stopAsked.isDone()) {
        Optional<Throwable> failure = runOnce(admin, serdes, topology, properties);
        if (failure.isPresent()) {
          state.heal(failure.get());
        }
      }
    }
  }

  /** One life of Kafka Streams; answers with what ended it, or empty when told to stop. */
  private Optional<Throwable> runOnce(
      Admin admin, ContractSerdes serdes, Topology topology, Map<String, Object> properties)
      throws InterruptedException {
    status.phase("starting the streams");
    try (StreamsSession session =
            new StreamsSession(
                config, topics, topology, properties, RestartPolicy.standard(clock));
        StateRoomWatch room =
            state.watchRoom(
                reason -> session.failure().complete(new ServiceFailedException(reason)))) {
      var unused = session.failure().thenAccept(cause -> status.ends(PlainWords.of(cause)));
      observer.starting(session.streams());
      status.began(session.streams());
      room.start();
      try {
        session.streams().start();
        OpenTransactions transactions =
            new OpenTransactions(admin, config.applicationId(), inputs());
        new StreamsStart(status, transactions::look, config.watchdog().stallAfter())
            .await(
                session::restored,
                CompletableFuture.anyOf(session.running(), session.failure(), stopAsked));
        if (session.running().isDone() && !session.failure().isDone()) {
          status.phase("running");
          watch(admin, serdes, session, transactions);
        }
        status.phase("stopping");
        return session.failure().isDone() ? Optional.of(session.failure().get()) : Optional.empty();
      } finally {
        observer.ending(session.streams());
        status.ended();
      }
    } catch (ExecutionException | RuntimeException e) {
      // Damaged files make the start itself throw, in this thread.
      return Optional.of(e);
    }
  }

  private List<String> inputs() {
    return topics.read().stream().<String>map(Topic::name).toList();
  }

  private void watch(
      Admin admin, ContractSerdes serdes, StreamsSession session, OpenTransactions transactions)
      throws ExecutionException, InterruptedException {
    Map<String, Object> clientSettings = config.kafka().forPlainClient();
    TickFormat format =
        new TickFormat(topics.clockTicks(), serdes.of(topics.clockTicks().valueType()));
    GroupProgress group = new GroupProgress(admin, config.applicationId(), clientSettings);
    Backlog backlog = new Backlog(group, inputs(), topics.clockTicks().partitions(), observer);
    CompletableFuture<Throwable> stalled = new CompletableFuture<>();
    try (TickSource ticks =
            new TickSource(clientSettings, format, clock, config.time().tickInterval(), backlog);
        ProgressWatchdog watchdog =
            new ProgressWatchdog(
                config.watchdog(),
                group,
                transactions,
                () -> workOf(session),
                session::restored,
                this::registryAway,
                reason -> stalled.complete(new ServiceFailedException(reason)))) {
      status.watchedBy(watchdog::complaint);
      ticks.start();
      watchdog.start();
      log.info(
          "running: application={} partitions={}",
          config.applicationId(),
          topics.clockTicks().partitions());
      CompletableFuture.anyOf(session.failure(), stalled, stopAsked).get();
      if (stalled.isDone()) {
        session.failure().complete(stalled.get());
      }
    }
  }

  /** While nothing is assigned the whole group is looked at: others may be at work on it. */
  private Collection<TopicPartition> workOf(StreamsSession session) {
    return session
        .assigned()
        .<Collection<TopicPartition>>map(List::copyOf)
        .orElseGet(() -> topics.read().stream().flatMap(ServiceRunner::partitionsOf).toList());
  }

  private static Stream<TopicPartition> partitionsOf(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }

  private boolean registryAway() {
    Map<String, String> impatient = new HashMap<>(config.registry().forSerdes());
    impatient.put(RegistrySettings.WAIT_MS, "0");
    try (ContractSerdes serdes = ContractSerdes.from(impatient)) {
      serdes.registry().latest(topics.healthScores().valueSubject());
      return false;
    } catch (RegistryUnavailableException away) {
      return true;
    }
  }
}
