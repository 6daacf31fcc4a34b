package dev.customerhealth.domain.portfolio;

/**
 * What is known of margins and costs (E18), of an account or of a segment.
 *
 * @param atMillis when it became true, in milliseconds since 1970 UTC
 * @param marginPerMille gross margin, 0 to 1000; -1 when not told
 * @param acquisitionMinor cost of winning a customer, in minor units; -1 when not told
 * @param currency ISO 4217 code; null when not told
 */
public record Finance(long atMillis, int marginPerMille, long acquisitionMinor, String currency) {

  /** Nothing is known. */
  public static final Finance NONE = new Finance(Long.MIN_VALUE, -1, -1, null);

  /**
   * This and another one: what the later of them says stands, what it does not say is what the
   * earlier one does. Of the same moment the other one is the later.
   */
  public Finance with(Finance told) {
    if (told.atMillis < atMillis) {
      return told.with(this);
    }
    boolean cost = told.acquisitionMinor >= 0;
    return new Finance(
        told.atMillis,
        told.marginPerMille >= 0 ? told.marginPerMille : marginPerMille,
        cost ? told.acquisitionMinor : acquisitionMinor,
        cost ? told.currency : currency);
  }
}
