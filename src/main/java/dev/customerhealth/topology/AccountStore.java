package dev.customerhealth.topology;

import dev.customerhealth.state.AccountRecord;
import dev.customerhealth.state.AccountRecordCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The accounts of a partition. The ones used last are kept decoded, because the events of one
 * account come in bursts and reading the stored form is the larger part of the work. Not thread
 * safe; one per task, made anew whenever the task starts, so it never outlives a transaction that
 * was aborted.
 */
final class AccountStore {

  private final KeyValueStore<String, byte[]> store;
  private final AccountRecordCodec codec = new AccountRecordCodec();
  private final Map<String, AccountRecord> recent;

  AccountStore(KeyValueStore<String, byte[]> store, int accountsInMemory) {
    this.store = store;
    this.recent = new Recent(accountsInMemory);
  }

  /**
   * What is known of an account.
   *
   * @throws IllegalArgumentException when the stored bytes are no account
   */
  AccountRecord load(String accountId) {
    AccountRecord known = recent.get(accountId);
    return known != null ? known : codec.decode(accountId, store.get(accountId));
  }

  /** The stored form; made before the first write, because making it may throw. */
  byte[] encode(AccountRecord record) {
    return codec.encode(record);
  }

  void save(AccountRecord record, byte[] encoded) {
    String accountId = record.state().accountId();
    recent.remove(accountId);
    store.put(accountId, encoded);
    recent.put(accountId, record);
  }

  private static final class Recent extends LinkedHashMap<String, AccountRecord> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD_FACTOR = 0.75f;

    private final int most;

    Recent(int most) {
      super(16, LOAD_FACTOR, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, AccountRecord> eldest) {
      return size() > most;
    }
  }
}
