package dev.customerhealth.topology;

import dev.customerhealth.domain.portfolio.AccountLedger;
import dev.customerhealth.domain.portfolio.BookKeeping;
import dev.customerhealth.state.AccountLedgerCodec;
import dev.customerhealth.state.WrittenLedger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the book remembers of the accounts of a partition, the ones used last decoded; what changed
 * is stored once per commit. Like {@link AccountStore}; not thread safe, one per task.
 */
final class LedgerStore implements BookKeeping.Ledgers {

  private final KeyValueStore<String, byte[]> store;
  private final AccountLedgerCodec codec = new AccountLedgerCodec();
  private final Map<String, Recent> recent = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, AccountLedger> changed = new LinkedHashMap<>();
  private final int mostRecent;

  /**
   * @param mostRecent ledgers kept decoded
   */
  LedgerStore(KeyValueStore<String, byte[]> store, int mostRecent) {
    this.store = store;
    this.mostRecent = mostRecent;
  }

  @Override
  public AccountLedger load(String accountId) {
    Recent known = recent.get(accountId);
    if (known != null) {
      return known.ledger;
    }
    AccountLedger unwritten = changed.get(accountId);
    if (unwritten != null) {
      remember(accountId, new Recent(unwritten, null));
      return unwritten;
    }
    byte[] bytes = store.get(accountId);
    if (bytes == null) {
      AccountLedger unknown = AccountLedger.unknown(accountId);
      remember(accountId, new Recent(unknown, null));
      return unknown;
    }
    WrittenLedger written = codec.read(accountId, bytes);
    remember(accountId, new Recent(written.ledger(), written));
    return written.ledger();
  }

  @Override
  public void save(AccountLedger ledger) {
    Recent known = recent.get(ledger.accountId());
    if (known == null) {
      remember(ledger.accountId(), new Recent(ledger, null));
    } else {
      known.ledger = ledger;
    }
    changed.put(ledger.accountId(), ledger);
  }

  private void remember(String accountId, Recent ledger) {
    recent.put(accountId, ledger);
    if (recent.size() > mostRecent) {
      Iterator<Recent> stalest = recent.values().iterator();
      stalest.next();
      stalest.remove();
    }
  }

  /**
   * Ids of accounts in the order of their bytes.
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

  /** Shows every ledger; for the start of a task. */
  void forEach(Consumer<AccountLedger> reader) {
    write();
    try (KeyValueIterator<String, byte[]> found = store.all()) {
      while (found.hasNext()) {
        KeyValue<String, byte[]> entry = found.next();
        reader.accept(codec.decode(entry.key, entry.value));
      }
    }
  }

  /** Stores what changed since the last time; must be called before every commit. */
  void write() {
    changed.forEach(
        (accountId, ledger) -> {
          Recent known = recent.get(accountId);
          WrittenLedger written = codec.write(ledger, known == null ? null : known.written);
          if (known != null) {
            known.written = written;
          }
          store.put(accountId, written.bytes());
        });
    changed.clear();
  }

  /** A ledger used lately, and what was read or written of it last. */
  private static final class Recent {
    private AccountLedger ledger;
    private WrittenLedger written;

    Recent(AccountLedger ledger, WrittenLedger written) {
      this.ledger = ledger;
      this.written = written;
    }
  }
}
