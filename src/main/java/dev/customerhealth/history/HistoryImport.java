package dev.customerhealth.history;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** Sends a checked history together with the ticks of its clock. */
public final class HistoryImport {
  private final EventSender sender;
  private final TickSteps clock;
  private final Pace pace;
  private final Gate gate;
  private final Map<String, Long> sentByTopic = new LinkedHashMap<>();
  private final Rejects tooLarge = new Rejects();
  private long lines;
  private long ticks;

  /**
   * An import that has sent nothing yet.
   *
   * @param gate before and after every tick
   */
  public HistoryImport(EventSender sender, TickSteps clock, Pace pace, Gate gate) {
    this.sender = sender;
    this.clock = clock;
    this.pace = pace;
    this.gate = gate;
  }

  /**
   * Sends everything and waits until it is delivered. Lines that cannot become a record are left
   * out; the check before has named them.
   *
   * @param end when the clock ticks last; null for no events that make sense, hence no tick
   * @param progress is told the number of lines so far
   * @return what was sent
   * @throws IOException when a file cannot be read to its end
   * @throws HistoryNotSentException when something could not be delivered
   */
  public Sent load(JudgedLines history, Instant end, LongConsumer progress) throws IOException {
    for (JudgedLine line = history.next(); line != null; line = history.next()) {
      lines++;
      if (line.line().event().isPresent()) {
        send(line);
      }
      progress.accept(lines);
    }
    if (end != null) {
      clock.finishAt(end, this::tick);
    }
    sender.flush();
    return new Sent(lines, sentByTopic, tooLarge, ticks);
  }

  private void send(JudgedLine line) {
    HistoryEvent event = line.line().event().orElseThrow();
    if (line.movesTime()) {
      clock.advanceTo(event.occurredAt(), this::tick);
    }
    if (sender.send(event)) {
      sentByTopic.merge(event.topic(), 1L, Long::sum);
    } else {
      tooLarge.add(
          "larger than its topic takes",
          line.source() + ", line " + line.line().lineNumber() + ": not sent");
    }
  }

  private void tick(Instant time) {
    pace.await(time);
    gate.awaitWorkedOff();
    sender.tick(time);
    gate.awaitWorkedOff();
    ticks++;
  }

  /**
   * What was sent.
   *
   * @param lines lines read, blank ones not counted
   * @param eventsByTopic events delivered
   * @param tooLarge events that were not sent because their topic does not take them
   * @param ticks times the clock ticked, each to every partition
   */
  public record Sent(long lines, Map<String, Long> eventsByTopic, Rejects tooLarge, long ticks) {

    /** Events delivered. */
    public long events() {
      return eventsByTopic.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
