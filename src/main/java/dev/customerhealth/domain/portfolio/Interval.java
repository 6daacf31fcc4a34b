package dev.customerhealth.domain.portfolio;

/**
 * Between which shares the true one lies in 19 of 20 cases (Wilson's interval of 95%): what three
 * accounts did says little of what a hundred will do.
 *
 * @param low in percent, from 0
 * @param high in percent, to 100
 */
public record Interval(double low, double high) {
  /** Standard deviations on either side within which 95% of a normal distribution lie. */
  private static final double DEVIATIONS = 1.959963984540054;

  private static final double PERCENT = 100;

  /**
   * That of a share that was counted.
   *
   * @param part from 0 to all
   * @param all at least 1
   */
  static Interval of(long part, long all) {
    double share = (double) part / all;
    double square = DEVIATIONS * DEVIATIONS / all;
    double middle = share + square / 2;
    double width = DEVIATIONS * Math.sqrt(share * (1 - share) / all + square / (4.0 * all));
    return new Interval(
        part == 0 ? 0 : PERCENT * (middle - width) / (1 + square),
        part == all ? PERCENT : PERCENT * (middle + width) / (1 + square));
  }
}
