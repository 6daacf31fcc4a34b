package dev.customerhealth.domain.fleet;

/**
 * Something about the whole fleet began or ended.
 *
 * @param rule {@link #STALLED} or {@link #MOVED}
 * @param source the source that is silent; null for a move
 * @param episode how often it began, from 1
 * @param turn what happened
 * @param raisedAtMillis when it began, in business time
 * @param atMillis business time of this verdict
 * @param value hours of silence, or percent of the accounts that fell
 * @param threshold the bar, in the same unit
 * @param accounts accounts that are known
 */
public record FleetVerdict(
    String rule,
    String source,
    long episode,
    Turn turn,
    long raisedAtMillis,
    long atMillis,
    double value,
    double threshold,
    long accounts) {

  /** A source says nothing any more. */
  public static final String STALLED = "source-stalled";

  /** Too many accounts fell at once. */
  public static final String MOVED = "fleet-move";

  private static final char BEFORE_SOURCE = '/';

  /** What happened. */
  public enum Turn {
    /** Alerts are held back from now on because of it. */
    BEGAN,
    /** It is over. */
    OVER,
    /** It lasts, but nobody is kept waiting any longer: what fell is taken for the truth. */
    GIVEN_UP,
    /** A source is still silent, but nobody is kept waiting any longer; operators' alert stays. */
    LET_GO,
    /** Nobody watches for it any more. */
    UNWATCHED
  }

  /** Whether alerts are held back from now on because of it. */
  public boolean held() {
    return turn == Turn.BEGAN;
  }

  /** Whether operators are told: their alert about a source lasts as long as its silence. */
  public boolean toldToOperators() {
    return turn != Turn.LET_GO;
  }

  /** What it is about, as one word: alerts are held as long as there is one that holds them. */
  public String cause() {
    return cause(rule, source);
  }

  /**
   * The same of its parts.
   *
   * @param source null for a move
   */
  static String cause(String rule, String source) {
    return source == null ? rule : rule + BEFORE_SOURCE + source;
  }

  /** The rule of a cause. */
  static String ruleOf(String cause) {
    int end = cause.indexOf(BEFORE_SOURCE);
    return end < 0 ? cause : cause.substring(0, end);
  }

  /** The source of a cause; null for a move. */
  static String sourceOf(String cause) {
    int end = cause.indexOf(BEFORE_SOURCE);
    return end < 0 ? null : cause.substring(end + 1);
  }
}
