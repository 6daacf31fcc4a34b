package dev.customerhealth.history;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Reads a whole history before anything is sent, so that a bad one changes nothing. */
public final class HistoryCheck {
  private final Duration mostDisorder;
  private final Rejects unreadable = new Rejects();
  private final Rejects refused = new Rejects();
  private final Map<String, Long> eventsByTopic = new LinkedHashMap<>();
  private long lines;
  private Instant first;
  private Instant last;
  private HistoryFindings.Disorder disorder;
  private long disordered;

  private HistoryCheck(Duration mostDisorder) {
    this.mostDisorder = mostDisorder;
  }

  /**
   * Looks at every line.
   *
   * @param mostDisorder how far an event may stand behind the latest one before it
   * @param progress is told the number of lines so far
   * @throws IOException when a file cannot be read to its end
   */
  public static HistoryFindings check(
      HistoryReader history, Duration mostDisorder, LongConsumer progress) throws IOException {
    HistoryCheck check = new HistoryCheck(mostDisorder);
    for (JudgedLine line = history.next(); line != null; line = history.next()) {
      check.look(line);
      progress.accept(check.lines);
    }
    return check.findings(history.blankLines());
  }

  private void look(JudgedLine judged) {
    lines++;
    if (judged.line() instanceof HistoryLine.Unreadable problem) {
      String field = problem.faults().get(0).field();
      String reason = field.isEmpty() ? "not an event" : "unfit field '" + field + "'";
      unreadable.add(reason, judged.source() + ", " + problem.describe());
      return;
    }
    HistoryEvent event = judged.line().event().orElseThrow();
    eventsByTopic.merge(event.topic(), 1L, Long::sum);
    if (judged.refusal().isPresent()) {
      EventJudge.Refusal refusal = judged.refusal().get();
      refused.add(
          refusal.reason(),
          judged.source() + ", line " + judged.line().lineNumber() + ": " + refusal.detail());
      return;
    }
    place(judged, event.occurredAt());
  }

  private void place(JudgedLine judged, Instant time) {
    if (first == null) {
      first = time;
      last = time;
      return;
    }
    if (time.isBefore(last.minus(mostDisorder))) {
      disordered++;
      if (disorder == null) {
        disorder =
            new HistoryFindings.Disorder(judged.source(), judged.line().lineNumber(), time, last);
      }
    }
    first = time.isBefore(first) ? time : first;
    last = time.isAfter(last) ? time : last;
  }

  private HistoryFindings findings(long blankLines) {
    return new HistoryFindings(
        lines,
        blankLines,
        eventsByTopic,
        unreadable,
        refused,
        Optional.ofNullable(first),
        Optional.ofNullable(last),
        Optional.ofNullable(disorder),
        disordered);
  }
}
