package dev.customerhealth.publication;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Addresses in the console that an installation has.
 *
 * @param base address of the console without a slash at its end; null when there is none
 */
public record ConsoleLinks(String base) {

  /** No console, so no links. */
  public static final ConsoleLinks NONE = new ConsoleLinks(null);

  /** The page of an account, at one of its alerts; null without a console. */
  public String ofAlert(String accountId, String alertId) {
    return base == null ? null : base + "/accounts/" + encoded(accountId) + "?alert=" + alertId;
  }

  /** A blank is a plus sign in a query only. */
  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
