package dev.customerhealth.domain.signal;

/** A fact with an identity of its own: seen a second time, it changes nothing. */
public sealed interface AccountSignal extends Signal
    permits UsageSignal,
        TicketSignal,
        SurveySignal,
        SubscriptionSignal,
        SuccessSignal,
        OverrideSignal,
        SentimentSignal,
        AlertSignal {

  /** Identity of the fact, unique within the account, 1 to 256 characters, never null. */
  String eventId();
}
