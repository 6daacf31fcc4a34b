package dev.customerhealth.domain.account;

import java.time.Instant;

/**
 * Everything remembered about one account.
 *
 * @param accountId the account
 * @param asOfMillis latest business time the account was judged at, in milliseconds since 1970;
 *     {@link #NEVER} when nothing was ever told
 * @param profile who the account is; null when no profile is known
 * @param facts what happened
 * @param recentEvents ids of the events seen last
 * @param judgement what was made of it
 * @param overriding what persons set beside it
 */
public record AccountState(
    String accountId,
    long asOfMillis,
    AccountProfile profile,
    AccountFacts facts,
    RecentEvents recentEvents,
    Judgement judgement,
    Overriding overriding) {

  /** Stands for no time at all. */
  public static final long NEVER = Long.MIN_VALUE;

  private static final long FAR = Long.MAX_VALUE;

  /** An account of which nothing is known yet. */
  public static AccountState unknown(String accountId) {
    return new AccountState(
        accountId,
        NEVER,
        null,
        AccountFacts.NONE,
        RecentEvents.NONE,
        Judgement.NONE,
        Overriding.NONE);
  }

  /** Latest business time the account was judged at; null when nothing was ever told. */
  public Instant asOf() {
    return asOfMillis == NEVER ? null : Instant.ofEpochMilli(asOfMillis);
  }

  /** When time alone may next change something; null when it never will. */
  public Instant nextDue() {
    long due = judgement.dueDay() == Days.NONE ? FAR : Days.startOf(judgement.dueDay());
    due = Math.min(due, judgement.alertsDueMillis());
    if (overriding.standing() != null) {
      due = Math.min(due, overriding.standing().untilMillis());
    }
    return due == FAR ? null : Instant.ofEpochMilli(due);
  }
}
