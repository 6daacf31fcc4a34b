package dev.customerhealth.notify.channel;

import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.planning.Notification;
import java.time.Instant;

/** One way out. Used by one thread at a time. */
public interface Channel {

  /**
   * Makes one attempt. How long it may take is for {@link Channels#of} to say.
   *
   * @param notification for its id and address
   * @param message its words
   * @param now the time of the attempt, which signatures carry
   */
  Outcome send(Notification notification, Message message, Instant now) throws InterruptedException;

  /**
   * Ends an attempt that another thread is making, beyond interrupting that thread; returns at
   * once. The next attempt is not touched.
   */
  default void breakOff() {}
}
