package dev.customerhealth.domain.account;

import java.math.BigDecimal;

/**
 * What a person set for an account for a while: a score or a band. It stands beside what is
 * computed and changes nothing about it.
 *
 * @param commandId the command that set it
 * @param score thousandths of a point, 0 to 100,000; {@link #NO_SCORE} when a band was set
 * @param bandId the band that was set; null when a score was
 * @param by who set it
 * @param reason why
 * @param setAtMillis when it was set
 * @param untilMillis when it ends by itself; from that millisecond on it is over
 */
public record StandingOverride(
    String commandId,
    int score,
    String bandId,
    String by,
    String reason,
    long setAtMillis,
    long untilMillis) {

  /** Stands for no score. */
  public static final int NO_SCORE = -1;

  private static final int DECIMALS = 3;

  /** Whether a score was set, and not a band. */
  public boolean ofScore() {
    return score != NO_SCORE;
  }

  /** For people, for instance {@code score 62.5} or {@code band healthy}. */
  public String inWords() {
    return inWords(score, bandId);
  }

  /** For people, what a score in thousandths or a band is called. */
  public static String inWords(int score, String bandId) {
    return bandId == null
        ? "score " + BigDecimal.valueOf(score, DECIMALS).stripTrailingZeros().toPlainString()
        : "band " + bandId;
  }
}
