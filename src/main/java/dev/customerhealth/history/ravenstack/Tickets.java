package dev.customerhealth.history.ravenstack;

import dev.customerhealth.avro.ScaleDirection;
import dev.customerhealth.avro.SupportTicketEvent;
import dev.customerhealth.avro.SurveyKind;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.avro.TicketPriority;
import dev.customerhealth.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A ticket's row is its whole life: opened, first response, escalated, resolved, and the answer to
 * how satisfied the customer was, on a scale from 1 to 5 (the table only has 3 to 5). The time of
 * an escalation is not told; it is taken to follow the first response. There is no tone.
 */
final class Tickets extends Table {
  private static final double LOWEST_SATISFACTION = 1;
  private static final double HIGHEST_SATISFACTION = 5;

  private final Accounts accounts;

  Tickets(Accounts accounts, Consumer<HistoryEvent> out) {
    super(
        "ravenstack_support_tickets.csv",
        List.of(
            "ticket_id",
            "account_id",
            "submitted_at",
            "closed_at",
            "priority",
            "first_response_time_minutes",
            "satisfaction_score",
            "escalation_flag"),
        out);
    this.accounts = accounts;
  }

  @Override
  void convert(Row row) {
    Ticket ticket = ticket(row);
    if (accounts.signUp(ticket.accountId()) == null) {
      report().leftOut().add("tickets of an unknown account", ticket.id());
      return;
    }
    if (ticket.closed().isBefore(ticket.opened())) {
      throw new BadRow(
          row.number(), "closed_at", row.text("closed_at"), "a time after submitted_at");
    }
    step(ticket, TicketEventType.OPENED, ticket.opened());
    boolean answered = !ticket.answered().isAfter(ticket.closed());
    if (answered) {
      step(ticket, TicketEventType.FIRST_RESPONSE, ticket.answered());
    } else {
      report().leftOut().add("first responses from after the ticket was closed", ticket.id());
    }
    if (ticket.escalated()) {
      step(ticket, TicketEventType.ESCALATED, answered ? ticket.answered() : ticket.closed());
    }
    step(ticket, TicketEventType.RESOLVED, ticket.closed());
    if (ticket.satisfaction() != null) {
      satisfaction(ticket);
    }
  }

  private static Ticket ticket(Row row) {
    Instant opened = row.midnight("submitted_at");
    return new Ticket(
        row.text("ticket_id"),
        row.text("account_id"),
        opened,
        opened.plus(Duration.ofMinutes(row.count("first_response_time_minutes"))),
        row.time("closed_at"),
        priority(row),
        row.flag("escalation_flag"),
        row.textOrNull("satisfaction_score") == null ? null : row.count("satisfaction_score"));
  }

  private static TicketPriority priority(Row row) {
    return switch (row.text("priority")) {
      case "low" -> TicketPriority.LOW;
      case "medium" -> TicketPriority.NORMAL;
      case "high" -> TicketPriority.HIGH;
      case "urgent" -> TicketPriority.URGENT;
      default ->
          throw new BadRow(
              row.number(), "priority", row.text("priority"), "low, medium, high or urgent");
    };
  }

  private void step(Ticket ticket, TicketEventType type, Instant time) {
    boolean timed = type == TicketEventType.FIRST_RESPONSE || type == TicketEventType.RESOLVED;
    tell(
        RavenStack.TOPICS.supportTickets().name(),
        SupportTicketEvent.newBuilder()
            .setEventId(ticket.id() + "-" + type.name().toLowerCase(Locale.ROOT))
            .setAccountId(ticket.accountId())
            .setOccurredAt(time)
            .setSource(RavenStack.SOURCE)
            .setType(type)
            .setTicketId(ticket.id())
            .setPriority(ticket.priority())
            .setElapsedMinutes(timed ? Duration.between(ticket.opened(), time).toMinutes() : null)
            .build());
  }

  private void satisfaction(Ticket ticket) {
    tell(
        RavenStack.TOPICS.surveyResponses().name(),
        SurveyResponseEvent.newBuilder()
            .setEventId(ticket.id() + "-csat")
            .setAccountId(ticket.accountId())
            .setOccurredAt(ticket.closed())
            .setSource(RavenStack.SOURCE)
            .setKind(SurveyKind.CSAT)
            .setValue(ticket.satisfaction())
            .setScaleMin(LOWEST_SATISFACTION)
            .setScaleMax(HIGHEST_SATISFACTION)
            .setDirection(ScaleDirection.HIGHER_IS_BETTER)
            .setTouchpoint("ticket:" + ticket.id())
            .build());
  }

  private record Ticket(
      String id,
      String accountId,
      Instant opened,
      Instant answered,
      Instant closed,
      TicketPriority priority,
      boolean escalated,
      Long satisfaction) {}
}
