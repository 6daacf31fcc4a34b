package dev.customerhealth.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at a whole history found, before anything is sent.
 *
 * @param lines lines that are not blank
 * @param blankLines lines with nothing on them
 * @param eventsByTopic events that can be sent, refused ones included
 * @param unreadable lines that cannot become a record, by reason
 * @param refused events that the service will refuse, by reason
 * @param first earliest time of an event that makes sense; empty when there is none
 * @param last latest time of an event that makes sense; empty when there is none
 * @param disorder the first event out of order; empty for a history in order
 * @param disordered how many events were out of order
 */
public record HistoryFindings(
    long lines,
    long blankLines,
    Map<String, Long> eventsByTopic,
    Rejects unreadable,
    Rejects refused,
    Optional<Instant> first,
    Optional<Instant> last,
    Optional<Disorder> disorder,
    long disordered) {

  /** Events that can be sent. */
  public long events() {
    return eventsByTopic.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether every line is an event that makes sense. */
  public boolean clean() {
    return unreadable.total() == 0 && refused.total() == 0;
  }

  /**
   * An event that stands too far behind one from later.
   *
   * @param time of the event
   * @param reached latest time before it
   */
  public record Disorder(String file, long lineNumber, Instant time, Instant reached) {}
}
