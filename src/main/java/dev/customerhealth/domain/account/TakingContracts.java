package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SubscriptionSignal;

/** How commercial facts are taken in (E15, E16). */
final class TakingContracts {
  private TakingContracts() {}

  static AccountFacts take(AccountFacts facts, SubscriptionSignal signal) {
    return switch (signal.kind()) {
      case NEW, RENEWED, EXPANDED, CONTRACTED, CHURNED, TRIAL_STARTED -> contract(facts, signal);
      case INVOICE_ISSUED, INVOICE_DUE, INVOICE_PAID, INVOICE_FAILED, INVOICE_DISPUTED ->
          invoice(facts, signal);
      case TRIAL_ENDED,
          FINANCE_FACTS,
          EXPANSION_OPENED,
          EXPANSION_WON,
          EXPANSION_LOST,
          RENEWAL_FORECAST ->
          facts;
    };
  }

  @SuppressWarnings("ReferenceEquality") // the same object is how "nothing new" is said
  private static AccountFacts contract(AccountFacts facts, SubscriptionSignal signal) {
    long at = signal.occurredAt().toEpochMilli();
    Subscription told = facts.subscription().after(signal);
    boolean renewed = signal.kind() == SubscriptionSignal.Kind.RENEWED;
    if (signal.mrrAfterMinor() == null && !renewed) {
      return told == facts.subscription() ? facts : facts.withSubscription(told);
    }
    Matters matters = facts.matters();
    RevenueHistory revenue =
        signal.mrrAfterMinor() == null
            ? matters.revenue()
            : matters
                .revenue()
                .with(
                    Register.minute(at),
                    signal.mrrAfterMinor(),
                    Register.currency(signal.currency()));
    return facts
        .withSubscription(told)
        .withMatters(matters.withRevenue(revenue, renewed ? Days.of(at) : Days.NONE));
  }

  /** What is followed one by one is followed by its id; failures and disputes count without one. */
  private static AccountFacts invoice(AccountFacts facts, SubscriptionSignal signal) {
    int on = Days.of(signal.occurredAt().toEpochMilli());
    DayLog log = facts.days();
    if (signal.kind() == SubscriptionSignal.Kind.INVOICE_FAILED) {
      log = log.plus(on, Counter.PAYMENTS_FAILED, 1);
    }
    if (signal.kind() == SubscriptionSignal.Kind.INVOICE_DISPUTED) {
      log = log.plus(on, Counter.PAYMENTS_DISPUTED, 1);
    }
    Matters matters = facts.matters();
    return facts
        .withDays(log)
        .withMatters(
            matters.withInvoices(Invoices.after(matters.invoices(), signal)), Reported.INVOICES);
  }
}
