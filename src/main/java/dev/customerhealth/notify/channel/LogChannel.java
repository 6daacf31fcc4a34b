package dev.customerhealth.notify.channel;

import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.message.PlainText;
import dev.customerhealth.notify.planning.Notification;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line into the process's log. */
final class LogChannel implements Channel {

  private static final Logger log = LoggerFactory.getLogger("dev.customerhealth.notifications");

  private static final int LONGEST_CSM = 120;

  @Override
  public Outcome send(Notification notification, Message message, Instant now) {
    log.info(
        "notification: id={} target={} csm={} {}",
        notification.id(),
        notification.address().targetId(),
        PlainText.line(notification.address().csm(), LONGEST_CSM),
        ((Message.Line) message).text());
    return new Outcome.Delivered();
  }
}
