package dev.customerhealth.topology;

import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.domain.portfolio.BookNews;
import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.Tally;
import dev.customerhealth.state.BookPartial;
import dev.customerhealth.state.CellSums;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The two steps of the book over several partitions without a broker; each can be begun anew with
 * nothing but what it stored.
 */
final class PlayedBook {
  private static final int ACCOUNTS_PER_TICK = 4;

  private final int accountsPerTick;
  private final CountedFacts metrics = new CountedFacts();
  private static final List<String> BOOK_STORES =
      List.of(StateStores.BOOK_ACCOUNTS, StateStores.BOOK_CELLS, StateStores.BOOK_PROGRESS);

  /** Also between what a partition told and its word that this is all. */
  private static final int COMMIT_EVERY = 700;

  private static final List<String> MERGING_STORES =
      List.of(StateStores.PORTFOLIO_CELLS, StateStores.PORTFOLIO_TOLD);

  private final List<Part> parts = new ArrayList<>();
  private final Merging merging;
  private final int partitions;
  private Rates rates;

  PlayedBook(Rates rates, int partitions, Path directory) {
    this(rates, partitions, directory, ACCOUNTS_PER_TICK);
  }

  PlayedBook(Rates rates, int partitions, Path directory, int accountsPerTick) {
    this.rates = rates;
    this.accountsPerTick = accountsPerTick;
    this.partitions = partitions;
    for (int partition = 0; partition < partitions; partition++) {
      parts.add(new Part(partition, directory));
    }
    merging = new Merging(directory);
  }

  /** News of an account goes to its partition. */
  void tell(BookNews.OfAccount news) {
    parts.get(Math.floorMod(news.accountId().hashCode(), parts.size())).process(news);
  }

  /** Time is told to all partitions, often enough for all accounts to be counted. */
  void tick(Instant time, boolean longAgo) {
    for (int repeat = 0; repeat < 4; repeat++) {
      tickOnce(time.plusSeconds(repeat), longAgo);
    }
  }

  /** Time is told to all partitions once. */
  void tickOnce(Instant time, boolean longAgo) {
    for (Part part : parts) {
      part.process(new BookNews.OfTime(time, longAgo));
      part.commit();
    }
  }

  /** Time is told, and before a partition commits what came of it, its process is lost. */
  void tickAndCrash(Instant time, boolean longAgo, int partition) {
    for (int repeat = 0; repeat < 4; repeat++) {
      for (int each = 0; each < partitions; each++) {
        parts.get(each).process(new BookNews.OfTime(time.plusSeconds(repeat), longAgo));
        if (each == partition) {
          crash(each);
        }
        parts.get(each).commit();
      }
    }
  }

  /**
   * The process of a partition is lost with all that was not committed, and another one gets the
   * same records again.
   */
  void crash(int partition) {
    parts.get(partition).crash();
  }

  void restartPart(int partition) {
    parts.get(partition).commit();
    parts.get(partition).start();
  }

  void restartMerging() {
    merging.commit();
    merging.start();
  }

  /** The process that merges is lost likewise. */
  void crashMerging() {
    merging.crash();
  }

  /** From now on with other rates. */
  void restartWith(Rates other) {
    rates = other;
    for (int partition = 0; partition < partitions; partition++) {
      restartPart(partition);
    }
    restartMerging();
  }

  /** Begins anew with stores in which a version left all sums empty, still to be told. */
  void restartHavingCountedNothing() {
    byte[] nothing = new CellSums(false, new Tally(), List.of(), 0).encode();
    for (Part part : parts) {
      part.commit();
      List<Object> cells = new ArrayList<>();
      try (KeyValueIterator<Object, Object> found = part.stored(StateStores.BOOK_CELLS).all()) {
        found.forEachRemaining(cell -> cells.add(cell.key));
      }
      cells.forEach(cell -> part.stored(StateStores.BOOK_CELLS).put(cell, nothing));
      part.start();
    }
  }

  /** Begins anew with stores of a version that counted otherwise by the same rates. */
  void restartAfterUpgrade() {
    for (Part part : parts) {
      part.commit();
      String counted = rates.fingerprint().replaceFirst("^\\d+ ", "1 ");
      part.stored(StateStores.BOOK_PROGRESS).put("rates", counted);
      part.start();
    }
  }

  /** The sums as the merging step would find them after a restart. */
  MergedBook merged() {
    return new MergedBook(merging.context.getStateStore(StateStores.PORTFOLIO_CELLS));
  }

  /** What was told last under each key. */
  Map<String, PortfolioHealth> told() {
    return merging.told;
  }

  /** Everything told, in order. */
  List<PortfolioHealth> everythingTold() {
    return merging.everything;
  }

  private static <K, V> void store(
      MockProcessorContext<?, ?> context, String name, Serde<K> keys, Serde<V> values) {
    KeyValueStore<K, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
  }

  /** Facts the partitions gave up, those told again after a crash counted again. */
  long factsForgotten() {
    return metrics.forgotten;
  }

  /** Facts that came too late to restate their month, counted likewise. */
  long factsTooLate() {
    return metrics.tooLate;
  }

  /** Counts what could not be counted. */
  private static final class CountedFacts implements PortfolioMetrics {
    private long forgotten;
    private long tooLate;

    @Override
    public void told(PortfolioFigures figures) {}

    @Override
    public void atRisk(String currency, List<RiskyAccount> accounts) {}

    @Override
    public void gone() {}

    @Override
    public void factsForgotten(long count) {
      forgotten += count;
    }

    @Override
    public void factBeyondRestatement() {
      tooLate++;
    }
  }

  /** One partition. */
  private final class Part {
    private final MockProcessorContext<String, BookPartial> context;
    private final CommitHook hook = new CommitHook.Builder(StateStores.BOOK_COMMIT_HOOK).build();
    private final List<BookNews> uncommitted = new ArrayList<>();
    private final Map<String, Map<Object, Object>> committed = new LinkedHashMap<>();
    private BookProcessor processor;

    Part(int partition, Path directory) {
      context =
          new MockProcessorContext<>(
              new Properties(), new TaskId(0, partition), directory.toFile());
      store(context, StateStores.BOOK_ACCOUNTS, Serdes.String(), Serdes.ByteArray());
      store(context, StateStores.BOOK_CELLS, Serdes.Bytes(), Serdes.ByteArray());
      store(context, StateStores.BOOK_PROGRESS, Serdes.String(), Serdes.String());
      hook.init(context.getStateStoreContext(), hook);
      start();
    }

    void start() {
      processor = new BookProcessor(rates, accountsPerTick, metrics);
      processor.init(context);
    }

    void process(BookNews news) {
      uncommitted.add(news);
      processor.process(new Record<>("any", news, 0));
    }

    /** As a transaction does: what is stored, what is told and what was read go together. */
    void commit() {
      hook.flushCache();
      for (String name : BOOK_STORES) {
        committed.put(name, content(context, name));
      }
      // Over the wire: what is told is bytes in between.
      context
          .forwarded()
          .forEach(
              forward -> merging.process(BookPartial.decode(forward.record().value().encode())));
      context.resetForwards();
      uncommitted.clear();
    }

    void crash() {
      context.resetForwards();
      for (String name : BOOK_STORES) {
        restore(context, name, committed.getOrDefault(name, Map.of()));
      }
      start();
      List<BookNews> again = List.copyOf(uncommitted);
      uncommitted.clear();
      again.forEach(this::process);
    }

    private KeyValueStore<Object, Object> stored(String name) {
      return context.getStateStore(name);
    }
  }

  /** The step that merges. */
  private final class Merging {
    private final MockProcessorContext<String, PortfolioHealth> context;
    private final Map<String, PortfolioHealth> told = new LinkedHashMap<>();
    private final List<PortfolioHealth> everything = new ArrayList<>();
    private final List<BookPartial> uncommitted = new ArrayList<>();
    private final Map<String, Map<Object, Object>> committed = new LinkedHashMap<>();
    private int toldCommitted;
    private int processed;
    private PortfolioProcessor processor;

    Merging(Path directory) {
      context = new MockProcessorContext<>(new Properties(), new TaskId(1, 0), directory.toFile());
      store(context, StateStores.PORTFOLIO_CELLS, Serdes.Bytes(), Serdes.ByteArray());
      store(context, StateStores.PORTFOLIO_TOLD, Serdes.String(), Serdes.ByteArray());
      start();
    }

    void start() {
      processor = new PortfolioProcessor(rates, partitions, metrics);
      processor.init(context);
    }

    void process(BookPartial partial) {
      uncommitted.add(partial);
      processor.process(new Record<>(BookProcessor.BOOK, partial, 0));
      context.forwarded().forEach(forward -> tell(forward.record().value()));
      context.resetForwards();
      if (++processed % COMMIT_EVERY == 0) {
        commit();
      }
    }

    private void tell(PortfolioHealth health) {
      told.put(health.getPeriodId() + '|' + health.getSlice(), health);
      everything.add(health);
    }

    void commit() {
      for (String name : MERGING_STORES) {
        committed.put(name, content(context, name));
      }
      toldCommitted = everything.size();
      uncommitted.clear();
    }

    /** Nobody reads what was told in a transaction that was aborted. */
    void crash() {
      List<PortfolioHealth> read = List.copyOf(everything.subList(0, toldCommitted));
      everything.clear();
      told.clear();
      read.forEach(this::tell);
      for (String name : MERGING_STORES) {
        restore(context, name, committed.getOrDefault(name, Map.of()));
      }
      start();
      List<BookPartial> again = List.copyOf(uncommitted);
      uncommitted.clear();
      again.forEach(this::process);
    }
  }

  private static Map<Object, Object> content(MockProcessorContext<?, ?> context, String name) {
    KeyValueStore<Object, Object> store = context.getStateStore(name);
    Map<Object, Object> content = new LinkedHashMap<>();
    try (KeyValueIterator<Object, Object> found = store.all()) {
      found.forEachRemaining(entry -> content.put(entry.key, entry.value));
    }
    return content;
  }

  private static void restore(
      MockProcessorContext<?, ?> context, String name, Map<Object, Object> content) {
    KeyValueStore<Object, Object> store = context.getStateStore(name);
    content(context, name).keySet().forEach(store::delete);
    content.forEach(store::put);
  }
}
