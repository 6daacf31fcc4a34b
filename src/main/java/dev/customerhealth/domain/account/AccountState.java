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
 * @param degraded whether the score told last, or an alert that was not told, may say more of the
 *     data than of the customer: alerts were held back then, and the account is to be looked at
 *     again
 */
public record AccountState(
    String accountId,
    long asOfMillis,
    AccountProfile profile,
    AccountFacts facts,
    RecentEvents recentEvents,
    Judgement judgement,
    Overriding overriding,
    boolean degraded) {

  /** Stands for no time at all. */
  public static final long NEVER = Long.MIN_VALUE;

  /** When an account is looked at again whose alerts are held back, in milliseconds. */
  public static final long LOOK_AGAIN = 5 * 60 * 1000L;

  private static final long FAR = Long.MAX_VALUE;

  /** An account none of whose alerts is held back. */
  public AccountState(
      String accountId,
      long asOfMillis,
      AccountProfile profile,
      AccountFacts facts,
      RecentEvents recentEvents,
      Judgement judgement,
      Overriding overriding) {
    this(accountId, asOfMillis, profile, facts, recentEvents, judgement, overriding, false);
  }

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

  /**
   * When time alone may next change something; null when it never will. While alerts are held back
   * none moves on by itself: that it would has the account looked at again.
   */
  public Instant nextDue() {
    long due = judgement.dueDay() == Days.NONE ? FAR : Days.startOf(judgement.dueDay());
    due = Math.min(due, degraded ? asOfMillis + LOOK_AGAIN : judgement.alertsDueMillis());
    if (overriding.standing() != null) {
      due = Math.min(due, overriding.standing().untilMillis());
    }
    return due == FAR ? null : Instant.ofEpochMilli(due);
  }
}
