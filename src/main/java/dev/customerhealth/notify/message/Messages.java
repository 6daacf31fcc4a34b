package dev.customerhealth.notify.message;

import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Target;
import java.util.stream.Collectors;

/** The message of a notification for its channel. */
public final class Messages {

  private static final int LINE = 2000;

  private Messages() {}

  /** Words a notification; the same notification always reads the same. */
  public static Message of(Target target, Notification notification) {
    return switch (target.kind()) {
      case SLACK -> SlackMessage.of(notification);
      case MSTEAMS -> TeamsCard.of(notification);
      case PAGERDUTY -> PagerDutyEvent.of(notification);
      case WEBHOOK -> WebhookPayload.of(notification);
      case CLOUDEVENTS ->
          CloudEventPayload.of(
              notification, ((ChannelSettings.CloudEvents) target.settings()).source());
      case ALERTMANAGER ->
          AlertmanagerAlerts.of(notification, (ChannelSettings.Alertmanager) target.settings());
      case EMAIL -> MailText.of(notification);
      case LOG -> new Message.Line(line(notification));
    };
  }

  /** A notification in one line: for the log channel and for dry runs. */
  public static String line(Notification notification) {
    String alerts =
        notification.told().stream().map(Messages::inShort).collect(Collectors.joining("; "));
    return PlainText.cut(Wording.headline(notification) + " [" + alerts + "]", LINE);
  }

  private static String inShort(Told told) {
    return PlainText.line(told.notice().ruleId(), LINE)
        + " "
        + told.notice().step()
        + (told.repeat() ? " again" : "")
        + " "
        + PlainText.line(told.notice().alertId(), LINE);
  }
}
