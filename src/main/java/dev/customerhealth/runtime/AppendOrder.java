package dev.customerhealth.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings records of topics that are read together into the order in which Kafka appended them:
 * those of one partition number, over all these topics, go out by record time, and none goes out
 * while a topic that has nothing waiting here is known to have more in the broker, or is not yet
 * known to have nothing. What might still be sent is not waited for.
 *
 * <p>Holds what it must keep back; knows neither consumer nor clock. Not thread safe.
 */
final class AppendOrder {

  private final Set<String> topics;
  private final Map<TopicPartition, Lane> lanes = new HashMap<>();
  private final Map<Integer, List<Lane>> groups = new HashMap<>();

  /**
   * @param topics names of the topics that are read together; others pass as they come
   */
  AppendOrder(Set<String> topics) {
    this.topics = Set.copyOf(topics);
  }

  /** These partitions are read from now on; those known already stay as they are. */
  void assigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      if (topics.contains(partition.topic()) && !lanes.containsKey(partition)) {
        Lane lane = new Lane(partition);
        lanes.put(partition, lane);
        groups.computeIfAbsent(partition.partition(), number -> new ArrayList<>()).add(lane);
      }
    }
  }

  /** These partitions are read by somebody else: what was kept of them is his to read. */
  void revoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Lane lane = lanes.remove(partition);
      if (lane != null) {
        groups.get(partition.partition()).remove(lane);
      }
    }
  }

  /** No partition is read any more. */
  void revokedAll() {
    lanes.clear();
    groups.clear();
  }

  /** What was kept of these partitions is forgotten: they are read from another place on. */
  void forget(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Lane lane = lanes.get(partition);
      if (lane != null) {
        lane.forget();
      }
    }
  }

  /** How many records of a partition are kept back. */
  int held(TopicPartition partition) {
    Lane lane = lanes.get(partition);
    return lane == null ? 0 : lane.size();
  }

  /** Offset of the first record of a partition that is kept back; empty when none is. */
  OptionalLong firstHeld(TopicPartition partition) {
    Lane lane = lanes.get(partition);
    return lane == null || lane.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(lane.head().offset());
  }

  /** Whether {@link #exchange} would answer with records although it was given none. */
  boolean hasSome(Function<TopicPartition, OptionalLong> lag, Predicate<TopicPartition> paused) {
    lanes.values().forEach(Lane::askAnew);
    for (List<Lane> group : groups.values()) {
      if (first(group, lag, paused) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes what was read and answers with what may be worked on.
   *
   * @param read what the broker gave, in the order of each partition
   * @param lag how many records of a partition the broker is known to have beyond those read; empty
   *     when not known
   * @param paused whether nothing of a partition is wanted at the moment
   * @return the records whose turn it is; for every partition of which something goes out, or
   *     nothing is left here, the offset to go on from
   */
  ConsumerRecords<byte[], byte[]> exchange(
      ConsumerRecords<byte[], byte[]> read,
      Function<TopicPartition, OptionalLong> lag,
      Predicate<TopicPartition> paused) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> out = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (TopicPartition partition : read.partitions()) {
      Lane lane = lanes.get(partition);
      if (lane == null) {
        out.put(partition, read.records(partition));
      } else {
        lane.add(read.records(partition));
      }
    }
    read.nextOffsets()
        .forEach(
            (partition, offset) -> {
              Lane lane = lanes.get(partition);
              if (lane == null) {
                next.put(partition, offset);
              } else {
                lane.readUpTo(offset);
              }
            });
    lanes.values().forEach(Lane::askAnew);
    for (List<Lane> group : groups.values()) {
      release(group, lag, paused);
      for (Lane lane : group) {
        lane.tell(out, next);
      }
    }
    return new ConsumerRecords<>(out, next);
  }

  private static void release(
      List<Lane> group,
      Function<TopicPartition, OptionalLong> lag,
      Predicate<TopicPartition> paused) {
    Lane first = first(group, lag, paused);
    while (first != null) {
      // The others' first records stay where they are until this one's is behind the earliest.
      long until = earliestBut(first, group);
      do {
        first.release();
      } while (!first.isEmpty() && first.time() < until);
      first = first(group, lag, paused);
    }
  }

  /** The lane whose turn it is; null when none has a record or one has to be waited for. */
  private static Lane first(
      List<Lane> group,
      Function<TopicPartition, OptionalLong> lag,
      Predicate<TopicPartition> paused) {
    Lane first = null;
    for (Lane lane : group) {
      if (!lane.isEmpty() && (first == null || lane.time() < first.time())) {
        first = lane;
      }
    }
    if (first == null || paused.test(first.partition)) {
      return null;
    }
    for (Lane lane : group) {
      if (lane.isEmpty() && lane.hasMoreInBroker(lag)) {
        return null;
      }
    }
    return first;
  }

  private static long earliestBut(Lane except, List<Lane> group) {
    long earliest = Long.MAX_VALUE;
    for (Lane lane : group) {
      if (!lane.equals(except) && !lane.isEmpty()) {
        earliest = Math.min(earliest, lane.time());
      }
    }
    return earliest;
  }

  /** What is kept of one partition. */
  private static final class Lane {

    private final TopicPartition partition;

    /** Those before {@link #begin} have gone out, those before {@link #released} are going. */
    private List<ConsumerRecord<byte[], byte[]>> records = List.of();

    private int begin;
    private int released;

    /** Of {@link #records}: asked for every record of every lane. */
    private int count;

    /** Time of the first record that is kept; of no meaning when none is. */
    private long firstTime;

    /** Where the reader stands behind all that is kept; null when that has been told. */
    private OffsetAndMetadata end;

    private boolean asked;
    private boolean more;

    Lane(TopicPartition partition) {
      this.partition = partition;
    }

    void askAnew() {
      asked = false;
    }

    /** Asked once an exchange: the answer only changes when something is read. */
    boolean hasMoreInBroker(Function<TopicPartition, OptionalLong> lag) {
      if (!asked) {
        asked = true;
        more = lag.apply(partition).orElse(1) > 0;
      }
      return more;
    }

    void forget() {
      keep(List.of());
      end = null;
    }

    private void keep(List<ConsumerRecord<byte[], byte[]>> those) {
      records = those;
      count = those.size();
      begin = 0;
      released = 0;
      look();
    }

    private void look() {
      if (released < count) {
        firstTime = records.get(released).timestamp();
      }
    }

    void add(List<ConsumerRecord<byte[], byte[]>> more) {
      if (isEmpty()) {
        keep(more);
      } else {
        List<ConsumerRecord<byte[], byte[]>> all =
            new ArrayList<>(records.subList(begin, records.size()));
        all.addAll(more);
        keep(all);
      }
    }

    void readUpTo(OffsetAndMetadata offset) {
      end = offset;
    }

    boolean isEmpty() {
      return released == count;
    }

    int size() {
      return count - released;
    }

    ConsumerRecord<byte[], byte[]> head() {
      return records.get(released);
    }

    long time() {
      return firstTime;
    }

    void release() {
      released++;
      look();
    }

    void tell(
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> out,
        Map<TopicPartition, OffsetAndMetadata> next) {
      if (released > begin) {
        out.put(partition, List.copyOf(records.subList(begin, released)));
        begin = released;
      } else if (!isEmpty() || end == null) {
        return;
      }
      if (!isEmpty()) {
        next.put(partition, new OffsetAndMetadata(head().offset(), head().leaderEpoch(), ""));
        return;
      }
      keep(List.of());
      if (end != null) {
        next.put(partition, end);
        end = null;
      }
    }
  }
}
