package dev.customerhealth.history;

import java.util.Iterator;

/** Events that never were in a file, as a history. */
public final class JudgedEvents implements JudgedLines {
  private final String source;
  private final Iterator<HistoryEvent> events;
  private final EventJudge judge;
  private long number;

  /**
   * A history of these events.
   *
   * @param source who made them up
   * @param events in order of event time
   */
  public JudgedEvents(String source, Iterator<HistoryEvent> events, EventJudge judge) {
    this.source = source;
    this.events = events;
    this.judge = judge;
  }

  @Override
  public JudgedLine next() {
    if (!events.hasNext()) {
      return null;
    }
    HistoryEvent event = events.next();
    number++;
    return new JudgedLine(source, new HistoryLine.Decoded(number, event), judge.judge(event));
  }
}
