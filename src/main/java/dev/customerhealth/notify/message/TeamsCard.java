package dev.customerhealth.notify.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import java.util.List;

/**
 * An adaptive card for a Teams workflow.
 *
 * <p>Limit: 28 KB for the message. Text from outside stands in text runs only, which know neither
 * Markdown nor HTML nor mentions, so that nothing needs to be escaped.
 */
final class TeamsCard {

  static final int MOST_BYTES = 28_000;
  private static final int MOST_ALERTS = 20;

  private TeamsCard() {}

  static Message of(Notification notification) {
    int shown = Math.min(MOST_ALERTS, notification.told().size());
    String text = text(notification, shown);
    while (JsonText.bytes(text) > MOST_BYTES && shown > 1) {
      shown--;
      text = text(notification, shown);
    }
    return new Message.Json("application/json", text);
  }

  private static String text(Notification notification, int shown) {
    ObjectNode message = JsonText.object().put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard").put("version", "1.4");
    ArrayNode body = card.putArray("body");
    run(body.addObject(), Wording.headline(notification))
        .put("size", "large")
        .put("weight", "bolder");
    List<Told> told = notification.told().subList(0, shown);
    told.forEach(each -> add(body, each));
    Wording.rest(notification.told().size() - shown, notification.stillOpen())
        .ifPresent(rest -> run(body.addObject(), rest).put("isSubtle", true));
    Wording.link(told.get(0).notice())
        .ifPresent(
            link ->
                card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", "Open")
                    .put("url", link));
    return JsonText.of(message);
  }

  private static void add(ArrayNode body, Told told) {
    Notice notice = told.notice();
    ObjectNode container = body.addObject().put("type", "Container").put("separator", true);
    container.put("style", style(told));
    ArrayNode items = container.putArray("items");
    run(items.addObject(), Wording.kind(told) + ": " + Wording.name(notice))
        .put("weight", "bolder");
    run(items.addObject(), Wording.sentence(notice));
    Wording.action(notice).ifPresent(action -> run(items.addObject(), "→ " + action));
    run(items.addObject(), String.join(" · ", Wording.facts(notice))).put("isSubtle", true);
  }

  private static String style(Told told) {
    if (!told.notice().step().asksForAction()) {
      return "good";
    }
    return switch (told.notice().urgency()) {
      case CRITICAL -> "attention";
      case WARNING -> "warning";
      case INFO -> "default";
    };
  }

  /** Makes a block of one run; answers with the run. */
  private static ObjectNode run(ObjectNode block, String text) {
    return block
        .put("type", "RichTextBlock")
        .putArray("inlines")
        .addObject()
        .put("type", "TextRun")
        .put("text", text);
  }
}
