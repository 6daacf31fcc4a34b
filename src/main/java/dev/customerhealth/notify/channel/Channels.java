package dev.customerhealth.notify.channel;

import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;

/** Makes the channels of a routing. */
public final class Channels {

  private Channels() {}

  /**
   * The channel of a target, whose attempts end in time whatever the other side does.
   *
   * @param sender of HTTP; its limit holds for mail, too
   */
  public static Channel of(Target target, Routing routing, HttpSender sender) {
    return new BoundedChannel(unbounded(target, routing, sender), sender.limit());
  }

  private static Channel unbounded(Target target, Routing routing, HttpSender sender) {
    ChannelSettings settings = target.settings();
    return switch (target.kind()) {
      case SLACK -> HttpChannel.of((ChannelSettings.Slack) settings, sender);
      case MSTEAMS -> HttpChannel.of((ChannelSettings.Teams) settings, sender);
      case PAGERDUTY -> HttpChannel.of((ChannelSettings.PagerDuty) settings, sender);
      case WEBHOOK -> HttpChannel.of((ChannelSettings.Webhook) settings, sender);
      case CLOUDEVENTS -> HttpChannel.of((ChannelSettings.CloudEvents) settings, sender);
      case ALERTMANAGER -> HttpChannel.of((ChannelSettings.Alertmanager) settings, sender);
      case EMAIL -> new MailChannel((ChannelSettings.Email) settings, routing);
      case LOG -> new LogChannel();
    };
  }
}
