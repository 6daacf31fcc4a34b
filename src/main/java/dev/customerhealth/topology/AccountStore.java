package dev.customerhealth.topology;

import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.state.AccountRecord;
import dev.customerhealth.state.AccountRecordCodec;
import dev.customerhealth.state.WrittenPast;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The accounts of a partition. The ones used last are kept decoded, and what changed is encoded and
 * stored once per commit: the events of one account come in bursts, and reading and writing the
 * stored form is the larger part of the work.
 *
 * <p>{@link #write()} must be called before every commit, see {@link CommitHook}. Not thread safe;
 * one per task, made anew whenever the task starts, so it never outlives a transaction that was
 * aborted.
 */
final class AccountStore {

  /** Accounts that may change between two commits before they are stored ahead of the second. */
  private static final int MOST_CHANGED = 4_096;

  private final KeyValueStore<String, byte[]> store;
  private final AccountRecordCodec codec = new AccountRecordCodec();
  private final Map<String, Entry> recent = new LinkedHashMap<>(16, 0.75f, true);
  private final List<Entry> changed = new ArrayList<>();
  private final int accountsInMemory;
  private Entry loaded;

  /**
   * @param accountsInMemory accounts kept decoded beyond a commit; between two commits up to
   *     {@value #MOST_CHANGED} more
   */
  AccountStore(KeyValueStore<String, byte[]> store, int accountsInMemory) {
    this.store = store;
    this.accountsInMemory = accountsInMemory;
  }

  /**
   * What is known of an account.
   *
   * @throws IllegalArgumentException when the stored bytes are no account
   */
  AccountRecord load(String accountId) {
    Entry known = recent.get(accountId);
    loaded = known != null ? known : remember(accountId);
    return loaded.record;
  }

  /** The sheet by which the account loaded last was last judged; null when it is not at hand. */
  ScoreSheet sheet() {
    return loaded.sheet;
  }

  private Entry remember(String accountId) {
    if (recent.size() >= accountsInMemory + MOST_CHANGED) {
      write();
    }
    WrittenPast written = new WrittenPast();
    Entry entry = new Entry(codec.decode(accountId, store.get(accountId), written), written);
    recent.put(accountId, entry);
    return entry;
  }

  /**
   * Takes what became of the account loaded last; it is stored with the next commit.
   *
   * @param sheet the sheet it was judged by; null when it was not judged
   * @throws IllegalStateException when it is another account, which would be lost
   */
  void save(AccountRecord record, ScoreSheet sheet) {
    if (!record.state().accountId().equals(loaded.record.state().accountId())) {
      throw new IllegalStateException(
          "expected account "
              + loaded.record.state().accountId()
              + ", which was loaded last, found "
              + record.state().accountId());
    }
    loaded.record = record;
    if (sheet != null) {
      loaded.sheet = sheet;
    }
    if (!loaded.changed) {
      loaded.changed = true;
      changed.add(loaded);
    }
  }

  /**
   * Ids of stored accounts in the order of their bytes, what changed since the last commit
   * included.
   *
   * @param last the id before the first one wanted; empty for the beginning
   * @param most how many at most
   */
  List<String> idsAfter(String last, int most) {
    write();
    List<String> ids = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> found =
        store.range(last.isEmpty() ? null : last + '\0', null)) {
      while (ids.size() < most && found.hasNext()) {
        ids.add(found.next().key);
      }
    }
    return ids;
  }

  /** How many accounts are stored, by looking at every key: for when a task begins. */
  long count() {
    long count = 0;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        all.next();
        count++;
      }
    }
    return count;
  }

  /** Stores what changed since the last time, and forgets the accounts not used for longest. */
  void write() {
    for (Entry entry : changed) {
      store.put(entry.record.state().accountId(), codec.encode(entry.record, entry.written));
      entry.changed = false;
    }
    changed.clear();
    Iterator<Entry> stalest = recent.values().iterator();
    while (recent.size() > accountsInMemory) {
      stalest.next();
      stalest.remove();
    }
  }

  private static final class Entry {
    private final WrittenPast written;
    private AccountRecord record;
    private ScoreSheet sheet;
    private boolean changed;

    Entry(AccountRecord record, WrittenPast written) {
      this.record = record;
      this.written = written;
    }
  }
}
