package dev.customerhealth.notify.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.notify.notice.NoticeJson;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import java.util.Locale;

/**
 * What webhooks carry: the alerts as data, as the Standard Webhooks specification lays a payload
 * out. Texts are as they came; who shows them escapes them.
 */
final class WebhookPayload {

  /** The specification asks for less than 20 KB; beyond this the drivers are left out. */
  static final int MOST_BYTES = 20_000;

  private WebhookPayload() {}

  static Message of(Notification notification) {
    String text = JsonText.of(payload(notification, true));
    if (JsonText.bytes(text) > MOST_BYTES) {
      text = JsonText.of(payload(notification, false));
    }
    return new Message.Json("application/json", text);
  }

  private static ObjectNode payload(Notification notification, boolean drivers) {
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
      alerts.add(alert(told, drivers));
    }
    return payload;
  }

  /** An alert as data. */
  static ObjectNode alert(Told told, boolean drivers) {
    ObjectNode alert = NoticeJson.write(told.notice());
    if (!drivers) {
      alert.remove("drivers");
    }
    return alert.put("repeat", told.repeat());
  }
}
