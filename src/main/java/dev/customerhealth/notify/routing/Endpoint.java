package dev.customerhealth.notify.routing;

import java.net.URI;
import java.util.Locale;

/**
 * Where messages of a channel end up, whatever the routing file calls the channel. Providers count
 * there: two receivers with the same webhook, the same key or the same mail server have one rate
 * between them, and when one is asked for patience, both are.
 *
 * <p>Two hooks at one host are two places, because hosts of many tenants count for each hook.
 *
 * @param key what tells places apart; may hold a secret and never prints itself
 */
public record Endpoint(String key) {

  private static final String ALERTMANAGER_PATH = "/api/v2/alerts";

  /** Where a channel's messages end up. */
  public static Endpoint of(Target target, Routing routing) {
    ChannelSettings settings = target.settings();
    return new Endpoint(
        switch (target.kind()) {
          case SLACK -> place(((ChannelSettings.Slack) settings).url().value());
          case MSTEAMS -> place(((ChannelSettings.Teams) settings).url().value());
          case PAGERDUTY -> {
            ChannelSettings.PagerDuty pager = (ChannelSettings.PagerDuty) settings;
            yield place(pager.url()) + " " + pager.routingKey().value();
          }
          case WEBHOOK -> place(((ChannelSettings.Webhook) settings).url().value());
          case CLOUDEVENTS -> place(((ChannelSettings.CloudEvents) settings).url().value());
          case ALERTMANAGER -> place(alerts((ChannelSettings.Alertmanager) settings).toString());
          case EMAIL ->
              routing
                  .smtp()
                  .map(smtp -> "smtp " + smtp.host().toLowerCase(Locale.ROOT) + " " + smtp.port())
                  .orElse("smtp");
          case LOG -> "log";
        });
  }

  /** Where an Alertmanager takes alerts, however its address was written. */
  public static URI alerts(ChannelSettings.Alertmanager alertmanager) {
    String address = alertmanager.url().value();
    String base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    return URI.create(base.endsWith(ALERTMANAGER_PATH) ? base : base + ALERTMANAGER_PATH);
  }

  /** The address as every way to write it says it. */
  private static String place(String url) {
    URI uri = URI.create(url);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return scheme
        + "://"
        + uri.getHost().toLowerCase(Locale.ROOT)
        + ":"
        + (uri.getPort() < 0 ? usual : uri.getPort())
        + path
        + query;
  }

  @Override
  public String toString() {
    return "(endpoint)";
  }
}
