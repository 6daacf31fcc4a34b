package dev.customerhealth.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the notifier is told beside the cluster: everything else is in its routing file.
 *
 * @param routing the routing file, absolute; empty when nobody is to be notified. Not read here
 * @param groupId consumer group of the notifier; a new one tells all that is open anew
 * @param httpPort where the notifier serves health and metrics, 0 to 65535; 0 takes a free one. The
 *     address is that of {@code http.host}
 */
public record NotifySettings(Optional<Path> routing, String groupId, int httpPort) {

  private static final Pattern ANY = Pattern.compile(".+");
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
  private static final String STANDARD_GROUP = "customer-health-notifier";
  private static final int STANDARD_PORT = 8082;

  /** Nobody is notified. */
  public static NotifySettings none() {
    return new NotifySettings(Optional.empty(), STANDARD_GROUP, STANDARD_PORT);
  }

  static NotifySettings read(SettingsReader values, Path folder) {
    return new NotifySettings(
        values
            .optionalText("notify.routing", ANY, "expected a routing file")
            .map(name -> folder.resolve(name).normalize()),
        values.text(
            "notify.group-id",
            STANDARD_GROUP,
            GROUP,
            "expected letters, digits, '_' or '-', at most 100"),
        values.integer("notify.http-port", STANDARD_PORT, 0, 65_535));
  }
}
