package dev.customerhealth.runtime;

import java.util.Map;
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

  boolean recordsWait() {
    return !waiting.isEmpty();
  }

  boolean sameAs(Progress other) {
    return restored == other.restored && committed.equals(other.committed);
  }
}
