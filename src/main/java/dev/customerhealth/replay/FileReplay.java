package dev.customerhealth.replay;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.history.JudgedLine;
import dev.customerhealth.history.JudgedLines;
import dev.customerhealth.history.TickSteps;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.intake.Origin;
import java.io.IOException;
import java.time.Instant;
import java.util.function.LongConsumer;

/**
 * Plays a history of files with the ticks an import would have sent. All accounts have one clock.
 */
public final class FileReplay {

  private final Doors doors;
  private final HealthPolicy policy;
  private final Instant now;

  /**
   * A replay.
   *
   * @param policy how accounts are judged
   * @param now when the events would arrive; later ones are refused
   */
  public FileReplay(Topics topics, IntakeLimits limits, HealthPolicy policy, Instant now) {
    this.doors = new Doors(topics, limits);
    this.policy = policy;
    this.now = now;
  }

  /**
   * Plays it.
   *
   * @param history in order of event time
   * @param clock not started yet
   * @param end when the clock ticks last; null for no events, hence no tick
   * @param progress is told the number of lines so far
   * @throws IOException when a file cannot be read to its end
   */
  public Replayed play(
      JudgedLines history,
      TickSteps clock,
      Instant end,
      AccountsReplay.Listener listener,
      LongConsumer progress)
      throws IOException {
    ReplayReceiver receiver = new ReplayReceiver(policy, listener);
    long lines = 0;
    for (JudgedLine line = history.next(); line != null; line = history.next()) {
      lines++;
      progress.accept(lines);
      if (line.line().event().isEmpty()) {
        receiver.undecodable();
        continue;
      }
      HistoryEvent event = line.line().event().get();
      if (line.movesTime()) {
        clock.advanceTo(event.occurredAt(), receiver::timeTold);
      }
      Origin origin = new Origin(event.topic(), 0, lines, now.toEpochMilli());
      doors.read(event.accountId(), event.event(), origin).giveTo(receiver);
    }
    if (end != null) {
      clock.finishAt(end, receiver::timeTold);
    }
    return receiver.and(new Replayed(0, 0, 0, 0, 0));
  }
}
