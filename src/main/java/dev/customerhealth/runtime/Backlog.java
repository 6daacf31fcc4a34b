package dev.customerhealth.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells from the broker in which partitions the group has worked off what waited there, so that a
 * tick does not stand in line before it: Kafka Streams takes the records of several topics in the
 * order they were appended only as far as it has fetched them, and "it is now today" among events
 * of last year would make the rest of them late.
 *
 * <p>Costs two requests a look, and a short-lived consumer while something waits and nothing moves.
 * Judged is the group, not this instance, so that several instances come to the same answer. Not
 * thread safe.
 */
final class Backlog {

  /** From here on somebody should know. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(Backlog.class);

  private final GroupProgress group;
  private final List<String> inputs;
  private final List<PartitionBacklog> partitions;
  private final StreamsObserver observer;
  private boolean looked;
  private boolean saidBegin;
  private boolean saidLong;

  /**
   * A backlog that nobody has looked at yet.
   *
   * @param inputs names of the topics whose records count
   * @param partitions how many partitions each of them has
   * @param observer told at every look
   */
  Backlog(GroupProgress group, List<String> inputs, int partitions, StreamsObserver observer) {
    this.group = group;
    this.inputs = List.copyOf(inputs);
    this.partitions = IntStream.range(0, partitions).mapToObj(PartitionBacklog::new).toList();
    this.observer = observer;
  }

  /**
   * The partitions in which the group has caught up with the mark of an earlier look.
   *
   * @throws KafkaException when the broker does not answer, or the thread is interrupted
   */
  Set<Integer> workedOff() {
    try {
      look();
    } catch (ExecutionException failed) {
      throw new KafkaException("how far the group is cannot be told", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking how far the group is", stopped);
    }
    report(System.nanoTime());
    return partitions.stream()
        .filter(PartitionBacklog::workedOff)
        .map(PartitionBacklog::partition)
        .collect(Collectors.toUnmodifiableSet());
  }

  private void look() throws ExecutionException, InterruptedException {
    // Asked first: what arrives in between must not look as if it were worked off.
    Map<TopicPartition, Long> committed = group.committed();
    Map<TopicPartition, Long> ends =
        group.ends(partitions.stream().flatMap(one -> inputsOf(one.partition()).stream()).toList());
    long now = System.nanoTime();
    Map<TopicPartition, Long> doubtful = new HashMap<>();
    for (PartitionBacklog one : partitions) {
      Map<TopicPartition, Long> own = new HashMap<>(ends);
      own.keySet().removeIf(input -> input.partition() != one.partition());
      one.look(committed, own, now);
      doubtful.putAll(one.doubtful());
    }
    if (!doubtful.isEmpty()) {
      Set<TopicPartition> nothing = new HashSet<>(doubtful.keySet());
      nothing.removeAll(group.withRecords(doubtful));
      nothing.forEach(input -> partitions.get(input.partition()).nothingWaits(input, now));
    }
  }

  private List<TopicPartition> inputsOf(int partition) {
    return inputs.stream().map(topic -> new TopicPartition(topic, partition)).toList();
  }

  private void report(long now) {
    List<PartitionBacklog> held = partitions.stream().filter(one -> !one.workedOff()).toList();
    Duration longest =
        held.stream().map(one -> one.heldBack(now)).max(Duration::compareTo).orElse(Duration.ZERO);
    observer.timeHeldBack(held.size(), longest);
    if (held.isEmpty()) {
      if (saidBegin || saidLong) {
        log.info("the backlog is worked off: the time is told in every partition again");
      }
      saidBegin = false;
      saidLong = false;
    } else if (!looked) {
      saidBegin = true;
      log.info("a backlog is worked off before the time is told: partitions={}", numbers(held));
    } else if (longest.compareTo(LONG) >= 0 && !saidLong) {
      saidLong = true;
      log.warn(
          "time is held back, and with it what only time brings (silence, decay), until older"
              + " records are worked off: partitions={} seconds={} behind={}",
          numbers(held),
          longest.toSeconds(),
          held.stream()
              .flatMap(one -> one.waiting().keySet().stream())
              .map(TopicPartition::toString)
              .sorted()
              .toList());
    }
    looked = true;
  }

  private static List<Integer> numbers(List<PartitionBacklog> held) {
    return held.stream().map(PartitionBacklog::partition).toList();
  }
}
