package dev.customerhealth.domain.portfolio;

/**
 * What is known of margins and costs (E18), of an account or of a segment. Each may be told without
 * the other, and late, so each has a time of its own.
 *
 * @param marginAtMillis when the margin became true, in milliseconds since 1970 UTC
 * @param marginPerMille gross margin, 0 to 1000; -1 when not told
 * @param costAtMillis when the cost became true, in milliseconds since 1970 UTC
 * @param acquisitionMinor cost of winning a customer, in minor units; -1 when not told
 * @param currency ISO 4217 code; null when not told
 */
public record Finance(
    long marginAtMillis,
    int marginPerMille,
    long costAtMillis,
    long acquisitionMinor,
    String currency) {

  /** Nothing is known. */
  public static final Finance NONE = new Finance(Long.MIN_VALUE, -1, Long.MIN_VALUE, -1, null);

  /**
   * What was told at one time.
   *
   * @param atMillis when it became true
   */
  public static Finance of(
      long atMillis, int marginPerMille, long acquisitionMinor, String currency) {
    return new Finance(atMillis, marginPerMille, atMillis, acquisitionMinor, currency);
  }

  /** When the newest of it became true. */
  public long atMillis() {
    return Math.max(marginAtMillis, costAtMillis);
  }

  /**
   * This and what is told, in whichever order they come: the later margin stands and the later cost
   * stands. Of the same moment what is told is the later.
   */
  public Finance with(Finance told) {
    boolean margin = told.marginPerMille >= 0 && told.marginAtMillis >= marginAtMillis;
    boolean cost = told.acquisitionMinor >= 0 && told.costAtMillis >= costAtMillis;
    return new Finance(
        margin ? told.marginAtMillis : marginAtMillis,
        margin ? told.marginPerMille : marginPerMille,
        cost ? told.costAtMillis : costAtMillis,
        cost ? told.acquisitionMinor : acquisitionMinor,
        cost ? told.currency : currency);
  }
}
