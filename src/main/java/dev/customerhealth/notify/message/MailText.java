package dev.customerhealth.notify.message;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import java.util.List;
import java.util.Optional;

/** A mail in text and in HTML; the subject is one line, so nothing can become a header. */
final class MailText {

  private static final int SUBJECT = 150;

  /** A mail of more is not read to its end. */
  private static final int MOST_ALERTS = 200;

  private MailText() {}

  static Message of(Notification notification) {
    return new Message.Mail(
        PlainText.line(Wording.headline(notification), SUBJECT),
        text(notification),
        html(notification));
  }

  private static List<Told> shown(Notification notification) {
    return notification.told().stream().limit(MOST_ALERTS).toList();
  }

  private static Optional<String> rest(Notification notification) {
    return Wording.rest(
        notification.told().size() - shown(notification).size(), notification.stillOpen());
  }

  private static String text(Notification notification) {
    StringBuilder text = new StringBuilder(Wording.headline(notification)).append("\n\n");
    for (Told told : shown(notification)) {
      Notice notice = told.notice();
      text.append(Wording.kind(told)).append(": ").append(Wording.name(notice)).append('\n');
      text.append(Wording.sentence(notice)).append('\n');
      Wording.action(notice)
          .ifPresent(action -> text.append("To do: ").append(action).append('\n'));
      text.append(String.join(", ", Wording.facts(notice))).append('\n');
      Wording.link(notice).ifPresent(link -> text.append(link).append('\n'));
      text.append('\n');
    }
    rest(notification).ifPresent(rest -> text.append(rest).append('\n'));
    return text.toString();
  }

  private static String html(Notification notification) {
    StringBuilder html =
        new StringBuilder("<!DOCTYPE html><html><body style=\"font-family:sans-serif\">");
    html.append("<h2>").append(escaped(Wording.headline(notification))).append("</h2>");
    for (Told told : shown(notification)) {
      Notice notice = told.notice();
      html.append("<div style=\"border-left:4px solid ").append(colour(told));
      html.append(";padding-left:8px;margin:12px 0\"><strong>");
      html.append(escaped(Wording.kind(told) + ": " + Wording.name(notice))).append("</strong>");
      html.append("<br>").append(escaped(Wording.sentence(notice)));
      Wording.action(notice)
          .ifPresent(action -> html.append("<br>To do: ").append(escaped(action)));
      html.append("<br><small>").append(escaped(String.join(" · ", Wording.facts(notice))));
      html.append("</small>");
      Wording.link(notice)
          .ifPresent(
              link -> html.append("<br><a href=\"").append(escaped(link)).append("\">Open</a>"));
      html.append("</div>");
    }
    rest(notification).ifPresent(rest -> html.append("<p>").append(escaped(rest)).append("</p>"));
    return html.append("</body></html>").toString();
  }

  private static String colour(Told told) {
    if (!told.notice().step().asksForAction()) {
      return "#2e7d32";
    }
    return switch (told.notice().urgency()) {
      case CRITICAL -> "#c62828";
      case WARNING -> "#ef6c00";
      case INFO -> "#546e7a";
    };
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
