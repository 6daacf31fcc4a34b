package dev.customerhealth.notify.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.NoticeJson;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * An event of PagerDuty's Events API v2, without the routing key, which only the channel knows.
 *
 * <p>Limits: 1,024 characters in the summary, 255 in the deduplication key, 512 KB in all. The key
 * is the alert's id, so every step of an alert ends up at one incident.
 */
final class PagerDutyEvent {

  static final int SUMMARY = 1024;
  static final int KEY = 255;
  static final int MOST_BYTES = 512_000;

  private PagerDutyEvent() {}

  static Message of(Notification notification) {
    Told told = notification.told().get(0);
    return new Message.Json(
        "application/json", Fitting.within(MOST_BYTES, shortening -> event(told, shortening)));
  }

  private static ObjectNode event(Told told, UnaryOperator<Notice> shortening) {
    Notice notice = told.notice();
    ObjectNode event = JsonText.object();
    event.put(
        "event_action",
        switch (notice.step()) {
          case RAISED, ESCALATED -> "trigger";
          case ACKNOWLEDGED, SNOOZED -> "acknowledge";
          case RESOLVED -> "resolve";
        });
    event.put("dedup_key", key(notice.alertId()));
    event.put("client", "customer-health");
    Wording.link(notice)
        .ifPresent(
            link -> event.putArray("links").addObject().put("href", link).put("text", "Open"));
    ObjectNode payload = event.putObject("payload");
    payload.put(
        "summary",
        PlainText.cut(
            Wording.kind(told)
                + ": "
                + Wording.name(notice)
                + ": "
                + PlainText.line(notice.summary(), SUMMARY),
            SUMMARY));
    payload.put("source", PlainText.line(notice.subject().accountId(), KEY));
    payload.put("severity", notice.urgency().name().toLowerCase(Locale.ROOT));
    payload.put("timestamp", notice.at().toString());
    payload.put("component", Wording.name(notice));
    payload.put("class", PlainText.line(notice.ruleId(), KEY));
    payload.set("custom_details", NoticeJson.write(shortening.apply(notice)));
    return event;
  }

  /**
   * The alert's id; the end of a longer one, which tells alerts of an account apart, becomes its
   * hash, because two alerts with one key would be one incident.
   */
  private static String key(String alertId) {
    if (alertId.length() <= KEY) {
      return alertId;
    }
    String hash = sha256(alertId);
    return PlainText.cut(alertId, KEY - hash.length()) + hash;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
