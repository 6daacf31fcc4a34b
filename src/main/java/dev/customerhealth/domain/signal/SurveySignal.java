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
    String respondentId)
    implements AccountSignal {

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

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.survey(this);
  }
}
