package dev.customerhealth.history;

import dev.customerhealth.contract.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Sends a checked history together with the ticks of its clock.
 *
 * <p>Between two ticks the topics take turns, in the contract's order, in which commands come last:
 * sent as they come, events of one account would reach two topics in the same millisecond, and
 * which of them is judged first would be another with every import. So the same history gives the
 * same alerts, as often as it is loaded.
 */
public final class HistoryImport {

  /** Events kept for their topic's turn; with more of them between two ticks the turns are more. */
  static final int MOST_WAITING = 1_000;

  private final EventSender sender;
  private final TickSteps clock;
  private final Pace pace;
  private final Gate gate;
  private final Runnable endOfTurn;
  private final BooleanSupplier stop;
  private final Map<String, List<JudgedLine>> waiting = new LinkedHashMap<>();
  private final Map<String, Long> sentByTopic = new LinkedHashMap<>();
  private final Map<String, Long> lastLines = new LinkedHashMap<>();
  private final Rejects tooLarge = new Rejects();
  private int waitingEvents;
  private long lines;
  private long ticks;

  /**
   * An import that has sent nothing yet.
   *
   * @param gate before and after every tick
   * @param endOfTurn between one topic's turn and the next one's, for instance {@link
   *     KafkaEventSender#endTurn}; nothing where nobody compares two imports
   */
  public HistoryImport(
      EventSender sender, TickSteps clock, Pace pace, Gate gate, Runnable endOfTurn) {
    this(sender, clock, pace, gate, endOfTurn, () -> false);
  }

  /**
   * An import that can be told to stop.
   *
   * @param gate before and after every tick
   * @param endOfTurn between one topic's turn and the next one's
   * @param stop asked before every event and every tick; true ends the import there
   */
  public HistoryImport(
      EventSender sender,
      TickSteps clock,
      Pace pace,
      Gate gate,
      Runnable endOfTurn,
      BooleanSupplier stop) {
    this.sender = sender;
    this.clock = clock;
    this.pace = pace;
    this.gate = gate;
    this.endOfTurn = endOfTurn;
    this.stop = stop;
    for (String topic : HistoryTopics.of(Topics.standard()).names()) {
      waiting.put(topic, new ArrayList<>());
    }
  }

  /**
   * Sends everything, or what comes before it is told to stop, and waits until it is delivered.
   * Lines that cannot become a record are left out; the check before has named them.
   *
   * @param end when the clock ticks last; null for no events that make sense, hence no tick
   * @param progress is told the number of lines so far
   * @return what was sent
   * @throws IOException when a file cannot be read to its end
   * @throws HistoryNotSentException when something could not be delivered
   */
  public Sent load(JudgedLines history, Instant end, LongConsumer progress) throws IOException {
    boolean complete = true;
    try {
      sendAll(history, end, progress);
    } catch (CancellationException stopped) {
      if (!stop.getAsBoolean()) {
        throw stopped;
      }
      complete = false;
    }
    sendWaiting();
    sender.flush();
    return new Sent(lines, sentByTopic, tooLarge, ticks, complete, lastLines);
  }

  private void sendAll(JudgedLines history, Instant end, LongConsumer progress) throws IOException {
    for (JudgedLine line = history.next(); line != null; line = history.next()) {
      goOnUnlessStopped();
      if (line.line().event().isPresent()) {
        send(line);
      }
      lines++;
      lastLines.put(line.source(), line.line().lineNumber());
      progress.accept(lines);
    }
    if (end != null) {
      clock.finishAt(end, this::tick);
    }
  }

  private void goOnUnlessStopped() {
    if (stop.getAsBoolean()) {
      throw new CancellationException("told to stop");
    }
  }

  private void send(JudgedLine line) {
    HistoryEvent event = line.line().event().orElseThrow();
    if (line.movesTime()) {
      clock.advanceTo(event.occurredAt(), this::tick);
    }
    waiting.get(event.topic()).add(line);
    if (++waitingEvents == MOST_WAITING) {
      sendWaiting();
      endOfTurn.run();
    }
  }

  private void sendWaiting() {
    boolean first = true;
    for (List<JudgedLine> turn : waiting.values()) {
      if (turn.isEmpty()) {
        continue;
      }
      if (!first) {
        endOfTurn.run();
      }
      first = false;
      turn.forEach(this::sendNow);
      turn.clear();
    }
    waitingEvents = 0;
  }

  private void sendNow(JudgedLine line) {
    HistoryEvent event = line.line().event().orElseThrow();
    if (sender.send(event)) {
      sentByTopic.merge(event.topic(), 1L, Long::sum);
    } else {
      tooLarge.add(
          "larger than its topic takes",
          line.source() + ", line " + line.line().lineNumber() + ": not sent");
    }
  }

  private void tick(Instant time) {
    goOnUnlessStopped();
    pace.await(time);
    sendWaiting();
    gate.awaitWorkedOff();
    sender.tick(time);
    ticks++;
    gate.awaitWorkedOff();
  }

  /**
   * What was sent.
   *
   * @param lines lines read, blank ones not counted
   * @param eventsByTopic events delivered
   * @param tooLarge events that were not sent because their topic does not take them
   * @param ticks times the clock ticked, each to every partition
   * @param complete whether that is everything; false when it was told to stop before
   * @param lastLines the last line of each file that was dealt with, from 1
   */
  public record Sent(
      long lines,
      Map<String, Long> eventsByTopic,
      Rejects tooLarge,
      long ticks,
      boolean complete,
      Map<String, Long> lastLines) {

    /** Events delivered. */
    public long events() {
      return eventsByTopic.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
