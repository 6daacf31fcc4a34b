package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.portfolio.AccountLedger;
import dev.customerhealth.domain.portfolio.BookInMemory;
import dev.customerhealth.domain.portfolio.BookKeeping;
import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.RandomBook;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.portfolio.Tally;
import dev.customerhealth.state.CellCodec;
import dev.customerhealth.state.CellSums;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums of the book of which hardly any are kept in memory beyond a commit. */
class CellStoreTest {
  private static final Rates RATES = Rates.only("USD");
  private static final int SEEDS = 6;

  @TempDir Path directory;

  private final Map<String, AccountLedger> known = new HashMap<>();
  private KeyValueStore<Bytes, byte[]> stored;

  @BeforeEach
  void begin() {
    MockProcessorContext<String, String> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
    stored =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("cells"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    stored.init(context.getStateStoreContext(), stored);
  }

  private final class Ledgers implements BookKeeping.Ledgers {
    @Override
    public AccountLedger load(String accountId) {
      return known.getOrDefault(accountId, AccountLedger.unknown(accountId));
    }

    @Override
    public void save(AccountLedger ledger) {
      known.put(ledger.accountId(), ledger);
    }
  }

  private Map<Cell, Tally> stored() {
    Map<Cell, Tally> sums = new TreeMap<>();
    CellCodec codec = new CellCodec();
    try (KeyValueIterator<Bytes, byte[]> all = stored.all()) {
      all.forEachRemaining(
          entry -> sums.put(codec.decode(entry.key.get()), CellSums.decode(entry.value).tally()));
    }
    sums.values().removeIf(Tally::isEmpty);
    return sums;
  }

  @Test
  void what_is_added_after_sums_left_memory_is_added_to_what_was_stored() {
    for (long seed = 300; seed < 300 + SEEDS; seed++) {
      begin();
      known.clear();
      CellStore cells = new CellStore(stored, 3);
      BookKeeping book = new BookKeeping(RATES, new Ledgers(), cells);
      BookInMemory expected = new BookInMemory(RATES, 1);
      int steps = 0;
      for (RandomBook.Step step : RandomBook.of(seed, 5, 300)) {
        if (step.news() == null) {
          expected.begin(step.month());
          List.copyOf(known.keySet()).forEach(id -> book.turn(id, step.month()));
        } else {
          expected.tell(step.news());
          book.take(step.news(), expected.month());
        }
        if (++steps % 4 == 0) {
          cells.write();
        }
      }
      cells.write();

      assertThat(stored()).as("seed %d", seed).isEqualTo(expected.sums());
    }
  }
}
