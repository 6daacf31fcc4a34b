package dev.customerhealth.topology;

import dev.customerhealth.intake.Received;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.rocksdb.RocksDBException;

/** The step that assesses, with its stores: they outlive it when the task begins anew. */
final class TaskThatRestarts {

  private final MockProcessorContext<String, Object> context;
  private final CommitHook commitHook = new CommitHook.Builder(StateStores.COMMIT_HOOK).build();
  private final Supplier<AssessmentProcessor> processors;
  private final Instant arrival;
  private AssessmentProcessor processor;
  private boolean accountsUnreadable;

  /**
   * A task that runs.
   *
   * @param directory of its state
   * @param arrival of all records
   * @param processors makes the step anew, as configured
   */
  TaskThatRestarts(Path directory, Instant arrival, Supplier<AssessmentProcessor> processors) {
    this.processors = processors;
    this.arrival = arrival;
    context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
    context.setRecordMetadata("clock-ticks", 0, 0);
    context.setCurrentSystemTimeMs(0);
    store(StateStores.ACCOUNT_HEALTH, Serdes.String(), Serdes.ByteArray());
    store(StateStores.ACCOUNTING, Serdes.String(), Serdes.Long());
    store(StateStores.EVALUATION_DUE, Serdes.Bytes(), Serdes.ByteArray());
    store(StateStores.PARTITION_CLOCK, Serdes.String(), Serdes.Long());
    store(StateStores.SCORING_MODELS, Serdes.String(), Serdes.ByteArray());
    commitHook.init(context.getStateStoreContext(), commitHook);
    start();
  }

  private void start() {
    processor = processors.get();
    processor.init(context);
  }

  /** After a commit, and with nothing but what is stored. */
  void restart() {
    commitHook.flushCache();
    start();
  }

  /** From now on the store of the accounts fails whenever one is read, as damaged files do. */
  void makeAccountsUnreadable() {
    accountsUnreadable = true;
  }

  void process(Received received) {
    processor.process(new Record<>("any", received, arrival.toEpochMilli()));
  }

  /** What was forwarded, of one kind. */
  <V> List<V> told(Class<V> type) {
    return context.forwarded().stream()
        .map(forward -> forward.record().value())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Forgets what was forwarded. */
  void forgetTold() {
    context.resetForwards();
  }

  private <K, V> void store(String name, Serde<K> keys, Serde<V> values) {
    KeyValueStore<K, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(
        context.getStateStoreContext(),
        name.equals(StateStores.ACCOUNT_HEALTH) ? failing(store) : store);
  }

  /** The same store until its reads are told to fail. */
  private StateStore failing(StateStore store) {
    return (StateStore)
        Proxy.newProxyInstance(
            KeyValueStore.class.getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (self, method, arguments) -> {
              if (accountsUnreadable && method.getName().equals("get")) {
                throw new ProcessorStateException(
                    "Error while getting value",
                    new RocksDBException("Corruption: block checksum"));
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
