package dev.customerhealth.notify.routing;

/**
 * A value nobody may see. It never prints itself.
 *
 * @param origin where it came from, for instance {@code $SLACK_URL}; may be shown
 * @param value the secret; not to be logged
 */
public record Secret(String origin, String value) {

  @Override
  public String toString() {
    return "(secret from " + origin + ")";
  }
}
