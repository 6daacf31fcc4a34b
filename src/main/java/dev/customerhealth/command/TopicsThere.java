package dev.customerhealth.command;

import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.runtime.StartRefusedException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Asks whether the topics that a command reads are there: a consumer waits for a minute for one
 * that is not, and then blames the broker.
 */
final class TopicsThere {
  private TopicsThere() {}

  /**
   * Returns when all are there.
   *
   * @throws StartRefusedException when one is missing, with the names of all that are
   * @throws ExecutionException when Kafka answers with a refusal
   * @throws InterruptedException when interrupted while waiting
   */
  static void require(Admin admin, Collection<? extends Topic<?>> topics)
      throws StartRefusedException, ExecutionException, InterruptedException {
    require(admin, topics, "creates what is missing");
  }

  /**
   * The same for the notifier's own topics, which are created only where a routing file is named.
   *
   * @throws StartRefusedException when one is missing, with the names of all that are
   * @throws ExecutionException when Kafka answers with a refusal
   * @throws InterruptedException when interrupted while waiting
   */
  static void require(Admin admin, NotifierTopics topics)
      throws StartRefusedException, ExecutionException, InterruptedException {
    require(admin, topics.all(), "with notify.routing set creates what is missing");
  }

  private static void require(Admin admin, Collection<? extends Topic<?>> topics, String creation)
      throws StartRefusedException, ExecutionException, InterruptedException {
    Set<String> there = admin.listTopics().names().get();
    List<String> missing =
        topics.stream().<String>map(Topic::name).filter(name -> !there.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new StartRefusedException(
          (missing.size() == 1 ? "topic %s does not exist" : "topics %s do not exist")
                  .formatted(String.join(", ", missing))
              + "; `customer-health topics` "
              + creation);
    }
  }

  /**
   * Returns when all are there and have as many partitions as the configuration says: an offset of
   * one that does not exist is waited for in vain.
   *
   * @throws StartRefusedException when one is missing or has another number of partitions
   * @throws ExecutionException when Kafka answers with a refusal
   * @throws InterruptedException when interrupted while waiting
   */
  static void requirePartitions(Admin admin, Collection<? extends Topic<?>> topics)
      throws StartRefusedException, ExecutionException, InterruptedException {
    require(admin, topics);
    Map<String, TopicDescription> there =
        admin
            .describeTopics(topics.stream().<String>map(Topic::name).toList())
            .allTopicNames()
            .get();
    for (Topic<?> topic : topics) {
      int partitions = there.get(topic.name()).partitions().size();
      if (partitions != topic.partitions()) {
        throw new StartRefusedException(
            "topic %s has %d partitions, topics.partitions says %d: does the configuration belong to this cluster?"
                .formatted(topic.name(), partitions, topic.partitions()));
      }
    }
  }
}
