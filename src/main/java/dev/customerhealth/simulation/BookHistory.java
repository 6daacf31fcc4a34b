package dev.customerhealth.simulation;

import dev.customerhealth.history.HistoryEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The history of a book in order of event time, made while it is read. The same book always tells
 * the same history; only what is still to come of the current day is held.
 */
public final class BookHistory implements Iterator<HistoryEvent> {
  private final Book book;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparing((Pending fact) -> fact.event.occurredAt())
              .thenComparingLong(fact -> fact.sequence));
  private LocalDate nextDay;
  private long sequence;

  BookHistory(Book book) {
    this.book = book;
    this.nextDay = book.plan().recordsBegin();
  }

  @Override
  public boolean hasNext() {
    Instant end = book.plan().end();
    while (!isReady()) {
      if (nextDay.isAfter(book.plan().lastDay())) {
        break;
      }
      play(nextDay);
      nextDay = nextDay.plusDays(1);
    }
    return !pending.isEmpty() && pending.peek().event.occurredAt().isBefore(end);
  }

  @Override
  public HistoryEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the history ends at " + book.plan().end());
    }
    return pending.remove().event;
  }

  /** No day still to be played can tell of anything before its own midnight. */
  private boolean isReady() {
    return !pending.isEmpty()
        && pending
            .peek()
            .event
            .occurredAt()
            .isBefore(nextDay.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private void play(LocalDate day) {
    for (SimulatedAccount account : book.accounts()) {
      if (account.isCustomerOn(day)) {
        AccountDay stage =
            new AccountDay(
                account,
                day,
                account.story().on(day),
                Seeds.of(book.plan().seed(), account.index(), day.toEpochDay()),
                new Facts(account.id(), AccountDay.stamp(day), this::add));
        play(stage);
      }
    }
  }

  /** Before the history itself only records are told: contracts, answers and goals. */
  private void play(AccountDay stage) {
    boolean recordsOnly = stage.day().isBefore(book.plan().firstDay());
    CommercialDay.play(stage, book.plan().recordsBegin(), recordsOnly);
    if (recordsOnly) {
      SupportDay.answers(stage);
    } else {
      RelationshipDay.play(stage);
      UsageDay.play(stage);
      SupportDay.play(stage);
      CommandDay.play(stage);
    }
    GoalDay.play(stage);
  }

  private void add(HistoryEvent event) {
    pending.add(new Pending(event, sequence++));
  }

  private record Pending(HistoryEvent event, long sequence) {}
}
