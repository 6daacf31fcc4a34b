package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal;

/**
 * A fact of finance that holds for a whole segment (E18).
 *
 * @param segment the segment
 * @param finance what is known of it from then on
 * @param accountId the account it was told with; empty when that is not remembered
 * @param eventId the event; null when it is not remembered
 */
public record SegmentFact(String segment, Finance finance, String accountId, String eventId) {

  private static final String KIND = SubscriptionSignal.Kind.FINANCE_FACTS.name();

  /** What a fact tells of a whole segment; null when it tells nothing of one. */
  public static SegmentFact of(AccountSignal fact) {
    return fact instanceof SubscriptionSignal told
            && told.finance() != null
            && told.finance().segment() != null
        ? new SegmentFact(
            told.finance().segment(), AccountLedger.finance(told), told.accountId(), told.eventId())
        : null;
  }

  /** It as what restates months that are over. */
  public Cause cause() {
    return new Cause(accountId, eventId, KIND, finance.atMillis());
  }
}
