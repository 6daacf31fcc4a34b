package dev.customerhealth.domain.account;

import java.time.Instant;

/**
 * Everything remembered about one account.
 *
 * @param accountId the account
 * @param asOf latest business time the account has lived through; null when nothing was ever told
 * @param profile who the account is; null when no profile is known
 */
public record AccountState(String accountId, Instant asOf, AccountProfile profile) {

  /** An account of which nothing is known yet. */
  public static AccountState unknown(String accountId) {
    return new AccountState(accountId, null, null);
  }
}
