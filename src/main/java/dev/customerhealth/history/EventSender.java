package dev.customerhealth.history;

import java.time.Instant;

/** Where a history goes: events, and the ticks of its clock in line with them. */
public interface EventSender {

  /**
   * Sends an event; it may still be on its way when this returns.
   *
   * @return false, and nothing is sent, when the event is larger than its topic takes
   * @throws HistoryNotSentException when this or an earlier event could not be delivered
   */
  boolean send(HistoryEvent event);

  /**
   * Says to every partition that it is now this time. Whatever was sent before is read before the
   * tick, whatever is sent afterwards is read after it.
   *
   * @throws HistoryNotSentException when it could not be delivered
   */
  void tick(Instant time);

  /**
   * Waits until everything sent so far has been delivered.
   *
   * @throws HistoryNotSentException when something could not be delivered
   */
  void flush();
}
