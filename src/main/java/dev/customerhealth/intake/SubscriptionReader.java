package dev.customerhealth.intake;

import dev.customerhealth.avro.SubscriptionChange;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal.Finance;
import dev.customerhealth.domain.signal.SubscriptionSignal.Kind;

/**
 * Reads subscription-changes (E15, E16, E18, E22, E23).
 *
 * @param limits what is taken for possible
 */
public record SubscriptionReader(IntakeLimits limits) implements SignalReader<SubscriptionChange> {

  private static final int MOST_PRODUCT_LINES = 1000;

  @Override
  public Received read(String key, SubscriptionChange event, Origin origin) {
    Inspection inspection = new Inspection(origin).key(key).value(event);
    if (!inspection.passed()) {
      return inspection.rejection(key, event == null ? null : event.getEventId(), event);
    }
    inspect(inspection, key, event);
    return inspection.passed()
        ? new Accepted(signal(event))
        : inspection.rejection(event.getAccountId(), event.getEventId(), event);
  }

  private void inspect(Inspection inspection, String key, SubscriptionChange event) {
    inspection
        .account(key, event.getAccountId())
        .id("event_id", event.getEventId())
        .time("occurred_at", event.getOccurredAt(), limits)
        .known("type", event.getType())
        .text("source", event.getSource())
        .idIfTold("subscription_id", event.getSubscriptionId())
        .within("mrr_before_minor", event.getMrrBeforeMinor(), 0, Long.MAX_VALUE)
        .within("mrr_after_minor", event.getMrrAfterMinor(), 0, Long.MAX_VALUE)
        .currency("currency", event.getCurrency())
        .within("seats", event.getSeats(), 0, Integer.MAX_VALUE)
        .ids("product_lines", event.getProductLines(), MOST_PRODUCT_LINES)
        .text("plan", event.getPlan())
        .day("term_end", event.getTermEnd())
        .idIfTold("invoice_id", event.getInvoiceId())
        .day("due_date", event.getDueDate())
        .idIfTold("opportunity_id", event.getOpportunityId())
        .text("reason", event.getReason())
        .text("applies_to_segment", event.getAppliesToSegment())
        .within("gross_margin", event.getGrossMargin(), 0.0, 1.0)
        .within("acquisition_cost_minor", event.getAcquisitionCostMinor(), 0, Long.MAX_VALUE)
        .within("cost_to_serve_minor", event.getCostToServeMinor(), 0, Long.MAX_VALUE);
    if (inspection.passed() && movesRevenue(event.getType())) {
      inspection.present("mrr_after_minor", event.getMrrAfterMinor());
    }
  }

  private static boolean movesRevenue(SubscriptionChangeType type) {
    return switch (type) {
      case NEW, RENEWED, EXPANDED, CONTRACTED, CHURNED -> true;
      case TRIAL_STARTED,
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
          RENEWAL_FORECAST,
          UNKNOWN ->
          false;
    };
  }

  private static SubscriptionSignal signal(SubscriptionChange event) {
    return new SubscriptionSignal(
        event.getEventId(),
        event.getAccountId(),
        event.getOccurredAt(),
        kind(event.getType()),
        event.getMrrAfterMinor(),
        event.getAmountMinor(),
        event.getCurrency(),
        event.getSeats(),
        event.getTermEnd(),
        event.getMrrBeforeMinor(),
        event.getProductLines(),
        event.getInvoiceId(),
        event.getOpportunityId(),
        event.getDueDate(),
        finance(event));
  }

  private static Finance finance(SubscriptionChange event) {
    return event.getType() == SubscriptionChangeType.FINANCE_FACTS
        ? new Finance(
            event.getAppliesToSegment(),
            event.getGrossMargin(),
            event.getAcquisitionCostMinor(),
            event.getCostToServeMinor())
        : null;
  }

  private static Kind kind(SubscriptionChangeType type) {
    return switch (type) {
      case NEW -> Kind.NEW;
      case RENEWED -> Kind.RENEWED;
      case EXPANDED -> Kind.EXPANDED;
      case CONTRACTED -> Kind.CONTRACTED;
      case CHURNED -> Kind.CHURNED;
      case TRIAL_STARTED -> Kind.TRIAL_STARTED;
      case TRIAL_ENDED -> Kind.TRIAL_ENDED;
      case INVOICE_ISSUED -> Kind.INVOICE_ISSUED;
      case INVOICE_DUE -> Kind.INVOICE_DUE;
      case INVOICE_PAID -> Kind.INVOICE_PAID;
      case INVOICE_FAILED -> Kind.INVOICE_FAILED;
      case INVOICE_DISPUTED -> Kind.INVOICE_DISPUTED;
      case FINANCE_FACTS -> Kind.FINANCE_FACTS;
      case EXPANSION_OPENED -> Kind.EXPANSION_OPENED;
      case EXPANSION_WON -> Kind.EXPANSION_WON;
      case EXPANSION_LOST -> Kind.EXPANSION_LOST;
      case RENEWAL_FORECAST -> Kind.RENEWAL_FORECAST;
      case UNKNOWN -> throw new IllegalArgumentException("an unknown type is refused before");
    };
  }
}
