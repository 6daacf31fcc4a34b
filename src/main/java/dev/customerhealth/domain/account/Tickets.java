package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.TicketSignal;

/**
 * Which tickets are open. The latest step decides, whatever order steps arrive in; of two steps of
 * one minute the one that closes. A first response says nothing about that.
 */
public final class Tickets {
  /** Bit of an item: the ticket was escalated. */
  public static final int ESCALATED = 2;

  /** Bit of an item: somebody called the ticket urgent. */
  public static final int URGENT = 4;

  /** Days after its last step on which a ticket nobody closed is taken for forgotten. */
  public static final int ABANDONED_AFTER_DAYS = Days.KEPT;

  private Tickets() {}

  static Register after(Register tickets, TicketSignal signal) {
    int settled =
        switch (signal.step()) {
          case OPENED, ESCALATED, REOPENED -> 0;
          case RESOLVED, CLOSED -> Register.SETTLED;
          case FIRST_RESPONSE -> -1;
        };
    if (settled < 0) {
      return tickets;
    }
    int hash = Register.hash(signal.ticketId());
    int at = Register.minute(signal.occurredAt().toEpochMilli());
    int marks =
        (signal.step() == TicketSignal.Step.ESCALATED ? ESCALATED : 0)
            | (signal.priority() == TicketSignal.Priority.URGENT ? URGENT : 0);
    Register.Item known = tickets.find(hash);
    if (known == null) {
      return tickets.with(Register.Item.of(hash, settled | marks, at));
    }
    boolean later = at > known.at() || (at == known.at() && settled != 0);
    int state = later ? settled : known.flags() & Register.SETTLED;
    int allMarks = (known.flags() & ~Register.SETTLED) | marks;
    return tickets.with(known.state(state | allMarks, later ? at : known.at()));
  }
}
