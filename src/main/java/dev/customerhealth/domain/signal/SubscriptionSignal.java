package dev.customerhealth.domain.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

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
 * @param mrrBeforeMinor monthly recurring revenue of the account before, in minor units; null when
 *     not told
 * @param productLines product lines held afterwards; empty when not told
 * @param invoiceId the invoice concerned; null when there is none
 * @param opportunityId the expansion opportunity concerned; null when there is none
 * @param dueDate day an invoice is due or an opportunity is expected to close; null when not told
 * @param finance figures of FINANCE_FACTS; null otherwise
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
    LocalDate termEnd,
    Long mrrBeforeMinor,
    List<String> productLines,
    String invoiceId,
    String opportunityId,
    LocalDate dueDate,
    Finance finance)
    implements AccountSignal {

  /**
   * Fact E18.
   *
   * @param segment the segment the figures hold for; null when they hold for the account alone
   * @param grossMargin 0 to 1; null when not told
   * @param acquisitionCostMinor cost of winning the account, in minor units; null when not told
   * @param costToServeMinor monthly cost of serving the account, in minor units; null when not told
   */
  public record Finance(
      String segment, Double grossMargin, Long acquisitionCostMinor, Long costToServeMinor) {}

  public SubscriptionSignal {
    productLines = List.copyOf(productLines);
  }

  /** A fact about the contract alone. */
  public SubscriptionSignal(
      String eventId,
      String accountId,
      Instant occurredAt,
      Kind kind,
      Long mrrAfterMinor,
      Long amountMinor,
      String currency,
      Integer seats,
      LocalDate termEnd) {
    this(
        eventId,
        accountId,
        occurredAt,
        kind,
        mrrAfterMinor,
        amountMinor,
        currency,
        seats,
        termEnd,
        null,
        List.of(),
        null,
        null,
        null,
        null);
  }

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
    RENEWAL_FORECAST;

    /** Whether it is a fact about an invoice (E16). */
    public boolean isAboutInvoice() {
      return switch (this) {
        case INVOICE_ISSUED, INVOICE_DUE, INVOICE_PAID, INVOICE_FAILED, INVOICE_DISPUTED -> true;
        case NEW,
            RENEWED,
            EXPANDED,
            CONTRACTED,
            CHURNED,
            TRIAL_STARTED,
            TRIAL_ENDED,
            FINANCE_FACTS,
            EXPANSION_OPENED,
            EXPANSION_WON,
            EXPANSION_LOST,
            RENEWAL_FORECAST ->
            false;
      };
    }
  }

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.subscription(this);
  }
}
