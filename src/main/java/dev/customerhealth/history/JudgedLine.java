package dev.customerhealth.history;

import java.util.Optional;

/**
 * A line with what the service will make of it.
 *
 * @param source the file in which it stands, or who made it up
 * @param line what was read
 * @param refusal why the service will refuse it; empty for an event that makes sense and for a line
 *     that is no event at all
 */
public record JudgedLine(String source, HistoryLine line, Optional<EventJudge.Refusal> refusal) {

  /** Whether it is an event that makes sense: only such may move the clock. */
  public boolean movesTime() {
    return line.event().isPresent() && refusal.isEmpty();
  }
}
