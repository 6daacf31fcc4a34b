package dev.customerhealth.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the group has worked off what stood in one partition of the inputs at an earlier look,
 * and may therefore be told that time has gone on.
 *
 * <p>What stood there is a mark, fixed until it is passed: every look at which it is passed sets
 * the next. A steady stream is thus held to what it held one look ago, never to records that arrive
 * while it is being judged; a backlog is worked off as a whole first; and a partition that always
 * lags is told the time each time it has worked off one more mark, so that only a standstill holds
 * time back for ever. Not thread safe; knows no clock.
 */
final class PartitionBacklog {

  private final int partition;

  /** Ends known to have no record before them, though nobody commits so far. */
  private final Map<TopicPartition, Long> empty = new HashMap<>();

  private Map<TopicPartition, Long> mark;
  private Map<TopicPartition, Long> ends = Map.of();
  private Map<TopicPartition, Long> waiting = Map.of();
  private boolean standsStill;
  private long sinceNanos;

  PartitionBacklog(int partition) {
    this.partition = partition;
  }

  int partition() {
    return partition;
  }

  /**
   * Takes what is seen now.
   *
   * @param committed offsets the group has committed, also of other partitions; absent for none
   * @param nowEnds where the inputs of this partition end now
   * @param nanos when, by {@link System#nanoTime()}
   */
  void look(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> nowEnds, long nanos) {
    if (mark == null) {
      mark = Map.copyOf(nowEnds);
      sinceNanos = nanos;
    }
    ends = Map.copyOf(nowEnds);
    Map<TopicPartition, Long> before = waiting;
    waiting = new HashMap<>();
    mark.forEach(
        (input, end) -> {
          long done = committed.getOrDefault(input, 0L);
          if (done < end && empty.getOrDefault(input, 0L) < end) {
            waiting.put(input, done);
          }
        });
    standsStill = waiting.equals(before);
    passIfWorkedOff(nanos);
  }

  private void passIfWorkedOff(long nanos) {
    if (waiting.isEmpty()) {
      mark = ends;
      sinceNanos = nanos;
    }
  }

  /** Whether what stood here at the mark is worked off. */
  boolean workedOff() {
    return waiting.isEmpty();
  }

  /** Inputs whose mark is not passed, with what is committed of them. */
  Map<TopicPartition, Long> waiting() {
    return Map.copyOf(waiting);
  }

  /**
   * What waits and has not moved since the look before. The mark of a transaction, or an end whose
   * records retention has deleted, looks just like it and is never committed: it is worth asking
   * whether a record is really there.
   */
  Map<TopicPartition, Long> doubtful() {
    return standsStill ? waiting() : Map.of();
  }

  /** It was asked, and no record stands between what is committed of an input and its end. */
  void nothingWaits(TopicPartition input, long nanos) {
    empty.put(input, ends.getOrDefault(input, 0L));
    waiting.remove(input);
    passIfWorkedOff(nanos);
  }

  /** How long time is held back here; zero when it is not. */
  Duration heldBack(long nanos) {
    return workedOff() ? Duration.ZERO : Duration.ofNanos(nanos - sinceNanos);
  }
}
