package dev.customerhealth.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What alerts carry and when they are held back.
 *
 * @param consoleUrl address of the console that alerts link to, without a slash at its end; empty
 *     for none
 */
public record AlertSettings(Optional<String> consoleUrl) {

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s?#]+");

  /** No console. */
  public static AlertSettings standard() {
    return new AlertSettings(Optional.empty());
  }

  static AlertSettings read(SettingsReader values) {
    return new AlertSettings(
        values
            .optionalText(
                "alerts.console-url",
                ADDRESS,
                "expected http://host or https://..., without ? or #")
            .map(AlertSettings::withoutSlash));
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
