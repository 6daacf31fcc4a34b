package dev.customerhealth.notify.channel;

import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import java.time.Duration;

/** Makes the channels of a routing. */
public final class Channels {

  private Channels() {}

  /**
   * The channel of a target, whose attempts end in time whatever the other side does.
   *
   * @param routing for its people and its mail server, which has a limit of its own
   * @param sender of HTTP, with the limit for everything but mail
   */
  public static Channel of(Target target, Routing routing, HttpSender sender) {
    Duration limit =
        target.kind() == ChannelKind.EMAIL
            ? routing.smtp().orElseThrow().timeLimit()
            : sender.limit();
    return new BoundedChannel(unbounded(target, routing, sender), limit);
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
