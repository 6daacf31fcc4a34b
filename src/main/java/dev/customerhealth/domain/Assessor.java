package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.account.Overriding;
import dev.customerhealth.domain.alerting.RuleChange;
import dev.customerhealth.domain.scoring.AppliedOverride;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.signal.ProfileRemoved;
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
  private final boolean held;
  private final Judging.Terms usual;

  /** An assessor that raises alerts. */
  public Assessor() {
    this(false);
  }

  /**
   * An assessor.
   *
   * @param held whether alerts are held back, because what is seen of all accounts may be a fault
   *     of the data
   */
  public Assessor(boolean held) {
    this.held = held;
    this.usual = new Judging.Terms(held, RuleChange.NONE, null);
  }

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
    return assess(before, null, signal, time, policy);
  }

  /**
   * The same with the same result, quicker: an event changes few of the measures the account was
   * last judged by.
   *
   * @param known the account's sheet of an earlier {@link Assessment}; null when none is at hand
   */
  public Assessment assess(
      AccountState before, ScoreSheet known, Signal signal, Instant time, HealthPolicy policy) {
    Learned learned = signal.accept(new Learning(before, time, policy));
    if (learned.outcome() != Outcome.SCORED) {
      return new Assessment(
          before,
          learned.outcome(),
          Optional.empty(),
          List.of(),
          learned.decisions(),
          before.nextDue(),
          null,
          null,
          null);
    }
    return Judging.judge(before, known, learned, policy, usual);
  }

  /**
   * Judges an account at the moment from which it is judged in another way, whether something is
   * due or not. What an account is told later never undoes that: no account is judged by a regime
   * before it was judged by those that came earlier.
   *
   * @param before what is known of the account
   * @param moment when the other way came into force; an account that lived further already is
   *     judged at its own latest time
   * @param policy how accounts are judged from then on
   */
  public Assessment switched(AccountState before, Instant moment, HealthPolicy policy) {
    return switched(before, moment, policy, RuleChange.NONE);
  }

  /**
   * The same where alert rules are others too.
   *
   * @param change how those that hold from then on differ from those before
   */
  public Assessment switched(
      AccountState before, Instant moment, HealthPolicy policy, RuleChange change) {
    return switched(before, moment, null, policy, change);
  }

  /**
   * The same where it is known how accounts were judged before, so that what the former model makes
   * of them is told apart from what the change of model does.
   *
   * @param former how accounts were judged until then; null when not known
   */
  public Assessment switched(
      AccountState before,
      Instant moment,
      HealthPolicy former,
      HealthPolicy policy,
      RuleChange change) {
    if (before.asOfMillis() == AccountState.NEVER) {
      return new Assessment(
          before, Outcome.IGNORED, Optional.empty(), List.of(), List.of(), null, null, null, null);
    }
    Learning learning = new Learning(before, moment, policy);
    return Judging.judge(
        before,
        null,
        learning.judgedOtherwise(moment),
        policy,
        new Judging.Terms(held, change, former));
  }

  /**
   * What a shadow makes of an account that was just judged: of the same facts, with a memory of its
   * own.
   *
   * @param before what was known of the account
   * @param after what is known of it now, at the time at which the shadow judges it
   * @param live what the live model made of it; null when that was not asked and only time passed
   * @param remembered what the shadow remembers of it; null when it meets the account
   * @param shownAnew whether the account is shown in another way than before
   * @param change how the alert rules differ from those before
   */
  @SuppressWarnings("ReferenceEquality") // nearly always the rules are those of before
  public ShadowAssessment shadow(
      AccountState before,
      AccountState after,
      Assessment live,
      ShadowJudgement remembered,
      Shadow shadow,
      boolean shownAnew,
      RuleChange change) {
    ScoreSheet sheet =
        shadow.score(
            after.facts(),
            after.profile(),
            live == null ? null : live.sheet().values(),
            remembered == null ? null : remembered.values());
    Learned learned =
        new Learned(
            Outcome.SCORED,
            after.asOfMillis(),
            after.profile(),
            after.facts(),
            live == null ? after.facts() : live.aged(),
            after.recentEvents(),
            ChangeCause.EVENT,
            null,
            after.overriding(),
            List.of(),
            null);
    return Judging.shadow(
        asShadowKnew(before, after, remembered),
        learned,
        shadow,
        sheet,
        live == null ? null : live.measuresDue(),
        shownAnew,
        change.equals(RuleChange.NONE) ? usual : new Judging.Terms(held, change, null));
  }

  /** Time may have brought the shadow to a later day than the live model: that one was not due. */
  private static AccountState asShadowKnew(
      AccountState before, AccountState after, ShadowJudgement remembered) {
    if (remembered == null) {
      return with(after, after.overriding(), after.facts(), Judgement.NONE, false);
    }
    AccountFacts facts = before.facts().keeping(after.facts().retention().days());
    int lived = Days.of(remembered.asOfMillis());
    return with(
        before,
        after.overriding(),
        lived > facts.day() ? facts.advancedTo(lived) : facts,
        remembered.judgement(),
        remembered.degraded());
  }

  private static AccountState with(
      AccountState account,
      Overriding overriding,
      AccountFacts facts,
      Judgement judgement,
      boolean degraded) {
    return new AccountState(
        account.accountId(),
        account.asOfMillis(),
        account.profile(),
        facts,
        account.recentEvents(),
        judgement,
        overriding,
        degraded);
  }

  /**
   * An account when nothing but time went on, for who judges it when the live model does not.
   *
   * @param atMillis business time in milliseconds since 1970 UTC; one that the account lived
   *     through already changes nothing but how far back it remembers
   * @param policy how accounts are judged
   */
  public static AccountState advanced(AccountState account, long atMillis, HealthPolicy policy) {
    int kept = policy.keptDays(account.profile());
    if (atMillis <= account.asOfMillis()) {
      return kept == account.facts().retention().days()
          ? account
          : with(
              account,
              account.overriding(),
              account.facts().keeping(kept),
              account.judgement(),
              account.degraded());
    }
    return new AccountState(
        account.accountId(),
        atMillis,
        account.profile(),
        account.facts().keeping(kept).advancedTo(Days.of(atMillis)),
        account.recentEvents(),
        account.judgement(),
        account.overriding(),
        account.degraded());
  }

  /**
   * Whether a regime has an account scored by another model or table of peers than it was, its
   * model chosen by another rule, or alerted by other rules.
   *
   * @param before what is known of the account, which lived through the earlier regime or, when it
   *     is ahead of its partition, through the later one already
   */
  public static boolean isSwitchedBy(AccountState before, Regime earlier, Regime later) {
    if (before.asOfMillis() == AccountState.NEVER || !later.judgesOtherwiseThan(earlier)) {
      return false;
    }
    // What lived further knows the later rules: it met them when it came past their moment.
    if (before.asOfMillis() < later.fromMillis() && later.alertsOtherwiseThan(earlier)) {
      return true;
    }
    SelectionRule rule = chosen(before, later.policy());
    return later.policy().judgesOtherwise(before.judgement().told(), rule.model())
        || HealthPolicy.choosesOtherwise(before.judgement().told(), rule)
        || (before.asOfMillis() < later.fromMillis()
            && judgeOtherwise(before, earlier.policy(), later.policy()));
  }

  private static boolean judgeOtherwise(
      AccountState state, HealthPolicy earlier, HealthPolicy later) {
    ScoringModel before = chosen(state, earlier).model();
    ScoringModel after = chosen(state, later).model();
    return !before.isSameAs(after) || earlier.peersVersion(before) != later.peersVersion(after);
  }

  private static SelectionRule chosen(AccountState state, HealthPolicy policy) {
    return policy.models().choose(state.facts(), state.profile(), state.facts().day());
  }

  /**
   * The business time at which a signal has an account judged, in milliseconds since 1970 UTC.
   *
   * @param time the business time of the partition; null before the first tick
   */
  public static long judgedAt(AccountState before, Signal signal, Instant time) {
    long known =
        time == null ? before.asOfMillis() : Math.max(before.asOfMillis(), time.toEpochMilli());
    // A tombstone carries no business time.
    return signal instanceof ProfileRemoved
        ? known
        : Math.max(known, signal.occurredAt().toEpochMilli());
  }

  /**
   * The score of an account as it stands, told or not: for when who the account is changed and its
   * current score is to be shown anew.
   *
   * @param state an account that something was told about
   * @param policy how accounts are judged
   */
  public HealthScore score(AccountState state, HealthPolicy policy) {
    SelectionRule rule = chosen(state, policy);
    return policy
        .score(rule.model(), state.facts(), state.profile())
        .toHealthScore(state.asOf(), rule.id())
        .with(AppliedOverride.of(state.overriding().standing(), rule.model()));
  }
}
