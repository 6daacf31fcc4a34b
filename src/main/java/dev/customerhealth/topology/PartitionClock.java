package dev.customerhealth.topology;

import java.time.Instant;
import org.apache.kafka.streams.state.KeyValueStore;

/** The business time of a partition: its latest tick. Not thread safe; one per task. */
final class PartitionClock {

  private static final String NOW = "now";

  private final KeyValueStore<String, Long> store;
  private Instant now;

  PartitionClock(KeyValueStore<String, Long> store) {
    this.store = store;
    Long millis = store.get(NOW);
    this.now = millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** The latest tick; null before the first. */
  Instant now() {
    return now;
  }

  /** Whether this time is news. */
  boolean isBefore(Instant time) {
    return now == null || now.isBefore(time);
  }

  void set(Instant time) {
    store.put(NOW, time.toEpochMilli());
    now = time;
  }
}
