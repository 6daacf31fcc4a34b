package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.signal.UsageSignal;
import dev.customerhealth.intake.Accepted;
import dev.customerhealth.intake.Received;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.testing.Presets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One account with a million events: neither its record nor the cost of an event may grow. */
class HotAccountTest {

  /** What tells apart the counters of a hot account from those of a quiet one: longer numbers. */
  private static final int LONGER_NUMBERS = 1_500;

  private static final int QUIET_EVENTS = 5_000;

  private static final int EVENTS = 1_000_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);

  @TempDir Path directory;

  @Test
  void a_million_events_of_one_account_leave_a_small_record_and_each_is_counted() {
    Played hot = play(EVENTS);

    assertThat(hot.largest()).as("bytes of the record at its largest").isLessThan(8 * 1024);
    assertThat(hot.outcomes().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(EVENTS);
    // Ids rest as 32 bits; of four million events of the busiest account one is taken for a repeat.
    assertThat(hot.outcomes().get(RecordOutcome.SCORED)).isGreaterThanOrEqualTo(EVENTS - 5);
  }

  /**
   * What an event costs is what is read, changed and written of the account, and that is its
   * record: with forty times the events of the same month it holds more ids, up to their bound, and
   * longer numbers, and nothing else.
   */
  @Test
  void what_an_event_works_on_does_not_grow_with_the_events_before_it() {
    Played quiet = play(QUIET_EVENTS);
    Played hot = play(40 * QUIET_EVENTS);

    assertThat(hot.largest() - quiet.largest())
        .as("bytes more than with %d events", QUIET_EVENTS)
        .isLessThan(Integer.BYTES * RecentEvents.MAX_KEPT + LONGER_NUMBERS);
    assertThat(hot.largest() - hot.largestOfFirstHalf())
        .as("bytes more in the second half of the month")
        .isLessThan(LONGER_NUMBERS);
    assertThat(hot.dueEntries()).as("entries in the index of due accounts").isLessThan(10);
  }

  /** What came of events of one account, spread over a month. */
  private record Played(
      int largest, int largestOfFirstHalf, long dueEntries, Map<RecordOutcome, Long> outcomes) {}

  private Played play(int events) {
    MockProcessorContext<String, Object> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
    KeyValueStore<String, byte[]> accounts =
        store(context, StateStores.ACCOUNT_HEALTH, Serdes.String(), Serdes.ByteArray());
    KeyValueStore<String, Long> accounting =
        store(context, StateStores.ACCOUNTING, Serdes.String(), Serdes.Long());
    KeyValueStore<Bytes, byte[]> due =
        store(context, StateStores.EVALUATION_DUE, Serdes.Bytes(), Serdes.ByteArray());
    store(context, StateStores.PARTITION_CLOCK, Serdes.String(), Serdes.Long());
    store(context, StateStores.SCORING_MODELS, Serdes.String(), Serdes.ByteArray());
    CommitHook commitHook = new CommitHook.Builder(StateStores.COMMIT_HOOK).build();
    commitHook.init(context.getStateStoreContext(), commitHook);
    AssessmentProcessor processor =
        new AssessmentProcessor(
            Presets.policy(),
            new PublishedTexts(),
            TopologySettings.standard(),
            ScoringMetrics.silent());
    context.setRecordMetadata("product-usage", 0, 0);
    context.setCurrentSystemTimeMs(0);
    processor.init(context);

    int largest = 0;
    int largestOfFirstHalf = 0;
    for (int number = 0; number < events; number++) {
      processor.process(new Record<>("acme", event(number, events), 0));
      if (number % (events / 100) == 0) {
        context.resetForwards();
        commitHook.flushCache();
        largest = Math.max(largest, accounts.get("acme").length);
        largestOfFirstHalf = number < events / 2 ? largest : largestOfFirstHalf;
      }
    }
    commitHook.flushCache();
    return new Played(
        largest,
        largestOfFirstHalf,
        due.approximateNumEntries(),
        OutcomeLedger.read(accounting, "product-usage", 0));
  }

  private static Received event(int number, int events) {
    return new Accepted(
        new UsageSignal(
            "event-" + number,
            "acme",
            START.plusMillis(MONTH.toMillis() / events * number),
            UsageSignal.Kind.FEATURE_USED,
            "user-" + number % 20,
            "feature-" + number % 12,
            false,
            1,
            30,
            Double.NaN));
  }

  private static <K, V> KeyValueStore<K, V> store(
      MockProcessorContext<String, Object> context, String name, Serde<K> keys, Serde<V> values) {
    KeyValueStore<K, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
