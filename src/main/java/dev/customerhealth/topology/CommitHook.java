package dev.customerhealth.topology;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Told by Kafka Streams that a commit is about to be made, while writes still belong to it: what a
 * processor keeps in memory between commits is written then. Looks like a state store, because only
 * state stores are told, and holds nothing.
 *
 * <p>An account touched fifty times between two commits is encoded and written once instead of
 * fifty times, which was a third of the cost of an event. Kafka Streams' own record cache saves the
 * write but needs the bytes of every version.
 *
 * <p>The tasks of a thread commit one after another, and each waits until the broker has what it
 * sent. They belong to one transaction, though, so with the first of them all write: then what the
 * others send is on its way while that one waits, and there is nothing left to wait for in their
 * turns. Written one by one the waiting was a tenth of the thread's time.
 *
 * <p>{@link CachedStateStore} is Kafka's own interface and not one for applications; there is no
 * public one. It is named in this class alone. Were it ever not called, no account would be stored
 * at all and no test of the topology would pass.
 */
final class CommitHook implements StateStore, CachedStateStore<Object, Object> {

  private final String name;

  /** The hooks of this name whose processors the current thread runs. */
  private final ThreadLocal<Set<CommitHook>> ofThread;

  private boolean open;

  /** Nothing is kept in memory where there is no processor: on a standby. */
  private Runnable beforeCommit = () -> {};

  /** What failed when it was written with another task's; null when nothing did. */
  private RuntimeException failedAhead;

  /** The hooks with which this one commits, itself among them; none without a processor. */
  private Set<CommitHook> together = Set.of();

  private CommitHook(String name, ThreadLocal<Set<CommitHook>> ofThread) {
    this.name = name;
    this.ofThread = ofThread;
  }

  /**
   * Replaces whoever was told before: a processor is made anew when its task starts again. Called
   * by the thread that runs the processor.
   *
   * @param writer writes what is kept in memory; called again without anything new it does nothing
   */
  void tell(Runnable writer) {
    forget();
    beforeCommit = writer;
    together = ofThread.get();
    together.add(this);
  }

  /** Its own first, so that what fails of its own is told before anything else. */
  @Override
  public void flushCache() {
    if (failedAhead != null) {
      RuntimeException failure = failedAhead;
      failedAhead = null;
      throw failure;
    }
    beforeCommit.run();
    for (CommitHook other : together) {
      if (other != this) {
        other.writeAhead();
      }
    }
  }

  /**
   * A failure is that of this hook's task, so it is kept for its turn, in which it counts as if it
   * had happened then. It must not be left to happen again: Kafka Streams tells once that the
   * broker refused what was sent, and a commit after that would lose it.
   */
  private void writeAhead() {
    if (failedAhead != null) {
      return;
    }
    try {
      beforeCommit.run();
    } catch (RuntimeException e) {
      failedAhead = e;
    }
  }

  /** The task goes to a standby or comes from one; its processor, and what it kept, is gone. */
  @Override
  public void clearCache() {
    forget();
  }

  private void forget() {
    if (!together.isEmpty()) {
      together.remove(this);
      together = Set.of();
    }
    beforeCommit = () -> {};
    failedAhead = null;
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    forget();
    open = true;
    context.register(root, (key, value) -> {});
  }

  @Override
  public void close() {
    forget();
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Makes the hooks of all tasks. They have no changelog: there is nothing to restore. */
  static final class Builder implements StoreBuilder<CommitHook> {
    private final String name;
    private final ThreadLocal<Set<CommitHook>> ofThread =
        ThreadLocal.withInitial(ConcurrentHashMap::newKeySet);

    Builder(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public StoreBuilder<CommitHook> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitHook> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("a commit hook has nothing to log");
    }

    @Override
    public StoreBuilder<CommitHook> withLoggingDisabled() {
      return this;
    }

    @Override
    public CommitHook build() {
      return new CommitHook(name, ofThread);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
