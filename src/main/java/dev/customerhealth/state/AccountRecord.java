package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountState;
import java.time.Instant;

/**
 * What rests in the store for one account: what is known of it, and where it is in the index of due
 * times.
 *
 * @param state what is known of the account
 * @param indexedDue the entry the account has in the index, in milliseconds since 1970 UTC; {@link
 *     #NEVER} when it has none. At or before {@link #nextDue}: the index is only touched when the
 *     due time gets earlier
 */
public record AccountRecord(AccountState state, long indexedDue) {

  /** No time. */
  public static final long NEVER = Long.MAX_VALUE;

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
