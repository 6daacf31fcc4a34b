package dev.customerhealth.notify.delivery;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.notify.routing.Routing;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs until told to stop: waits for its turn, is at work, and begins anew from its topics when
 * something around it fails. For one run.
 */
public final class Notifier {

  /** How long an attempt to deliver may take as a whole. */
  public static final Duration ATTEMPT = Duration.ofSeconds(15);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);

  private final Map<String, Object> client;
  private final String groupId;
  private final Topic<HealthAlert> alerts;
  private final NotifierTopics topics;
  private final Deserializer<HealthAlert> deserializer;
  private final Routing routing;
  private final NotifierMetrics metrics;
  private final Clock clock;
  private final NotifierStatus status;
  private final Duration attempt;
  private final CountDownLatch stopAsked = new CountDownLatch(1);

  /**
   * A notifier that is not yet started.
   *
   * @param client settings of Kafka clients
   * @param groupId consumer group, and name of its transactions
   * @param deserializer of alerts; waits for a registry that is away
   * @param metrics who is told what it does
   * @param status kept up to date
   * @param attempt how long one attempt may take, {@link #ATTEMPT} but for tests
   */
  public Notifier(
      Map<String, Object> client,
      String groupId,
      Topic<HealthAlert> alerts,
      NotifierTopics topics,
      Deserializer<HealthAlert> deserializer,
      Routing routing,
      NotifierMetrics metrics,
      NotifierStatus status,
      Clock clock,
      Duration attempt) {
    this.client = Map.copyOf(client);
    this.groupId = groupId;
    this.alerts = alerts;
    this.topics = topics;
    this.deserializer = deserializer;
    this.routing = routing;
    this.metrics = metrics;
    this.status = status;
    this.clock = clock;
    this.attempt = attempt;
  }

  /** Asks the run to end; returns at once. */
  public void stop() {
    stopAsked.countDown();
  }

  /**
   * Runs until told to stop.
   *
   * @throws InterruptedException when interrupted
   * @throws AuthenticationException when the broker refuses us
   * @throws AuthorizationException when the broker refuses us
   * @throws NewerLogException when a newer version has been at work
   */
  public void run() throws InterruptedException {
    Duration pause = SHORTEST_PAUSE;
    while (stopAsked.getCount() > 0) {
      try {
        session();
        pause = SHORTEST_PAUSE;
      } catch (AuthenticationException | AuthorizationException refused) {
        status.failed("Kafka refuses: " + refused.getMessage());
        throw refused;
      } catch (RuntimeException failure) {
        NewerLogException newer = NewerLogException.in(failure);
        if (newer != null) {
          status.failed(newer.getMessage());
          throw newer;
        }
        // Everything that counts is in the topics; begin anew from there.
        status.broken(failure.getClass().getSimpleName());
        log.warn(
            "begins anew: failure={} pause={}",
            failure.getClass().getSimpleName() + ": " + failure.getMessage(),
            pause);
        if (stopAsked.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    }
  }

  private void session() {
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Turn turn = new Turn(consumer)) {
      metrics.began(consumer);
      try {
        takeTurns(consumer, turn);
      } finally {
        metrics.ended();
      }
    }
  }

  private void takeTurns(KafkaConsumer<byte[], byte[]> consumer, Turn turn) {
    status.waiting("waiting for its turn");
    consumer.subscribe(List.of(alerts.name()), turn);
    log.info("waiting for its turn: group={}", groupId);
    while (stopAsked.getCount() > 0) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      status.turned();
      if (turn.active != null) {
        boolean caughtUp = turn.caughtUp();
        turn.active.step(
            recordsOf(records), deserializer, consumer.groupMetadata(), caughtUp, clock.instant());
        if (caughtUp) {
          status.atWork();
        }
      }
    }
    if (turn.active != null) {
      turn.active.finish(consumer.groupMetadata(), clock.instant());
    }
  }

  private static Iterable<ConsumerRecord<byte[], byte[]>> recordsOf(
      ConsumerRecords<byte[], byte[]> records) {
    return records;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, groupId);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, OneAtWork.class.getName());
    return settings;
  }

  /** When this instance is at work, and when another is. */
  private final class Turn implements ConsumerRebalanceListener, AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private ActiveNotifier active;
    private Map<TopicPartition, Long> present = Map.of();

    Turn(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (partitions.isEmpty()) {
        status.standingBy();
        return;
      }
      status.catchingUp();
      NotifierLog opened = new NotifierLog(client, topics, groupId);
      boolean restored = false;
      try {
        active = new ActiveNotifier(routing, opened, metrics, clock, attempt);
        restored = true;
      } finally {
        if (!restored) {
          opened.close();
        }
      }
      metrics.atWork(true);
      present = consumer.endOffsets(partitions);
      log.info("at work: group={} partitions={}", groupId, partitions.size());
    }

    /** Whether what was there at the beginning has been read. */
    boolean caughtUp() {
      if (!present.isEmpty()
          && present.entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        present = Map.of();
      }
      return present.isEmpty();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (active != null) {
        active.finish(consumer.groupMetadata(), clock.instant());
      }
      close();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      close();
    }

    @Override
    public void close() {
      metrics.atWork(false);
      if (active != null) {
        active.close();
        active = null;
      }
    }
  }
}
