package dev.customerhealth.domain.portfolio;

/**
 * The ranges in which the book counts accounts: those of R12 and of the bands B0, whatever table of
 * bands the account's model has, so that accounts of different models add up.
 */
public enum ScoreRange {
  HEALTHY("healthy", 80, 95),
  STABLE("stable", 60, 85),
  AT_RISK("at-risk", 40, 60),
  CRITICAL("critical", 20, 30),
  EMERGENCY("emergency", 0, 10),
  /** Without a score; nobody knows, so the middle of R12 is taken. */
  UNSCORED("unscored", -1, 60);

  /** Scores under this are at risk (R43), in thousandths of a point. */
  public static final int RISK_BAR = 40_000;

  private static final int THOUSAND = 1000;

  private final String id;
  private final int from;
  private final int renewalPercent;

  ScoreRange(String id, int from, int renewalPercent) {
    this.id = id;
    this.from = from;
    this.renewalPercent = renewalPercent;
  }

  /** As {@code at-risk}. */
  public String id() {
    return id;
  }

  /** Its place among all, the best range at 0. */
  public int place() {
    return compareTo(HEALTHY);
  }

  /** Lowest score in it, in points; -1 for accounts without a score. */
  public int from() {
    return from;
  }

  /** Probability in percent that such an account renews (R12), until enough was observed. */
  public int renewalPercent() {
    return renewalPercent;
  }

  /**
   * The range of a score.
   *
   * @param score thousandths of a point
   */
  public static ScoreRange of(boolean scored, int score) {
    if (!scored) {
      return UNSCORED;
    }
    int points = score / THOUSAND;
    if (points >= HEALTHY.from) {
      return HEALTHY;
    }
    if (points >= STABLE.from) {
      return STABLE;
    }
    if (points >= AT_RISK.from) {
      return AT_RISK;
    }
    return points >= CRITICAL.from ? CRITICAL : EMERGENCY;
  }
}
