package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;

/**
 * On which day time alone may next move some measures of an account. Who judges the account by the
 * same measures need not look again.
 *
 * @param watched the measures
 * @param facts what they were read from
 * @param profile who the account is; null when not known
 * @param day as {@link DueDays#next} says
 */
public record DueLook(AskedMeasures watched, AccountFacts facts, AccountProfile profile, int day) {

  /**
   * A look at some measures.
   *
   * @param known an earlier look at whatever; null when none is at hand
   */
  @SuppressWarnings("ReferenceEquality") // equal but not the same is looked at again
  public static DueLook at(
      AskedMeasures watched, AccountFacts facts, AccountProfile profile, DueLook known) {
    return known != null
            && known.watched == watched
            && known.facts == facts
            && known.profile == profile
        ? known
        : new DueLook(watched, facts, profile, DueDays.next(facts, profile, watched));
  }
}
