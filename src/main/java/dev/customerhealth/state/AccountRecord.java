package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountState;

/**
 * What rests in the store for one account: what is known of it, and when time alone may change it.
 *
 * @param state what is known of the account
 * @param nextDue when time alone may next change something, in milliseconds since 1970 UTC; {@link
 *     #NEVER} when it never will
 * @param indexedDue the entry the account has in the index of due times; {@link #NEVER} when it has
 *     none. At or before {@code nextDue}: the index is only touched when the due time gets earlier
 */
public record AccountRecord(AccountState state, long nextDue, long indexedDue) {

  /** No time. */
  public static final long NEVER = Long.MAX_VALUE;

  /** An account of which nothing is known yet. */
  public static AccountRecord unknown(String accountId) {
    return new AccountRecord(AccountState.unknown(accountId), NEVER, NEVER);
  }
}
