package dev.customerhealth.runtime;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics the contract names, where they are missing. Never alters one that exists. */
public final class TopicCreation {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Admin admin;
  private final short replicationFactor;

  /**
   * Creates with this many copies.
   *
   * @param replicationFactor copies of each partition; -1 leaves it to the broker's default
   */
  public TopicCreation(Admin admin, short replicationFactor) {
    this.admin = admin;
    this.replicationFactor = replicationFactor;
  }

  /**
   * Creates what is missing and returns when it is known; safe to repeat, and to run beside
   * another.
   *
   * @return the topics that were missing, in the order of the contract
   * @throws ExecutionException when the broker refuses or does not answer
   * @throws InterruptedException when interrupted while waiting
   * @throws TimeoutException when what was created is not known after 30 s
   */
  public List<Topic<?>> createMissing(Topics topics)
      throws ExecutionException, InterruptedException {
    return createMissing(topics.all());
  }

  /** The same for some topics. */
  public List<Topic<?>> createMissing(List<Topic<?>> topics)
      throws ExecutionException, InterruptedException {
    List<Topic<?>> missing = missing(topics);
    Map<String, KafkaFuture<Void>> answers =
        admin.createTopics(missing.stream().map(this::newTopic).toList()).values();
    for (KafkaFuture<Void> answer : answers.values()) {
      try {
        answer.get();
      } catch (ExecutionException e) {
        // Another process created it in between, which is as good.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    awaitKnown(missing);
    return missing;
  }

  /** Kafka answers before its brokers know of a new topic; asked at once, they call it missing. */
  private void awaitKnown(List<Topic<?>> created) throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<String> unknown = missing(created).stream().<String>map(Topic::name).toList();
      if (unknown.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "created, but not known to the brokers after "
                + PATIENCE.toSeconds()
                + " s: "
                + String.join(", ", unknown));
      }
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
  }

  private List<Topic<?>> missing(List<Topic<?>> topics)
      throws ExecutionException, InterruptedException {
    return new TopicInspection(admin)
        .inspect(topics).stream()
            .filter(finding -> finding.kind() == TopicFinding.Kind.MISSING)
            .<Topic<?>>map(TopicFinding::topic)
            .toList();
  }

  private NewTopic newTopic(Topic<?> topic) {
    Optional<Short> replicas =
        replicationFactor < 0 ? Optional.empty() : Optional.of(replicationFactor);
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas)
        .configs(topic.settings());
  }
}
