package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One account with a million events: neither its record nor the cost of an event may grow. */
class HotAccountTest {

  private static final int EVENTS = 1_000_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);

  @TempDir Path directory;

  @Test
  void a_million_events_of_one_account_leave_a_small_record_and_each_is_counted() {
    MockProcessorContext<String, Object> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
    KeyValueStore<String, byte[]> accounts =
        store(context, StateStores.ACCOUNT_HEALTH, Serdes.String(), Serdes.ByteArray());
    KeyValueStore<String, Long> accounting =
        store(context, StateStores.ACCOUNTING, Serdes.String(), Serdes.Long());
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
    for (int number = 0; number < EVENTS; number++) {
      processor.process(new Record<>("acme", event(number), 0));
      if (number % 10_000 == 0) {
        context.resetForwards();
        commitHook.flushCache();
        largest = Math.max(largest, accounts.get("acme").length);
      }
    }

    commitHook.flushCache();
    assertThat(largest).as("bytes of the account's record at its largest").isLessThan(8 * 1024);
    Map<RecordOutcome, Long> outcomes = OutcomeLedger.read(accounting, "product-usage", 0);
    assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(EVENTS);
    // Ids rest as 32 bits; of four million events of the busiest account one is taken for a repeat.
    assertThat(outcomes.get(RecordOutcome.SCORED)).isGreaterThanOrEqualTo(EVENTS - 5);
  }

  private static Received event(int number) {
    return new Accepted(
        new UsageSignal(
            "event-" + number,
            "acme",
            START.plusMillis(MONTH.toMillis() / EVENTS * number),
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
