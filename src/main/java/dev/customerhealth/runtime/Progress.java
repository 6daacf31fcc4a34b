package dev.customerhealth.runtime;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the work has come.
 *
 * @param committed offsets the group has committed
 * @param restored changelog records restored since the start
 * @param waiting partitions of this instance with records behind the committed offset, with that
 *     offset
 */
record Progress(
    Map<TopicPartition, Long> committed, long restored, Map<TopicPartition, Long> waiting) {

  /**
   * The same, task by task: the partitions of one number are worked off together by one task, and
   * one that stands still is not seen beside others that get on.
   */
  Map<Integer, Progress> byTask() {
    Set<Integer> tasks = new TreeSet<>();
    committed.keySet().forEach(partition -> tasks.add(partition.partition()));
    waiting.keySet().forEach(partition -> tasks.add(partition.partition()));
    Map<Integer, Progress> byTask = new TreeMap<>();
    tasks.forEach(
        task -> byTask.put(task, new Progress(of(task, committed), restored, of(task, waiting))));
    return byTask;
  }

  private static Map<TopicPartition, Long> of(int task, Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .filter(offset -> offset.getKey().partition() == task)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  boolean recordsWait() {
    return !waiting.isEmpty();
  }

  boolean sameAs(Progress other) {
    return restored == other.restored && committed.equals(other.committed);
  }
}
