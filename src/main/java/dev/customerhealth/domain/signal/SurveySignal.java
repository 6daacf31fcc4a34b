package dev.customerhealth.domain.signal;

import java.time.Instant;

/**
 * An answer to a survey: fact E9.
 *
 * @param kind what the survey measures
 * @param value the raw answer, within the scale
 * @param scaleMin lowest answer the scale allows
 * @param scaleMax highest answer the scale allows, above scaleMin
 * @param higherIsBetter which end of the scale is good
 * @param respondentId who answered; null for an anonymous answer
 * @param touchpoint what the survey followed, for instance {@code ticket:4711}; null when not told
 */
public record SurveySignal(
    String eventId,
    String accountId,
    Instant occurredAt,
    Kind kind,
    double value,
    double scaleMin,
    double scaleMax,
    boolean higherIsBetter,
    String respondentId,
    String touchpoint)
    implements AccountSignal {

  private static final String TICKET = "ticket";
  private static final double PROMOTER_FROM = 0.9;
  private static final double DETRACTOR_TO = 0.6;
  private static final double SATISFIED_FROM = 0.75;
  private static final double TOLERANCE = 1e-9;
  private static final double HARDEST = 7;
  private static final double EFFORT_RANGE = 6;
  private static final int THOUSANDTHS = 1000;

  /** An answer of which nobody told what it followed. */
  public SurveySignal(
      String eventId,
      String accountId,
      Instant occurredAt,
      Kind kind,
      double value,
      double scaleMin,
      double scaleMax,
      boolean higherIsBetter,
      String respondentId) {
    this(
        eventId,
        accountId,
        occurredAt,
        kind,
        value,
        scaleMin,
        scaleMax,
        higherIsBetter,
        respondentId,
        null);
  }

  /** What a survey measures: recommendation, satisfaction, effort. */
  public enum Kind {
    NPS,
    CSAT,
    CES
  }

  /** The answer's place on its scale, 0 (worst) to 1 (best), whatever the scale's direction. */
  public double goodness() {
    double place = (value - scaleMin) / (scaleMax - scaleMin);
    return higherIsBetter ? place : 1 - place;
  }

  /** Whether an NPS answer promotes: 9 or 10 in 10. */
  public boolean promotes() {
    return goodness() >= PROMOTER_FROM - TOLERANCE;
  }

  /** Whether an NPS answer detracts: 6 in 10 or less. */
  public boolean detracts() {
    return goodness() <= DETRACTOR_TO + TOLERANCE;
  }

  /** Whether a CSAT answer satisfies: from three quarters up the scale, 4 of 5 or 6 of 7. */
  public boolean satisfied() {
    return goodness() >= SATISFIED_FROM - TOLERANCE;
  }

  /** The effort of a CES answer on a scale of 1 (easy) to 7, in thousandths. */
  public long effort() {
    return Math.round((HARDEST - EFFORT_RANGE * goodness()) * THOUSANDTHS);
  }

  /**
   * Whether the answer is about how a ticket was solved: its touchpoint begins with {@code ticket}.
   * An answer nobody told the touchpoint of is taken for one, for support systems ask most often.
   */
  public boolean aboutResolution() {
    return touchpoint == null || touchpoint.regionMatches(true, 0, TICKET, 0, TICKET.length());
  }

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.survey(this);
  }
}
