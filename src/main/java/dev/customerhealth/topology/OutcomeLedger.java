package dev.customerhealth.topology;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Counts how the records of each input partition ended, in the same transaction as what they did:
 * under exactly-once the counts are exact, whatever crashes. Not thread safe; one per task.
 */
public final class OutcomeLedger {

  /** First part of the key of when the counts of a partition began; the second is its number. */
  public static final String BEGUN = "begun";

  private final KeyValueStore<String, Long> store;
  private final int partition;
  private final Map<String, Map<RecordOutcome, Line>> lines = new HashMap<>();
  private final List<Line> changed = new ArrayList<>();

  OutcomeLedger(KeyValueStore<String, Long> store, int partition) {
    this.store = store;
    this.partition = partition;
  }

  /**
   * Notes when the counts began, in the first record's transaction: dead letters that are older are
   * not of what is counted here. Counts that began before this was noted are left without.
   *
   * @param wallClock in milliseconds since 1970 UTC, before the first record was read
   */
  void noteBeginning(long wallClock) {
    try (KeyValueIterator<String, Long> kept = store.all()) {
      if (kept.hasNext()) {
        return;
      }
    }
    store.put(BEGUN + '/' + partition, wallClock);
  }

  void count(String topic, RecordOutcome outcome) {
    Line line = lines.computeIfAbsent(topic, this::load).get(outcome);
    line.count++;
    if (!line.changed) {
      line.changed = true;
      changed.add(line);
    }
  }

  /** Stores the counts that changed; must be called before every commit. */
  void write() {
    for (Line line : changed) {
      store.put(line.key, line.count);
      line.changed = false;
    }
    changed.clear();
  }

  private Map<RecordOutcome, Line> load(String topic) {
    Map<RecordOutcome, Line> loaded = new EnumMap<>(RecordOutcome.class);
    for (RecordOutcome outcome : RecordOutcome.values()) {
      String key = key(topic, partition, outcome);
      Long count = store.get(key);
      loaded.put(outcome, new Line(key, count == null ? 0 : count));
    }
    return loaded;
  }

  /**
   * Reads the counts of one input partition from the store {@link StateStores#ACCOUNTING}.
   *
   * @return a count for every outcome, 0 where there was none
   */
  public static Map<RecordOutcome, Long> read(
      ReadOnlyKeyValueStore<String, Long> store, String topic, int partition) {
    Map<RecordOutcome, Long> counts = new EnumMap<>(RecordOutcome.class);
    for (RecordOutcome outcome : RecordOutcome.values()) {
      Long count = store.get(key(topic, partition, outcome));
      counts.put(outcome, count == null ? 0 : count);
    }
    return counts;
  }

  /**
   * The partition is in the key although each has a store of its own: a reader asks all at once.
   */
  private static String key(String topic, int partition, RecordOutcome outcome) {
    return topic + '/' + partition + '/' + outcome.name();
  }

  private static final class Line {
    private final String key;
    private long count;
    private boolean changed;

    Line(String key, long count) {
      this.key = key;
      this.count = count;
    }
  }
}
