package dev.customerhealth.notify.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.notice.Urgency;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.routing.ChannelSettings;
import java.time.Instant;
import java.util.Locale;

/**
 * Alerts as Alertmanager's API v2 takes them.
 *
 * <p>Its labels are what an alert is: one with other labels is another alert, and the end has to
 * carry the labels of the beginning. So they hold only what stays: the alert's id, account, rule,
 * and the CSM it was told to. Severity is among them because Alertmanager routes by it; where it
 * may have changed, the alert under the other severities is ended with the same message.
 *
 * <p>What Alertmanager's own templates do with a text is not known here, and for Slack they escape
 * nothing: angle brackets, which make mentions and markup, become look-alikes that make neither.
 */
final class AlertmanagerAlerts {

  private static final int TEXT = 1000;

  private AlertmanagerAlerts() {}

  static Message of(Notification notification, ChannelSettings.Alertmanager settings) {
    ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
    for (Told told : notification.told()) {
      Notice notice = told.notice();
      Instant planned = notification.plannedAt();
      boolean over = notice.step() == Step.RESOLVED;
      Instant end = over ? planned : planned.plus(settings.keepFor());
      alerts.add(alert(notification, told, notice.urgency(), end));
      if (over || notice.step() == Step.ESCALATED) {
        for (Urgency other : Urgency.values()) {
          if (other != notice.urgency()) {
            alerts.add(alert(notification, told, other, planned));
          }
        }
      }
    }
    return new Message.Json("application/json", JsonText.of(alerts));
  }

  private static ObjectNode alert(
      Notification notification, Told told, Urgency urgency, Instant end) {
    Notice notice = told.notice();
    ObjectNode alert = JsonText.object();
    ObjectNode labels = alert.putObject("labels");
    labels.put("alertname", harmless(notice.ruleId()));
    labels.put("alert_id", harmless(notice.alertId()));
    labels.put("account", harmless(notice.subject().accountId()));
    labels.put("service", "customer-health");
    labels.put("severity", urgency.name().toLowerCase(Locale.ROOT));
    putIfKnown(labels, "rule_source", notice.ruleSource());
    putIfKnown(labels, "csm", notification.address().csm());
    ObjectNode annotations = alert.putObject("annotations");
    annotations.put("account_name", harmless(Wording.name(notice)));
    annotations.put("summary", harmless(Wording.sentence(notice)));
    Wording.action(notice).ifPresent(action -> annotations.put("action", harmless(action)));
    annotations.put("facts", harmless(String.join(" · ", Wording.facts(notice))));
    annotations.put("step", notice.step().name().toLowerCase(Locale.ROOT));
    // An end before the beginning is refused, and business time may run a little ahead of ours.
    Instant start = notice.raisedAt().isAfter(end) ? end : notice.raisedAt();
    alert.put("startsAt", start.toString());
    alert.put("endsAt", end.toString());
    Wording.link(notice).ifPresent(link -> alert.put("generatorURL", link));
    return alert;
  }

  private static void putIfKnown(ObjectNode labels, String name, String value) {
    if (value != null && !value.isEmpty()) {
      labels.put(name, harmless(value));
    }
  }

  private static String harmless(String text) {
    return PlainText.line(text, TEXT).replace('<', '‹').replace('>', '›');
  }
}
