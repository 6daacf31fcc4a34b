package dev.customerhealth.config;

import dev.customerhealth.domain.fleet.FleetRules;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What alerts carry and when they are held back.
 *
 * @param consoleUrl address of the console that alerts link to, without a slash at its end; empty
 *     for none
 * @param fleet what is taken for a fault of the data and not of the customers; nothing unless an
 *     installation says so, because how long a source may be silent depends on who speaks there
 */
public record AlertSettings(Optional<String> consoleUrl, FleetRules fleet) {

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s?#]+");
  private static final Pattern SILENCE =
      Pattern.compile(
          "(product-usage|support-tickets|survey-responses|account-profiles|subscription-changes"
              + "|success-activities)=[1-9]\\d{0,4}[mhd]");
  private static final double PERCENT = 100;
  private static final int THOUSANDTHS = 1000;

  /** No console, and alerts always go out. */
  public static AlertSettings standard() {
    return new AlertSettings(Optional.empty(), FleetRules.NONE);
  }

  static AlertSettings read(SettingsReader values) {
    Optional<String> console =
        values
            .optionalText(
                "alerts.console-url",
                ADDRESS,
                "expected http://host or https://..., without ? or #")
            .map(AlertSettings::withoutSlash);
    Map<String, Duration> silences = new TreeMap<>();
    values
        .list(
            "alerts.hold-when-silent",
            SILENCE,
            "expected input topics with a duration, for instance product-usage=6h")
        .forEach(
            item -> {
              int sign = item.indexOf('=');
              Quantities.duration(item.substring(sign + 1))
                  .ifPresent(silence -> silences.put(item.substring(0, sign), silence));
            });
    int percent = values.integer("alerts.hold-when-fallen", 0, 0, 100);
    FleetRules.Move move =
        new FleetRules.Move(
            percent / PERCENT,
            THOUSANDTHS * values.integer("alerts.hold-fallen-points", 15, 1, 100),
            duration(values, "alerts.hold-fallen-within", Duration.ofHours(1)),
            duration(values, "alerts.hold-fallen-patience", Duration.ofMinutes(2)));
    FleetRules rules =
        new FleetRules(
            silences,
            percent == 0 ? Optional.empty() : Optional.of(move),
            duration(values, "alerts.hold-until-well-for", Duration.ofMinutes(30)),
            duration(values, "alerts.hold-at-most", Duration.ofDays(1)),
            values.integer("alerts.hold-least-accounts", 50, 1, 1_000_000_000));
    return new AlertSettings(console, rules.watch() ? rules : FleetRules.NONE);
  }

  private static Duration duration(SettingsReader values, String path, Duration otherwise) {
    return values.duration(path, otherwise, Duration.ofSeconds(1), Duration.ofDays(30));
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
