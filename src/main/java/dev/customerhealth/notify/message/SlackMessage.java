package dev.customerhealth.notify.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import java.util.List;

/**
 * Blocks for Slack's incoming webhook.
 *
 * <p>Limits: 50 blocks, 150 characters in a header, 3,000 in a section. {@code &}, {@code <} and
 * {@code >} are the only characters with which Slack makes mentions and links, so escaping them
 * makes {@code <!channel>} a text; {@code verbatim} keeps Slack from making links of its own.
 */
final class SlackMessage {

  static final int MOST_BLOCKS = 50;
  static final int HEADER = 150;
  static final int SECTION = 3000;

  /** Two blocks each, a header and a last line: 42 of 50. */
  static final int MOST_ALERTS = 20;

  private SlackMessage() {}

  static Message of(Notification notification) {
    ObjectNode message = JsonText.object();
    String headline = Wording.headline(notification);
    message.put("text", PlainText.cut(escaped(headline), SECTION));
    message.put("unfurl_links", false);
    ArrayNode blocks = message.putArray("blocks");
    ObjectNode header = blocks.addObject().put("type", "header");
    header
        .putObject("text")
        .put("type", "plain_text")
        .put("text", escapedToFit(headline, HEADER))
        .put("emoji", false);
    List<Told> shown = notification.told().stream().limit(MOST_ALERTS).toList();
    for (Told told : shown) {
      add(blocks, told);
    }
    int leftOut = notification.told().size() - shown.size();
    Wording.rest(leftOut, notification.stillOpen())
        .ifPresent(rest -> context(blocks.addObject(), rest));
    return new Message.Json("application/json", JsonText.of(message));
  }

  private static void add(ArrayNode blocks, Told told) {
    Notice notice = told.notice();
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", section(told))
        .put("verbatim", true);
    context(blocks.addObject(), String.join(" · ", Wording.facts(notice)));
  }

  /** Title, what happened, what to do, link; a link that leaves no room for the rest goes first. */
  private static String section(Told told) {
    Notice notice = told.notice();
    String title = "*" + escaped(Wording.kind(told) + ": " + Wording.name(notice)) + "*\n";
    String said =
        Wording.sentence(notice) + Wording.action(notice).map(text -> "\n→ " + text).orElse("");
    String link =
        Wording.link(notice)
            .map(to -> "\n<" + address(to) + "|Open>")
            .filter(to -> title.length() + escaped(said).length() + to.length() <= SECTION)
            .orElse("");
    return title + escapedToFit(said, SECTION - title.length() - link.length()) + link;
  }

  private static void context(ObjectNode block, String text) {
    block
        .put("type", "context")
        .putArray("elements")
        .addObject()
        .put("type", "mrkdwn")
        .put("text", escapedToFit(text, SECTION))
        .put("verbatim", true);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Cut before escaping, or half an escape would be left. */
  private static String escapedToFit(String text, int most) {
    int length = Math.min(text.length(), most);
    String escaped = escaped(PlainText.cut(text, Math.max(2, length)));
    while (escaped.length() > most) {
      length -= Math.max(1, (escaped.length() - most) / 5);
      escaped = escaped(PlainText.cut(text, length));
    }
    return escaped;
  }

  /** A link ends at these. */
  private static String address(String link) {
    return escaped(link.replace("|", "%7C").replace(">", "%3E").replace("<", "%3C"));
  }
}
