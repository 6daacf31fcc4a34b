package dev.customerhealth.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the transactions that stay open and keep what follows them from being read: by a restore,
 * or by the service itself. A broker that loses the end of one leaves it open for ever, and no
 * restart of ours helps; whoever runs the cluster has to be told which one it is.
 *
 * <p>Transactions open and end all the time, so only those are told that were open at the look
 * before too. Not thread safe.
 */
final class OpenTransactions {

  private static final Logger log = LoggerFactory.getLogger(OpenTransactions.class);

  private final Admin admin;
  private final String applicationId;
  private final Set<String> inputs;
  private Set<Open> before = Set.of();

  /**
   * @param applicationId whose changelog and repartition topics are looked at
   * @param inputs the other topics to look at
   */
  OpenTransactions(Admin admin, String applicationId, Collection<String> inputs) {
    this.admin = admin;
    this.applicationId = applicationId;
    this.inputs = Set.copyOf(inputs);
  }

  /**
   * What was open at the look before and still is, in a line for a person; empty when nothing is,
   * or when the broker does not say.
   */
  Optional<String> look() throws InterruptedException {
    Set<Open> now;
    try {
      now = open();
    } catch (ExecutionException e) {
      log.warn("open transactions cannot be told: cause={}", PlainWords.of(e));
      now = Set.of();
    }
    List<Open> stay = now.stream().filter(before::contains).sorted(Open.ORDER).toList();
    before = now;
    return stay.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "a transaction that does not end holds back %s (kafka-transactions.sh abort ends it)"
                .formatted(stay.stream().map(Open::told).collect(Collectors.joining(", "))));
  }

  private Set<Open> open() throws ExecutionException, InterruptedException {
    Set<Open> open = new HashSet<>();
    for (Map.Entry<TopicPartition, PartitionProducerState> partition :
        admin.describeProducers(partitions()).all().get().entrySet()) {
      for (ProducerState producer : partition.getValue().activeProducers()) {
        producer
            .currentTransactionStartOffset()
            .ifPresent(
                start -> open.add(new Open(partition.getKey(), producer.producerId(), start)));
      }
    }
    return open;
  }

  private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    Set<String> topics =
        admin.listTopics().names().get().stream()
            .filter(topic -> inputs.contains(topic) || isInternal(topic))
            .collect(Collectors.toSet());
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              partition -> partitions.add(new TopicPartition(topic.name(), partition.partition())));
    }
    return partitions;
  }

  private boolean isInternal(String topic) {
    return topic.startsWith(applicationId + "-")
        && (topic.endsWith("-changelog") || topic.endsWith("-repartition"));
  }

  private record Open(TopicPartition partition, long producerId, long startOffset) {

    static final Comparator<Open> ORDER =
        Comparator.comparing((Open open) -> open.partition().topic())
            .thenComparing(open -> open.partition().partition())
            .thenComparing(Open::startOffset);

    String told() {
      return "%s from offset %d on, producer %d".formatted(partition, startOffset, producerId);
    }
  }
}
