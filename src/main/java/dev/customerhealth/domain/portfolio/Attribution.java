package dev.customerhealth.domain.portfolio;

/**
 * To which parts of the book an account belongs.
 *
 * @param segment null when not told
 * @param csm id of the manager; null when not told
 * @param startMonth month in which its contract started, by {@link Months}; {@link Months#NONE}
 *     when not told
 * @param region where it is; null when not told
 */
public record Attribution(String segment, String csm, int startMonth, String region) {

  /** Nobody told anything. */
  public static final Attribution UNKNOWN = new Attribution(null, null, Months.NONE, null);
}
