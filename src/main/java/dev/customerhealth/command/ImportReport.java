package dev.customerhealth.command;

import dev.customerhealth.history.HistoryFindings;
import dev.customerhealth.history.HistoryImport;
import dev.customerhealth.history.Rejects;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tells what was found in a history and what became of it. */
final class ImportReport {
  private final PrintWriter out;

  ImportReport(PrintWriter out) {
    this.out = out;
  }

  /** What the look at the whole history found. */
  void found(HistoryFindings findings, List<Path> files) throws IOException {
    for (Path file : files) {
      if (Files.size(file) == 0) {
        out.println(PrintableText.of(file.toString()) + " is empty");
      }
    }
    out.printf(
        "read %,d lines%s: %,d events%s%n",
        findings.lines(),
        findings.blankLines() == 0 ? "" : " (and %,d blank)".formatted(findings.blankLines()),
        findings.events(),
        findings
            .first()
            .map(first -> " from " + first + " to " + findings.last().orElseThrow())
            .orElse(""));
    if (findings.events() == 0) {
      out.println("there is nothing to send: no line is an event");
    }
    rejects("lines are no events and are not sent", findings.unreadable());
    rejects("events make no sense: the service will reject them", findings.refused());
    out.flush();
  }

  /** Why a history that is not in order is not sent. */
  void disorder(HistoryFindings findings, Duration mostDisorder) {
    HistoryFindings.Disorder first = findings.disorder().orElseThrow();
    out.printf(
        "not in order of event time: %s, line %d is from %s, but %s was reached before it;"
            + " %s behind is allowed (--max-disorder).%n",
        PrintableText.of(first.file()),
        first.lineNumber(),
        first.time(),
        first.reached(),
        DurationConverter.write(mostDisorder));
    out.printf(
        "%,d events are out of order. Nothing was sent; --sort puts them in order first:"
            + " say import --sort.%n",
        findings.disordered());
    out.flush();
  }

  /** What Ctrl-C found done before anything was sent. */
  void stoppedBeforeSending() {
    out.println("stopped; nothing was sent");
    out.flush();
  }

  /**
   * How far it came when it was told to stop.
   *
   * @param sorted whether the lines were put in order first, so that their places say nothing
   */
  void stopped(HistoryImport.Sent sent, HistoryFindings findings, boolean sorted) {
    out.printf(
        "%,d of %,d events were sent and stay; the rest was not sent%n",
        sent.events(), findings.events());
    if (sorted) {
      out.println("they were sent in order of event time: load all into a new installation");
    } else {
      sent.lastLines()
          .forEach(
              (file, line) ->
                  out.printf(
                      "  %s: up to line %d; import what follows as a file of its own to go on%n",
                      PrintableText.of(file), line));
    }
    out.flush();
  }

  /** What was sent. */
  void sent(HistoryImport.Sent sent, long earlyTicks, Duration took) {
    out.printf(
        "%ssent %,d events and %,d ticks in %s%n",
        sent.complete() ? "" : "stopped before the end: ",
        sent.events(),
        sent.ticks(),
        Progress.seconds(took));
    for (Map.Entry<String, Long> topic : sent.eventsByTopic().entrySet()) {
      out.printf("  %-22s %,12d%n", topic.getKey(), topic.getValue());
    }
    rejects("events are larger than their topic takes and were not sent", sent.tooLarge());
    if (earlyTicks > 0) {
      out.printf(
          "%,d ticks may be read too early, because the brokers' clocks differ; a day's end may"
              + " have been judged before its last events%n",
          earlyTicks);
    }
    out.flush();
  }

  private void rejects(String what, Rejects rejects) {
    if (rejects.total() > 0) {
      out.printf("%,d %s:%n", rejects.total(), what);
      rejects.describe().forEach(line -> out.println(PrintableText.of(line)));
    }
  }

  /** Once more in the end, where it is seen: the reasons may have scrolled away. */
  void outcome(HistoryFindings findings, long tooLarge) {
    long refused = findings.unreadable().total() + findings.refused().total() + tooLarge;
    if (refused > 0) {
      out.printf(
          "%,d of %,d lines were rejected: %,d are no events, %,d make no sense, %,d are too large;"
              + " the reasons are above%n",
          refused,
          findings.lines(),
          findings.unreadable().total(),
          findings.refused().total(),
          tooLarge);
    }
    out.flush();
  }
}
