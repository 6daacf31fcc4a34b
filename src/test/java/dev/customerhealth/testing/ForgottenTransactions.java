package dev.customerhealth.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/**
 * Does what docs/operations.md has an operator do when a broker lost the end of a transaction,
 * which Kafka 4.3 does when it is to write one while the partition has no leader: right after a
 * kill, now and then. Such a transaction stays open for ever and keeps everything behind it from
 * being read, whatever the service does.
 */
final class ForgottenTransactions {

  /** Longer than a transaction of ours may last, and the round in which a broker ends it. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Admin admin;
  private final Map<Open, Long> sinceNanos = new HashMap<>();
  private long lookedNanos = System.nanoTime() - PAUSE.toNanos();

  ForgottenTransactions(Admin admin) {
    this.admin = admin;
  }

  private record Open(TopicPartition partition, long producerId, long startOffset) {}

  /**
   * Ends those that were open at every look for longer than any may be; looks now and then.
   *
   * @return whether none is open
   */
  boolean look() throws ExecutionException, InterruptedException {
    long now = System.nanoTime();
    if (now - lookedNanos < PAUSE.toNanos()) {
      return false;
    }
    lookedNanos = now;
    Set<Open> open = new HashSet<>();
    for (Map.Entry<TopicPartition, PartitionProducerState> partition :
        admin.describeProducers(partitions()).all().get().entrySet()) {
      for (ProducerState producer : partition.getValue().activeProducers()) {
        if (producer.currentTransactionStartOffset().isEmpty()) {
          continue;
        }
        long start = producer.currentTransactionStartOffset().getAsLong();
        Open one = new Open(partition.getKey(), producer.producerId(), start);
        open.add(one);
        if (now - sinceNanos.computeIfAbsent(one, key -> now) > PATIENCE.toNanos()) {
          end(one, producer);
        }
      }
    }
    sinceNanos.keySet().retainAll(open);
    return open.isEmpty();
  }

  private void end(Open open, ProducerState producer)
      throws ExecutionException, InterruptedException {
    System.err.println("the broker lost the end of a transaction, ending it: " + open);
    admin
        .abortTransaction(
            new AbortTransactionSpec(
                open.partition(),
                open.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0)))
        .all()
        .get();
  }

  private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .toList();
  }
}
