package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomeLedgerTest {
  private static final int PARTITION = 3;

  private final KeyValueStore<String, Long> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("counts"), Serdes.String(), Serdes.Long())
          .withLoggingDisabled()
          .withCachingDisabled()
          .build();

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<String, Object>().getStateStoreContext(), store);
  }

  @Test
  void when_counts_began_is_noted_once_and_not_again_at_the_next_start() {
    new OutcomeLedger(store, PARTITION).noteBeginning(1_000);
    new OutcomeLedger(store, PARTITION).noteBeginning(2_000);

    assertThat(store.get("begun/3")).isEqualTo(1_000);
  }

  @Test
  void counts_that_began_before_it_was_noted_are_not_said_to_begin_now() {
    OutcomeLedger earlier = new OutcomeLedger(store, PARTITION);
    earlier.count("product-usage", RecordOutcome.SCORED);
    earlier.write();

    new OutcomeLedger(store, PARTITION).noteBeginning(1_000);

    assertThat(store.get("begun/3")).isNull();
  }
}
