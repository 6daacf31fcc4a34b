package dev.customerhealth.development.demo;

import dev.customerhealth.history.HistoryEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A history that is played in parts, one after the other. */
final class PlayedHistory {
  private final Iterator<HistoryEvent> all;
  private HistoryEvent next;

  /** A history of which nothing was played. */
  PlayedHistory(Iterator<HistoryEvent> all) {
    this.all = all;
  }

  /** Leaves out what comes before a time. */
  PlayedHistory from(Instant begin) {
    until(begin).forEachRemaining(leftOut -> {});
    return this;
  }

  /** The events up to the first one that is not before a time; read to its end before the rest. */
  Iterator<HistoryEvent> until(Instant end) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (next == null && all.hasNext()) {
          next = all.next();
        }
        return next != null && next.occurredAt().isBefore(end);
      }

      @Override
      public HistoryEvent next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the history is over, or goes on after " + end);
        }
        HistoryEvent event = next;
        next = null;
        return event;
      }
    };
  }
}
