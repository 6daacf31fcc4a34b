package dev.customerhealth.command;

import dev.customerhealth.api.HttpApi;
import dev.customerhealth.api.ProcessHealth;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.metrics.NotifierMeters;
import dev.customerhealth.notify.delivery.Notifier;
import dev.customerhealth.notify.delivery.NotifierStatus;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.runtime.BrokerWait;
import dev.customerhealth.runtime.PublishedRuleIds;
import dev.customerhealth.runtime.ServiceFailedException;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.runtime.TopicFinding;
import dev.customerhealth.runtime.TopicInspection;
import dev.customerhealth.wire.ContractSerdes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notifier as a service: answers over HTTP, waits for Kafka, runs until told to stop. */
final class NotifierRun {

  private static final Logger log = LoggerFactory.getLogger(NotifierRun.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(25);
  private static final Duration BROKER_LOOK = Duration.ofSeconds(30);

  private final ServiceConfig settings;
  private final Topics topics;
  private final NotifierTopics ownTopics;
  private final Routing routing;
  private final List<String> ruleIds;
  private final Clock clock;
  private final NotifierStatus status;
  private final Duration brokerLook;
  private final CompletableFuture<Void> stopAsked = new CompletableFuture<>();

  /**
   * A notifier that does not run yet.
   *
   * @param ruleIds alert rules of the installation
   */
  NotifierRun(ServiceConfig settings, Routing routing, List<String> ruleIds, Clock clock) {
    this(settings, routing, ruleIds, clock, BROKER_LOOK);
  }

  /**
   * The same with other patience.
   *
   * @param brokerLook how long to wait for Kafka before saying again that it is waited for
   */
  NotifierRun(
      ServiceConfig settings,
      Routing routing,
      List<String> ruleIds,
      Clock clock,
      Duration brokerLook) {
    this.settings = settings;
    this.topics = Topics.of(settings.topics().settings());
    this.ownTopics = NotifierTopics.of(settings.topics().settings());
    this.routing = routing;
    this.ruleIds = List.copyOf(ruleIds);
    this.clock = clock;
    this.status = new NotifierStatus(clock);
    this.brokerLook = brokerLook;
  }

  /**
   * Runs.
   *
   * @throws StartRefusedException when something around it is not as it has to be
   * @throws ServiceFailedException when its port is in use
   * @throws ExecutionException when the broker refuses
   * @throws InterruptedException when interrupted
   */
  void untilStopped()
      throws StartRefusedException,
          ServiceFailedException,
          ExecutionException,
          InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(ended), "stop"));
    ServiceConfig.HttpSettings http =
        new ServiceConfig.HttpSettings(settings.http().host(), settings.notifying().httpPort());
    ProcessHealth health = new ProcessHealth(status::alive, status::ready, status::phase);
    try (NotifierMeters meters = new NotifierMeters(routing.allTargets(), ruleIds)) {
      HttpApi api = HttpApi.start(http, "notify.http-port", health, meters::scrape);
      try {
        if (awaitTopics()) {
          tell(meters);
        }
        log.info("stopped");
      } finally {
        api.close();
      }
    } finally {
      ended.countDown();
    }
  }

  /** Waits for Kafka as long as it takes, as whatever is started by machines in any order. */
  private boolean awaitTopics()
      throws StartRefusedException, ExecutionException, InterruptedException {
    String address = settings.kafka().bootstrapServers();
    BrokerWait wait = new BrokerWait(address, log::warn);
    try (Admin admin = BrokerWait.connect(settings.kafka().forPlainClient())) {
      status.waiting("waiting for Kafka at " + address);
      while (!wait.answers(admin, brokerLook, stopAsked)) {
        status.turned();
        if (stopAsked.isDone()) {
          return false;
        }
      }
      requireTopics(admin);
      return !stopAsked.isDone();
    }
  }

  private void requireTopics(Admin admin)
      throws StartRefusedException, ExecutionException, InterruptedException {
    List<Topic<?>> needed = new ArrayList<>(ownTopics.all());
    needed.add(topics.healthAlerts());
    List<String> problems = new ArrayList<>();
    for (TopicFinding finding : new TopicInspection(admin).inspect(needed)) {
      boolean decisive =
          finding.kind() == TopicFinding.Kind.MISSING
              || finding.setting().equals(TopicConfig.CLEANUP_POLICY_CONFIG)
              || (finding.kind() == TopicFinding.Kind.PARTITIONS
                  && !finding.topic().name().equals(topics.healthAlerts().name()));
      if (decisive) {
        problems.add(finding + remedy(finding));
      }
    }
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems);
    }
  }

  /** What to do about it, for the end of the line that says what is wrong. */
  static String remedy(TopicFinding finding) {
    return switch (finding.kind()) {
      // Without the setting the command leaves the notifier's topics out and says that all is well.
      case MISSING ->
          "; create it: customer-health topics --config FILE, with notify.routing set there, too";
      case PARTITIONS ->
          "; delete it, if nothing was told yet, and create it: customer-health topics --config"
              + " FILE";
      case SETTING -> "; change it: kafka-configs.sh --alter --topic " + finding.topic().name();
    };
  }

  private void tell(NotifierMeters meters) throws InterruptedException {
    Map<String, Object> client = settings.kafka().forPlainClient();
    try (ContractSerdes serdes = ContractSerdes.from(settings.registry().forSerdes())) {
      Notifier notifier =
          new Notifier(
              client,
              settings.notifying().groupId(),
              topics.healthAlerts(),
              ownTopics,
              serdes.of(topics.healthAlerts().valueType()).deserializer(),
              routing,
              meters,
              status,
              clock,
              Notifier.ATTEMPT);
      var unused = stopAsked.thenRun(notifier::stop);
      PublishedRuleIds rules =
          new PublishedRuleIds(client, topics, serdes, PublishedRuleIds.EVERY, meters::knowRules);
      try {
        notifier.run();
      } finally {
        rules.close();
      }
    }
  }

  /** Asks the run to end; returns at once. */
  void stop() {
    stopAsked.complete(null);
  }

  /** How it is doing. */
  NotifierStatus status() {
    return status;
  }

  /** The process ends when this returns; an attempt under way gets a moment. */
  private void stop(CountDownLatch ended) {
    stop();
    try {
      if (!ended.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("customer-health: did not end within " + STOP_LIMIT.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
