package dev.customerhealth.domain;

/**
 * What became of something that a person decided about an account: the record of it for whoever
 * asks later who did what and why.
 *
 * @param kind what was decided
 * @param outcome what became of it
 * @param id id of the command
 * @param atMillis the business time it holds from: when it was decided, or when it expired
 * @param by who decided
 * @param reason why, in his words
 * @param before what held before, for a person; null when nothing of the kind did
 * @param after what holds from now on, for a person, or what was asked for when refused; null when
 *     nothing of the kind holds
 * @param untilMillis when that ends by itself; {@link #NO_END} when it does not, or nothing holds
 * @param refusal why it was refused; null when it was not
 */
public record Decision(
    Kind kind,
    Result outcome,
    String id,
    long atMillis,
    String by,
    String reason,
    String before,
    String after,
    long untilMillis,
    String refusal) {

  /** Stands for no end. */
  public static final long NO_END = Long.MAX_VALUE;

  /** What was decided. */
  public enum Kind {
    SCORE_OVERRIDE,
    BAND_OVERRIDE,
    OVERRIDE_CLEARED,
    SENTIMENT,
    ALERT_ACKNOWLEDGED,
    ALERT_SNOOZED,
    ALERT_ASSIGNED,
    ALERT_FEEDBACK
  }

  /** What became of it. */
  public enum Result {
    /** It holds from now on. */
    ACCEPTED,
    /** It changed nothing. */
    REFUSED,
    /** Its time was up. */
    EXPIRED
  }
}
