package dev.customerhealth.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
   * @param faults everything wrong with it, never empty
   */
  record Unreadable(long lineNumber, List<Fault> faults) implements HistoryLine {
    public Unreadable {
      faults = List.copyOf(faults);
    }

    /** A line with one thing wrong. */
    Unreadable(long lineNumber, String field, String value, String expected) {
      this(lineNumber, List.of(new Fault(field, value, expected)));
    }

    @Override
    public Optional<HistoryEvent> event() {
      return Optional.empty();
    }

    /** One sentence for a person, without the file's name. */
    public String describe() {
      return "line "
          + lineNumber
          + ":"
          + faults.stream().map(Fault::describe).collect(Collectors.joining(";"));
    }
  }

  /**
   * One thing wrong with a line.
   *
   * @param field path of the field at fault; empty when the line as a whole is
   * @param value what was found, shortened
   * @param expected what would have been right
   */
  record Fault(String field, String value, String expected) {
    private String describe() {
      String place = field.isEmpty() ? "" : " field '" + field + "':";
      return place + " found " + value + ", expected " + expected;
    }
  }
}
