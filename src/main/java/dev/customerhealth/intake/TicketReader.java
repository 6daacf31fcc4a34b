package dev.customerhealth.intake;

import dev.customerhealth.avro.SupportTicketEvent;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.avro.TicketPriority;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.TicketSignal.Priority;
import dev.customerhealth.domain.signal.TicketSignal.Step;

/**
 * Reads support-tickets (E8).
 *
 * @param limits what is taken for possible
 */
public record TicketReader(IntakeLimits limits) implements SignalReader<SupportTicketEvent> {

  @Override
  public Received read(String key, SupportTicketEvent event, Origin origin) {
    Inspection inspection = new Inspection(origin).key(key).value(event);
    if (!inspection.passed()) {
      return inspection.rejection(key, event == null ? null : event.getEventId(), event);
    }
    inspection
        .account(key, event.getAccountId())
        .id("event_id", event.getEventId())
        .time("occurred_at", event.getOccurredAt(), limits)
        .known("type", event.getType())
        .text("source", event.getSource())
        .id("ticket_id", event.getTicketId())
        .within("sentiment", event.getSentiment(), -1.0, 1.0)
        .within("elapsed_minutes", event.getElapsedMinutes(), 0, Integer.MAX_VALUE);
    return inspection.passed()
        ? new Accepted(signal(event))
        : inspection.rejection(event.getAccountId(), event.getEventId(), event);
  }

  private static TicketSignal signal(SupportTicketEvent event) {
    return new TicketSignal(
        event.getEventId(),
        event.getAccountId(),
        event.getOccurredAt(),
        step(event.getType()),
        event.getTicketId(),
        priority(event.getPriority()),
        event.getSentiment() == null ? Double.NaN : event.getSentiment(),
        event.getSolvedAtFirstContact(),
        event.getElapsedMinutes() == null ? -1 : event.getElapsedMinutes());
  }

  private static Step step(TicketEventType type) {
    return switch (type) {
      case OPENED -> Step.OPENED;
      case FIRST_RESPONSE -> Step.FIRST_RESPONSE;
      case ESCALATED -> Step.ESCALATED;
      case RESOLVED -> Step.RESOLVED;
      case REOPENED -> Step.REOPENED;
      case CLOSED -> Step.CLOSED;
      case UNKNOWN -> throw new IllegalArgumentException("an unknown type is refused before");
    };
  }

  /** A priority this version does not know counts as not told: the ticket itself is a fact. */
  private static Priority priority(TicketPriority priority) {
    if (priority == null) {
      return null;
    }
    return switch (priority) {
      case LOW -> Priority.LOW;
      case NORMAL -> Priority.NORMAL;
      case HIGH -> Priority.HIGH;
      case URGENT -> Priority.URGENT;
      case UNKNOWN -> null;
    };
  }
}
