package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.TicketSignal;

/** How steps of tickets are taken in (E8). */
final class TakingSupport {
  private static final int THOUSANDTHS = 1000;

  private TakingSupport() {}

  static AccountFacts take(AccountFacts facts, TicketSignal signal) {
    int on = Days.of(signal.occurredAt().toEpochMilli());
    DayLog log = counted(facts.days(), signal, on);
    if (!Double.isNaN(signal.sentiment())) {
      log =
          log.plus(on, Counter.TICKETS_WITH_SENTIMENT, 1)
              .plus(on, Counter.TICKET_SENTIMENT, Math.round(signal.sentiment() * THOUSANDTHS));
    }
    AccountFacts counted = facts.counting(on, log, Reported.TICKETS);
    // So old a step finds tickets that were forgotten, and would open them again.
    if (on < Days.windowStart(facts.day(), Tickets.ABANDONED_AFTER_DAYS)) {
      return counted;
    }
    Matters matters = facts.matters();
    return counted.withMatters(matters.withTickets(Tickets.after(matters.tickets(), signal)));
  }

  private static DayLog counted(DayLog log, TicketSignal signal, int on) {
    long minutes = Math.min(signal.elapsedMinutes(), AccountFacts.MAX_MINUTES_PER_TICKET);
    boolean timed = minutes >= 0;
    return switch (signal.step()) {
      case OPENED -> log.plus(on, Counter.TICKETS_OPENED, 1);
      case FIRST_RESPONSE ->
          timed
              ? log.plus(on, Counter.TIMED_RESPONSES, 1).plus(on, Counter.RESPONSE_MINUTES, minutes)
              : log;
      case ESCALATED -> log.plus(on, Counter.TICKETS_ESCALATED, 1);
      case REOPENED -> log.plus(on, Counter.TICKETS_REOPENED, 1);
      case RESOLVED -> solved(log, signal, on, timed ? minutes : -1);
      // What it says of the resolution would be counted twice for a ticket that was resolved.
      case CLOSED -> log;
    };
  }

  /**
   * A ticket is resolved once and closed afterwards: what the closing says about the resolution is
   * not counted, whichever of the two comes first.
   */
  private static DayLog solved(DayLog log, TicketSignal signal, int on, long minutes) {
    DayLog solved = log;
    if (minutes >= 0) {
      solved =
          solved
              .plus(on, Counter.TIMED_RESOLUTIONS, 1)
              .plus(on, Counter.RESOLUTION_MINUTES, minutes);
    }
    if (signal.solvedAtFirstContact() != null) {
      solved =
          solved
              .plus(on, Counter.FIRST_CONTACTS, 1)
              .plus(on, Counter.SOLVED_AT_FIRST_CONTACT, signal.solvedAtFirstContact() ? 1 : 0);
    }
    return solved;
  }
}
