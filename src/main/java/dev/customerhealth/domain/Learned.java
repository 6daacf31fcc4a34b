package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Overriding;
import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.signal.AlertSignal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a signal taught us, before anything is judged by it.
 *
 * @param outcome what became of the signal; the rest is null unless it is SCORED
 * @param atMillis business time at which the account is to be judged
 * @param profile who the account is afterwards; null when not known
 * @param facts what happened, the signal included, on the day of atMillis
 * @param aged what had happened before the signal, on the same day; the same object as facts when
 *     the signal tells none
 * @param recentEvents ids seen, the signal's included
 * @param cause why a score that moves now moves
 * @param causeEventId the event's id; null when it was none
 * @param overriding what persons set, without what ended by atMillis
 * @param decisions what became of what persons decided; empty when there is none. Also told when
 *     the outcome is not SCORED
 * @param alertCommand what a person does about an alert; null when nobody does
 */
record Learned(
    Outcome outcome,
    long atMillis,
    AccountProfile profile,
    AccountFacts facts,
    AccountFacts aged,
    RecentEvents recentEvents,
    ChangeCause cause,
    String causeEventId,
    Overriding overriding,
    List<Decision> decisions,
    AlertSignal alertCommand) {

  static final Learned NOTHING_NEW = unchanged(Outcome.IGNORED, List.of());
  static final Learned SEEN_BEFORE = unchanged(Outcome.DUPLICATE, List.of());
  static final Learned TOO_OLD = unchanged(Outcome.LATE, List.of());

  /** Nothing is learned, and that is recorded. */
  static Learned unchanged(Outcome outcome, List<Decision> decisions) {
    return new Learned(outcome, 0, null, null, null, null, null, null, null, decisions, null);
  }

  /** The same with more decisions to be recorded. */
  Learned recording(List<Decision> others) {
    List<Decision> more = new ArrayList<>(decisions);
    more.addAll(others);
    return new Learned(
        outcome,
        atMillis,
        profile,
        facts,
        aged,
        recentEvents,
        cause,
        causeEventId,
        overriding,
        List.copyOf(more),
        alertCommand);
  }
}
