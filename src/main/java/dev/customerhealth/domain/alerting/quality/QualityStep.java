package dev.customerhealth.domain.alerting.quality;

import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.AlertState;
import java.time.Instant;

/**
 * One step in the life of an alert, as far as it says how good the alert was.
 *
 * @param alertId the same for every step of one alert
 * @param ruleId rule that raised it
 * @param accountId the account
 * @param csm who looks after it; empty text for nobody
 * @param kind what happened
 * @param worth what a person said it was worth; null but for {@link Kind#FEEDBACK}
 * @param raisedAt business time the alert was raised
 * @param at business time of this step
 */
public record QualityStep(
    String alertId,
    String ruleId,
    String accountId,
    String csm,
    Kind kind,
    Worth worth,
    Instant raisedAt,
    Instant at) {

  /**
   * A step as the domain tells it.
   *
   * @param csm who looks after the account; empty text for nobody
   */
  public static QualityStep of(String accountId, String csm, Alert alert) {
    Kind kind =
        alert.state() == AlertState.RAISED
            ? Kind.RAISED
            : alert.state() == AlertState.RESOLVED ? Kind.RESOLVED : Kind.OTHER;
    return new QualityStep(
        alert.alertId(), alert.ruleId(), accountId, csm, kind, null, alert.raisedAt(), alert.at());
  }

  /** What happened. */
  public enum Kind {
    /** It began. */
    RAISED,
    /** It got worse, or nobody took it on in time. */
    ESCALATED,
    /** A person took it on. */
    ACKNOWLEDGED,
    /** A person put it off. */
    SNOOZED,
    /** A person said what it was worth. */
    FEEDBACK,
    /** It is over. */
    RESOLVED,
    /** Something that says nothing about its quality, for instance that it changed hands. */
    OTHER;

    /** Whether it shows that a person has looked at the alert. */
    boolean byPerson() {
      return this == ACKNOWLEDGED || this == SNOOZED || this == FEEDBACK;
    }
  }

  /** What an alert was worth to the person who got it. */
  public enum Worth {
    /** It told something that had to be known. */
    USEFUL,
    /** It was true, and known before. */
    KNOWN,
    /** Nothing was the matter. */
    FALSE
  }
}
