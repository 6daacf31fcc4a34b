package dev.customerhealth.notify.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.NoticeJson;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What webhooks carry: the alerts as data, as the Standard Webhooks specification lays a payload
 * out. Texts are as they came; who shows them escapes them.
 */
final class WebhookPayload {

  /** The specification asks for less than 20 KB; beyond this it is shortened. */
  static final int MOST_BYTES = 20_000;

  private WebhookPayload() {}

  static Message of(Notification notification) {
    return new Message.Json(
        "application/json",
        Fitting.within(MOST_BYTES, shortening -> payload(notification, shortening)));
  }

  private static ObjectNode payload(Notification notification, UnaryOperator<Notice> shortening) {
    ObjectNode payload = JsonText.object();
    payload.put("type", "health.alerts");
    payload.put("timestamp", notification.plannedAt().toString());
    ObjectNode data = payload.putObject("data");
    data.put("id", notification.id());
    data.put("kind", notification.kind().name().toLowerCase(Locale.ROOT));
    ObjectNode group = data.putObject("group");
    notification.groupLabels().forEach(group::put);
    data.put("still_open", notification.stillOpen());
    ArrayNode alerts = data.putArray("alerts");
    for (Told told : notification.told()) {
      alerts.add(alert(told, shortening));
    }
    return payload;
  }

  /** An alert as data. */
  static ObjectNode alert(Told told, UnaryOperator<Notice> shortening) {
    return NoticeJson.write(shortening.apply(told.notice())).put("repeat", told.repeat());
  }
}
