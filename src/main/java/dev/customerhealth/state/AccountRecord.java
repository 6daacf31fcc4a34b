package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountState;
import java.time.Instant;

/**
 * What rests in the store for one account: what is known of it, where it is in the index of due
 * times, and what shadow models make of it.
 *
 * @param state what is known of the account
 * @param indexedDue the entry the account has in the index, in milliseconds since 1970 UTC; {@link
 *     #NEVER} when it has none. At or before {@link #nextDue}: the index is only touched when the
 *     due time gets earlier
 * @param shadows what shadow models remember of it
 */
public record AccountRecord(AccountState state, long indexedDue, AccountShadows shadows) {

  /** No time. */
  public static final long NEVER = Long.MAX_VALUE;

  /** An account that no shadow model judged. */
  public AccountRecord(AccountState state, long indexedDue) {
    this(state, indexedDue, AccountShadows.NONE);
  }

  /** The same account with something else that shadow models remember. */
  public AccountRecord with(AccountShadows other) {
    return new AccountRecord(state, indexedDue, other);
  }

  /** The same account with an entry in the index of due times; {@link #NEVER} for none. */
  AccountRecord indexedAt(long due) {
    return new AccountRecord(state, due, shadows);
  }

  /** The same account without an entry in the index of due times. */
  public AccountRecord unindexed() {
    return new AccountRecord(state, NEVER, shadows);
  }

  /** An account of which nothing is known yet. */
  public static AccountRecord unknown(String accountId) {
    return new AccountRecord(AccountState.unknown(accountId), NEVER);
  }

  /**
   * When time alone may next change something, in milliseconds since 1970 UTC; {@link #NEVER} when
   * it never will.
   */
  public long nextDue() {
    Instant due = state.nextDue();
    return due == null ? NEVER : due.toEpochMilli();
  }
}
