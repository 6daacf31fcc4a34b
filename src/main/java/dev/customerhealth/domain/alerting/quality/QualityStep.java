package dev.customerhealth.domain.alerting.quality;

import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.AlertEnding;
import dev.customerhealth.domain.alerting.AlertEvent;
import dev.customerhealth.domain.signal.AlertSignal;
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
    AlertSignal command = alert.handling().command();
    boolean judged = alert.event() == AlertEvent.FEEDBACK && command != null;
    return new QualityStep(
        alert.alertId(),
        alert.ruleId(),
        accountId,
        csm,
        kind(alert),
        judged ? worth(command.feedback()) : null,
        alert.raisedAt(),
        alert.at());
  }

  private static Kind kind(Alert alert) {
    return switch (alert.event()) {
      case RAISED -> Kind.RAISED;
      case ESCALATED -> Kind.ESCALATED;
      case ACKNOWLEDGED -> Kind.ACKNOWLEDGED;
      case SNOOZED -> Kind.SNOOZED;
      case FEEDBACK -> Kind.FEEDBACK;
      case RESOLVED ->
          alert.ending() == null || alert.ending() == AlertEnding.NOT_TRUE_ANY_MORE
              ? Kind.RESOLVED
              : Kind.WITHDRAWN;
      case CAME_BACK, ASSIGNED, REROUTED -> Kind.OTHER;
    };
  }

  private static Worth worth(AlertSignal.Feedback feedback) {
    return switch (feedback) {
      case USEFUL -> Worth.USEFUL;
      case KNOWN -> Worth.KNOWN;
      case FALSE -> Worth.FALSE;
    };
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
    /** It is over: what raised it has passed. */
    RESOLVED,
    /** It is over, but only because its rule is gone, or not about the account any more. */
    WITHDRAWN,
    /** Something that says nothing about its quality, for instance that it changed hands. */
    OTHER;

    /** Whether it shows that a person has looked at the alert. */
    boolean byPerson() {
      return this == ACKNOWLEDGED || this == SNOOZED || this == FEEDBACK;
    }

    /** Whether the alert is over with it. */
    public boolean ends() {
      return this == RESOLVED || this == WITHDRAWN;
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
