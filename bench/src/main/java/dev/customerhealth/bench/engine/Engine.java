package dev.customerhealth.bench.engine;

import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.state.AccountRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps accounts as the service does: those used last decoded, what changed encoded once a commit,
 * the others as bytes. A map stands for the store.
 */
abstract class Engine {
  private final Map<String, byte[]> stored = new HashMap<>();
  private final Map<String, Long> due = new HashMap<>();
  private final Map<String, Kept> recent = new LinkedHashMap<>(16, 0.75f, true);
  private final List<Kept> changed = new ArrayList<>();
  private final int accountsInMemory;

  /** An account in memory. */
  static final class Kept {
    private final String accountId;
    private AccountRecord record;
    private Object sheet;
    private boolean changed;

    private Object written;

    private Kept(String accountId) {
      this.accountId = accountId;
    }

    String accountId() {
      return accountId;
    }

    /** What is known of it. */
    AccountRecord record() {
      return record;
    }

    /** What it was judged by last, if the engine can read on from that; null without. */
    Object sheet() {
      return sheet;
    }

    /** Remembers what it was judged by. */
    void judgedBy(Object other) {
      sheet = other;
    }

    /** How it was written last, if the engine can write on from that; null without. */
    Object written() {
      return written;
    }

    /** Remembers how it was written. */
    void writtenAs(Object other) {
      written = other;
    }
  }

  /**
   * @param accountsInMemory accounts kept decoded beyond a commit
   */
  Engine(int accountsInMemory) {
    this.accountsInMemory = accountsInMemory;
  }

  /** What a signal makes of an account; the same object when it changes nothing. */
  abstract AccountRecord judge(Kept account, Signal signal, Instant time);

  /**
   * Decodes an account.
   *
   * @param bytes null for one that was never stored
   */
  abstract AccountRecord decode(Kept account, byte[] bytes);

  /** Encodes an account. */
  abstract byte[] encode(Kept account);

  /** Takes in a signal at a business time. */
  @SuppressWarnings("ReferenceEquality") // the same object is how "nothing changed" is said
  final void tell(Signal signal, Instant time) {
    Kept account = recent.computeIfAbsent(signal.accountId(), this::load);
    AccountRecord after = judge(account, signal, time);
    if (after != account.record) {
      account.record = after;
      due.put(account.accountId, after.nextDue());
      if (!account.changed) {
        account.changed = true;
        changed.add(account);
      }
    }
  }

  private Kept load(String accountId) {
    Kept account = new Kept(accountId);
    account.record = decode(account, stored.get(accountId));
    return account;
  }

  /** Tells the time to the accounts that it may concern. */
  final void tick(Instant time) {
    List<String> concerned = new ArrayList<>();
    due.forEach(
        (accountId, at) -> {
          if (at <= time.toEpochMilli()) {
            concerned.add(accountId);
          }
        });
    for (String accountId : concerned) {
      tell(new TimePassed(accountId, time), time);
    }
  }

  /** Encodes what changed, and forgets the accounts not used for longest. */
  final void commit() {
    for (Kept account : changed) {
      stored.put(account.accountId, encode(account));
      account.changed = false;
    }
    changed.clear();
    Iterator<Kept> stalest = recent.values().iterator();
    while (recent.size() > accountsInMemory) {
      stalest.next();
      stalest.remove();
    }
  }

  /** Bytes of all accounts stored. */
  final long storedBytes() {
    return stored.values().stream().mapToLong(bytes -> bytes.length).sum();
  }
}
