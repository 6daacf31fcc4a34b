package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.scoring.AppliedOverride;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.signal.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one function of the service: what a signal does to an account.
 *
 * <p>First what is known changes ({@link Learning}), then the account is judged by it ({@link
 * Judging}). Everything a score is made of is counted in whole UTC days, so within a day time alone
 * changes nothing.
 */
public final class Assessor {

  /**
   * Applies a signal and judges the account.
   *
   * <p>In this order: a fact older than the longest window is {@link Outcome#LATE}, whether it was
   * seen before or not, so that the answer depends on times alone and not on which ids are still
   * remembered; a fact seen before is {@link Outcome#DUPLICATE}; a fact nothing uses is {@link
   * Outcome#IGNORED}. What a person commands may be {@link Outcome#REFUSED}. All four leave the
   * account as it was, and {@link Assessment#nextDue()} is then the one known before.
   *
   * @param before what is known of the account
   * @param signal a valid signal about the same account
   * @param time the business time of the partition; null before the first tick. The account is
   *     judged at the latest of this time, the signal's and the one it has lived through
   * @param policy how accounts are judged
   */
  public Assessment assess(AccountState before, Signal signal, Instant time, HealthPolicy policy) {
    Learned learned = signal.accept(new Learning(before, time, policy.models()));
    if (learned.outcome() != Outcome.SCORED) {
      return new Assessment(
          before,
          learned.outcome(),
          Optional.empty(),
          List.of(),
          learned.decisions(),
          before.nextDue());
    }
    return Judging.judge(before, learned, policy);
  }

  /**
   * The score of an account as it stands, told or not: for when who the account is changed and its
   * current score is to be shown anew.
   *
   * @param state an account that something was told about
   * @param policy how accounts are judged
   */
  public HealthScore score(AccountState state, HealthPolicy policy) {
    SelectionRule rule =
        policy.models().choose(state.facts(), state.profile(), state.facts().day());
    return policy
        .score(rule.model(), state.facts(), state.profile())
        .toHealthScore(state.asOf(), rule.id())
        .with(AppliedOverride.of(state.overriding().standing(), rule.model()));
  }
}
