package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringModel;

/**
 * The highs as if an account had been looked at on every day since it was judged last: a score
 * holds until the day on which time changes it, whether anybody looked or not. So drops are
 * measured against the same highs however often ticks come.
 */
final class HighsByDay {
  private final AccountFacts facts;
  private final AccountProfile profile;
  private final ScoreHighs before;
  private final boolean scored;
  private final HealthPolicy policy;
  private final Aged aged;

  private HighsByDay(AccountState account, Aged aged, HealthPolicy policy) {
    this.facts = aged.earlier();
    this.profile = account.profile();
    this.aged = aged;
    this.before = account.judgement().highs();
    this.scored = account.judgement().told().scored();
    this.policy = policy;
  }

  /**
   * The highs known on a day. Scores of different models are never compared, nor scores within and
   * after a grace period: where time changes the model or ends a grace, the highs begin anew.
   *
   * <p>Asked for every event: on a day that the account has seen already nothing is made.
   *
   * @param account as it was before a signal
   * @param aged the same on the day of now
   * @param held whether alerts are held back. Then the last good score holds, whatever the data say
   *     meanwhile: a drop is later measured against it as if there had been no fault
   */
  static ScoreHighs until(
      int today, AccountState account, Aged aged, HealthPolicy policy, boolean held) {
    ScoreHighs before = account.judgement().highs();
    if (held || account.degraded()) {
      return before.heldUntil(today);
    }
    int day = account.facts().day();
    return day == Days.NONE || day >= today
        ? before
        : new HighsByDay(account, aged, policy).lived(today);
  }

  @SuppressWarnings("ReferenceEquality") // the very facts of before, on which no day passed yet
  private ScoreHighs lived(int today) {
    AccountFacts then = facts;
    ScoreHighs highs = before;
    boolean known = scored;
    ScoringModel model = modelOn(then.day());
    int oldest = policy.oldestHigh(today);
    int due = policy.nextDue(model, then, profile);
    while (due != Days.NONE && due <= today) {
      int next = Math.max(due, Math.min(oldest, today));
      if (known && next == due) {
        highs = highs.heldUntil(next - 1);
      }
      int ageBefore = Lifecycle.ageDays(then, profile);
      boolean atOnce = then == facts && next == today;
      then = atOnce ? aged.facts() : then.advancedTo(next);
      ScoringModel modelThen = modelOn(next);
      if (!modelThen.isSameAs(model)) {
        highs = ScoreHighs.NONE;
        model = modelThen;
      }
      ScoreSheet sheet =
          atOnce && aged.isOf(model) ? aged.sheet() : policy.score(model, then, profile);
      if (sheet.asksOtherwiseThanAt(ageBefore)) {
        highs = ScoreHighs.NONE;
      }
      known = sheet.scored();
      if (known) {
        highs = highs.with(next, sheet.points(), oldest);
      }
      due = policy.nextDue(model, then, profile);
    }
    return known ? highs.heldUntil(today) : highs;
  }

  /** Chosen by the facts of before, as the account was then. */
  private ScoringModel modelOn(int day) {
    return policy.models().choose(facts, profile, day).model();
  }
}
