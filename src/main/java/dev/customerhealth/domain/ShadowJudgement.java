package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.AlertCourse;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.measure.MeasureValues;

/**
 * What a shadow model remembers of an account. The score was told at least once, so that it names
 * the model.
 *
 * @param asOfMillis business time at which it judged the account last, in milliseconds since 1970
 *     UTC
 * @param judgement what it made of the facts
 * @param degraded as {@link AccountState#degraded()}, of what it would have told
 * @param values what was measured for it, from which it is quicker to read on; null when not at
 *     hand, as after a restart
 */
public record ShadowJudgement(
    long asOfMillis, Judgement judgement, boolean degraded, MeasureValues values) {

  /** Id of the model. */
  public String modelId() {
    return judgement.told().modelId();
  }

  /**
   * When time alone may next change something, in milliseconds since 1970 UTC; {@link
   * AlertCourse#NEVER} when it never will.
   */
  public long dueMillis() {
    long day =
        judgement.dueDay() == Days.NONE ? AlertCourse.NEVER : Days.startOf(judgement.dueDay());
    return Math.min(
        day, degraded ? asOfMillis + AccountState.LOOK_AGAIN : judgement.alertsDueMillis());
  }
}
