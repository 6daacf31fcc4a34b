package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.ScoreCloses;
import dev.customerhealth.domain.account.ScoreCloses.Close;
import dev.customerhealth.domain.account.ScoreCloses.Period;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Notes how weeks and months ended that went by since an account was judged last: a score is a
 * matter of the facts and the day, so a close is the same whether anybody looked on that day or
 * not. Only scores of one model are compared, and only such as asked the same questions.
 */
final class Closing {
  private static final int LONGEST_MONTH = 31;
  private static final int WEEK = 7;

  private final AccountFacts facts;
  private final AccountProfile profile;
  private final ScoreCloses before;
  private final ScoreSheet sheet;
  private final ScoringModel model;
  private final HealthPolicy policy;
  private final boolean held;
  private final boolean degraded;

  /**
   * For an account as it was before a signal.
   *
   * @param sheet its score after the signal
   * @param model that made it
   * @param held whether alerts are held back, because what is seen may be a fault of the data. A
   *     week that ends meanwhile has no close: the next one is compared with the last before it
   */
  Closing(
      AccountState account,
      ScoreSheet sheet,
      ScoringModel model,
      HealthPolicy policy,
      boolean held) {
    this.facts = account.facts();
    this.profile = account.profile();
    this.before = account.judgement().closes();
    this.sheet = sheet;
    this.model = model;
    this.policy = policy;
    this.held = held;
    this.degraded = account.degraded();
  }

  /**
   * The closes known on a day, those before it included.
   *
   * @param anew whether nothing that was before can be compared with what is now
   */
  ScoreCloses until(int today, boolean anew) {
    ScoreCloses closes = anew ? ScoreCloses.NONE : before;
    for (Period period : Period.values()) {
      int kept = policy.closesKept(period, profile, today, model);
      if (anew || kept == 0 || facts.day() == Days.NONE) {
        closes = closes.with(period, List.of());
      } else if (facts.day() < today) {
        closes = closes.with(period, closed(period, today, kept));
      }
    }
    return closes;
  }

  private List<Close> closed(Period period, int today, int kept) {
    List<Close> closes = new ArrayList<>();
    if (isComparable(facts.day())) {
      closes.addAll(before.of(period));
    }
    int longest = period == Period.WEEKLY ? WEEK : LONGEST_MONTH;
    int end = period.endOf(Math.max(facts.day(), today - (kept + 1) * longest));
    for (; end < today; end = period.endOf(end + 1)) {
      if (isWithinFault(end, today)) {
        continue;
      }
      ScoreSheet then = policy.score(model, facts.advancedTo(end), profile);
      if (then.scored() && isComparable(end)) {
        closes.add(
            new Close(end, then.score(), Arrays.stream(then.componentScores()).boxed().toList()));
      } else {
        closes.clear();
      }
    }
    return closes.subList(Math.max(0, closes.size() - kept), closes.size());
  }

  /** Of a fault that this account has not met yet nobody knows the beginning: not long ago. */
  private boolean isWithinFault(int end, int today) {
    return degraded || (held && end == today - 1);
  }

  private boolean isComparable(int day) {
    return policy.models().choose(facts, profile, day).model().isSameAs(model)
        && !sheet.asksOtherwiseThanAt(Lifecycle.ageDays(facts, profile, day));
  }
}
