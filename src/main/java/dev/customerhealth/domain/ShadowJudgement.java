package dev.customerhealth.domain;

import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.measure.MeasureValues;

/**
 * What a shadow model remembers of an account. The score was told at least once, so that it names
 * the model.
 *
 * @param asOfMillis business time at which it judged the account last, in milliseconds since 1970
 *     UTC
 * @param judgement what it made of the facts
 * @param values what was measured for it, from which it is quicker to read on; null when not at
 *     hand, as after a restart
 */
public record ShadowJudgement(long asOfMillis, Judgement judgement, MeasureValues values) {

  /** Id of the model. */
  public String modelId() {
    return judgement.told().modelId();
  }
}
