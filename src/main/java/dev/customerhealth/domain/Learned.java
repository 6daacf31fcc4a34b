package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.scoring.ChangeCause;

/**
 * What a signal taught us, before anything is judged by it.
 *
 * @param outcome what became of the signal; the rest is null unless it is SCORED
 * @param atMillis business time at which the account is to be judged
 * @param profile who the account is afterwards; null when not known
 * @param facts what happened, the signal included, on the day of atMillis
 * @param recentEvents ids seen, the signal's included
 * @param cause why a score that moves now moves
 * @param causeEventId the event's id; null when it was none
 */
record Learned(
    Outcome outcome,
    long atMillis,
    AccountProfile profile,
    AccountFacts facts,
    RecentEvents recentEvents,
    ChangeCause cause,
    String causeEventId) {

  static final Learned NOTHING_NEW = unchanged(Outcome.IGNORED);
  static final Learned SEEN_BEFORE = unchanged(Outcome.DUPLICATE);
  static final Learned TOO_OLD = unchanged(Outcome.LATE);

  private static Learned unchanged(Outcome outcome) {
    return new Learned(outcome, 0, null, null, null, null, null);
  }
}
