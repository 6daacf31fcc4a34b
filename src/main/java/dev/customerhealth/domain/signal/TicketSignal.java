package dev.customerhealth.domain.signal;

import java.time.Instant;

/**
 * A step in the life of a support ticket: fact E8.
 *
 * @param step what happened to the ticket
 * @param ticketId the ticket, unique within the account
 * @param priority urgency; null when not told
 * @param sentiment tone of the customer, -1 (angry) to 1 (delighted); NaN when not measured
 * @param solvedAtFirstContact whether the first answer solved it; null when not told
 * @param elapsedMinutes minutes since the ticket was opened, at least 0; -1 when not told
 */
public record TicketSignal(
    String eventId,
    String accountId,
    Instant occurredAt,
    Step step,
    String ticketId,
    Priority priority,
    double sentiment,
    Boolean solvedAtFirstContact,
    long elapsedMinutes)
    implements AccountSignal {

  /** Step in the life of a ticket. */
  public enum Step {
    OPENED,
    FIRST_RESPONSE,
    ESCALATED,
    RESOLVED,
    REOPENED,
    CLOSED
  }

  /** Urgency as the support system states it. */
  public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT
  }

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.ticket(this);
  }
}
