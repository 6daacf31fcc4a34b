package dev.customerhealth.topology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores of the stream. Their names are a contract: the changelog topics are named after them,
 * and a renamed store is an empty store.
 *
 * <p>What is written several times between two commits goes to the changelog once: accounts and
 * counts are written by {@link CommitHook}, the rest is cached. Nothing is told from a cache: what
 * changed is forwarded record by record, or a score that dips and recovers within one commit would
 * never raise its alert.
 */
public final class StateStores {

  /** Account id to {@link dev.customerhealth.state.AccountRecord}. */
  public static final String ACCOUNT_HEALTH = "account-health";

  /** Accounts in the order in which time may change them; see {@link DueIndex}. */
  public static final String EVALUATION_DUE = "evaluation-due";

  /** The latest tick of the partition; see {@link PartitionClock}. */
  public static final String PARTITION_CLOCK = "partition-clock";

  /** How the records of each input partition ended; see {@link OutcomeLedger}. */
  public static final String ACCOUNTING = "accounting";

  /** Parent's id to {@link dev.customerhealth.domain.parent.ParentTotals}. */
  public static final String PARENT_TOTALS = "parent-totals";

  /** The children of each parent; see {@link Children}. */
  public static final String PARENT_CHILDREN = "parent-children";

  /** The models published, and how far the partition has switched; see {@link ModelShelf}. */
  public static final String SCORING_MODELS = "scoring-models";

  /** Account id to {@link dev.customerhealth.domain.portfolio.AccountLedger}. */
  public static final String BOOK_ACCOUNTS = "book-accounts";

  /** The sums of a partition's part of the book; see {@link CellStore}. */
  public static final String BOOK_CELLS = "book-cells";

  /** How far that part has come; see {@link BookProgress}. */
  public static final String BOOK_PROGRESS = "book-progress";

  /** The sums of each partition, merged; see {@link MergedBook}. */
  public static final String PORTFOLIO_CELLS = "portfolio-cells";

  /** What was told of the portfolio; see {@link MergedBook}. */
  public static final String PORTFOLIO_TOLD = "portfolio-told";

  /** Holds nothing; see {@link CommitHook}. */
  static final String BOOK_COMMIT_HOOK = "book-commit-hook";

  /** What is known of the whole fleet; see {@link FleetProcessor}. */
  public static final String FLEET = "fleet";

  /** Holds nothing; see {@link CommitHook}. */
  static final String COMMIT_HOOK = "commit-hook";

  /** Record time is never ours to choose: a broker refuses a write stamped too far ahead. */
  private static final Map<String, String> CHANGELOG =
      Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");

  private StateStores() {}

  /** Always in the same order: it decides the order of the task's stores. */
  static Set<StoreBuilder<?>> builders() {
    return new LinkedHashSet<>(
        List.of(
            new CommitHook.Builder(COMMIT_HOOK),
            accountHealth(),
            evaluationDue(),
            partitionClock(),
            accounting(),
            scoringModels()));
  }

  /** The stores of the step that rolls up parents. */
  static Set<StoreBuilder<?>> parentBuilders() {
    return new LinkedHashSet<>(
        List.of(
            Stores.keyValueStoreBuilder(onDisk(PARENT_TOTALS), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG),
            Stores.keyValueStoreBuilder(onDisk(PARENT_CHILDREN), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG)));
  }

  /** The stores of a partition's part of the book. */
  static Set<StoreBuilder<?>> bookBuilders() {
    return new LinkedHashSet<>(
        List.of(
            new CommitHook.Builder(BOOK_COMMIT_HOOK),
            Stores.keyValueStoreBuilder(onDisk(BOOK_ACCOUNTS), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG),
            Stores.keyValueStoreBuilder(onDisk(BOOK_CELLS), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG),
            Stores.keyValueStoreBuilder(inMemory(BOOK_PROGRESS), Serdes.String(), Serdes.String())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG)));
  }

  /** The stores of the step that merges the book. */
  static Set<StoreBuilder<?>> portfolioBuilders() {
    return new LinkedHashSet<>(
        List.of(
            Stores.keyValueStoreBuilder(onDisk(PORTFOLIO_CELLS), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG),
            Stores.keyValueStoreBuilder(onDisk(PORTFOLIO_TOLD), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG)));
  }

  /** The store of the step that looks at the whole fleet. */
  static Set<StoreBuilder<?>> fleetBuilders() {
    return Set.of(
        Stores.keyValueStoreBuilder(inMemory(FLEET), Serdes.String(), Serdes.ByteArray())
            .withCachingEnabled()
            .withLoggingEnabled(CHANGELOG));
  }

  private static StoreBuilder<?> accountHealth() {
    return Stores.keyValueStoreBuilder(onDisk(ACCOUNT_HEALTH), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }

  private static StoreBuilder<?> evaluationDue() {
    return Stores.keyValueStoreBuilder(onDisk(EVALUATION_DUE), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(CHANGELOG);
  }

  private static StoreBuilder<?> partitionClock() {
    return Stores.keyValueStoreBuilder(inMemory(PARTITION_CLOCK), Serdes.String(), Serdes.Long())
        .withCachingEnabled()
        .withLoggingEnabled(CHANGELOG);
  }

  private static StoreBuilder<?> accounting() {
    return Stores.keyValueStoreBuilder(inMemory(ACCOUNTING), Serdes.String(), Serdes.Long())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }

  private static StoreBuilder<?> scoringModels() {
    return Stores.keyValueStoreBuilder(
            inMemory(SCORING_MODELS), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }

  private static KeyValueBytesStoreSupplier onDisk(String name) {
    return Stores.persistentKeyValueStore(name);
  }

  /** A handful of entries per task do not deserve a database each. */
  private static KeyValueBytesStoreSupplier inMemory(String name) {
    return Stores.inMemoryKeyValueStore(name);
  }
}
