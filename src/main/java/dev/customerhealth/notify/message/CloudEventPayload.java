package dev.customerhealth.notify.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A CloudEvent 1.0 in structured JSON; 64 KB is what every intermediary must let through. */
final class CloudEventPayload {

  static final int MOST_BYTES = 64_000;

  private CloudEventPayload() {}

  static Message of(Notification notification, String source) {
    return new Message.Json(
        "application/cloudevents+json; charset=UTF-8",
        Fitting.within(MOST_BYTES, shortening -> event(notification, source, shortening)));
  }

  private static ObjectNode event(
      Notification notification, String source, UnaryOperator<Notice> shortening) {
    Told told = notification.told().get(0);
    ObjectNode event = JsonText.object();
    event.put("specversion", "1.0");
    event.put("id", notification.id());
    event.put("source", source);
    event.put(
        "type", "dev.customerhealth.alert." + told.notice().step().name().toLowerCase(Locale.ROOT));
    event.put("subject", told.notice().subject().accountId());
    event.put("time", told.notice().at().toString());
    event.put("datacontenttype", "application/json");
    event.set("data", WebhookPayload.alert(told, shortening));
    return event;
  }
}
