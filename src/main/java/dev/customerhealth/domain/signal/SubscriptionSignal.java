package dev.customerhealth.domain.signal;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A commercial fact: E15, E16, E18, E22 and E23.
 *
 * @param kind what changed
 * @param mrrAfterMinor monthly recurring revenue of the account afterwards, in minor units; null
 *     when not told
 * @param amountMinor amount of an invoice, opportunity or forecast, in minor units; null when not
 *     told
 * @param currency ISO 4217 code of the amounts; null when there is none
 * @param seats seats of the account afterwards, at least 0; null when not told
 * @param termEnd last day of the term; null when not told
 */
public record SubscriptionSignal(
    String eventId,
    String accountId,
    Instant occurredAt,
    Kind kind,
    Long mrrAfterMinor,
    Long amountMinor,
    String currency,
    Integer seats,
    LocalDate termEnd)
    implements AccountSignal {

  /** What changed. */
  public enum Kind {
    NEW,
    RENEWED,
    EXPANDED,
    CONTRACTED,
    CHURNED,
    TRIAL_STARTED,
    TRIAL_ENDED,
    INVOICE_ISSUED,
    INVOICE_DUE,
    INVOICE_PAID,
    INVOICE_FAILED,
    INVOICE_DISPUTED,
    FINANCE_FACTS,
    EXPANSION_OPENED,
    EXPANSION_WON,
    EXPANSION_LOST,
    RENEWAL_FORECAST
  }

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.subscription(this);
  }
}
