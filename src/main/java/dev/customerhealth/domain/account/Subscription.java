package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SubscriptionSignal;
import java.time.LocalDate;

/**
 * What is bought, each fact the latest by event time, whatever order the facts arrived in.
 *
 * @param seats null when never told
 * @param seatsAtMillis when the seats became true; 0 without
 * @param mrrMinor monthly recurring revenue in minor units; null when never told
 * @param currency ISO 4217 code of the revenue; null when never told
 * @param mrrAtMillis when the revenue became true; 0 without
 * @param termEnd last day of the term; null when never told
 * @param termEndAtMillis when the term was told; 0 without
 * @param churned whether the account has left
 * @param churnedAtMillis when that became true; 0 when never told
 */
public record Subscription(
    Integer seats,
    long seatsAtMillis,
    Long mrrMinor,
    String currency,
    long mrrAtMillis,
    LocalDate termEnd,
    long termEndAtMillis,
    boolean churned,
    long churnedAtMillis) {

  /** Nothing is known. */
  public static final Subscription UNKNOWN =
      new Subscription(null, 0, null, null, 0, null, 0, false, 0);

  /** These facts with those of a signal that are not older; this object when none is. */
  public Subscription after(SubscriptionSignal signal) {
    boolean stateTold =
        switch (signal.kind()) {
          case NEW, RENEWED, EXPANDED, CONTRACTED, CHURNED, TRIAL_STARTED -> true;
          case TRIAL_ENDED,
              INVOICE_ISSUED,
              INVOICE_DUE,
              INVOICE_PAID,
              INVOICE_FAILED,
              INVOICE_DISPUTED,
              FINANCE_FACTS,
              EXPANSION_OPENED,
              EXPANSION_WON,
              EXPANSION_LOST,
              RENEWAL_FORECAST ->
              false;
        };
    if (!stateTold) {
      return this;
    }
    long at = signal.occurredAt().toEpochMilli();
    boolean newSeats = signal.seats() != null && (seats == null || at >= seatsAtMillis);
    boolean newMrr = signal.mrrAfterMinor() != null && (mrrMinor == null || at >= mrrAtMillis);
    boolean newTerm = signal.termEnd() != null && (termEnd == null || at >= termEndAtMillis);
    boolean newState = churnedAtMillis == 0 || at >= churnedAtMillis;
    if (!newSeats && !newMrr && !newTerm && !newState) {
      return this;
    }
    return new Subscription(
        newSeats ? signal.seats() : seats,
        newSeats ? at : seatsAtMillis,
        newMrr ? signal.mrrAfterMinor() : mrrMinor,
        newMrr ? signal.currency() : currency,
        newMrr ? at : mrrAtMillis,
        newTerm ? signal.termEnd() : termEnd,
        newTerm ? at : termEndAtMillis,
        newState ? signal.kind() == SubscriptionSignal.Kind.CHURNED : churned,
        newState ? at : churnedAtMillis);
  }
}
