package dev.customerhealth.history;

import java.util.Optional;

/** What became of one line of a history file: exactly one of an event and a problem. */
public sealed interface HistoryLine {

  /** Position in its file, from 1. */
  long lineNumber();

  /** The event, if the line is one. */
  Optional<HistoryEvent> event();

  /** A line that is an event. */
  record Decoded(long lineNumber, HistoryEvent read) implements HistoryLine {
    @Override
    public Optional<HistoryEvent> event() {
      return Optional.of(read);
    }
  }

  /**
   * A line that cannot become a record.
   *
   * @param field path of the field at fault; empty when the line as a whole is
   * @param value what was found, shortened
   * @param expected what would have been right
   */
  record Unreadable(long lineNumber, String field, String value, String expected)
      implements HistoryLine {
    @Override
    public Optional<HistoryEvent> event() {
      return Optional.empty();
    }

    /** One sentence for a person, without the file's name. */
    public String describe() {
      String place = field.isEmpty() ? "" : " field '" + field + "':";
      return "line " + lineNumber + ":" + place + " found " + value + ", expected " + expected;
    }
  }
}
