package dev.customerhealth.domain.alerting.quality;

import dev.customerhealth.domain.alerting.quality.QualityStep.Kind;
import dev.customerhealth.domain.alerting.quality.QualityStep.Worth;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of one alert so far. Steps may come twice; they may not come in another order than
 * they happened.
 *
 * @param ruleId rule that raised it
 * @param accountId the account
 * @param csm who looked after it when it was first seen; empty text for nobody
 * @param raisedAt when it was raised
 * @param raisedSeen whether that step itself was seen, and not only a later one
 * @param again whether the rule was raised for the account shortly after it had been resolved
 * @param escalated whether it was ever escalated
 * @param acknowledgedAt when a person first did something about it; null when nobody did
 * @param resolvedAt when it was over; null while it is open
 * @param withdrawn whether it was over only because its rule is gone, or not about the account any
 *     more
 * @param worth what a person last said it was worth; null when nobody did
 */
public record AlertCareer(
    String ruleId,
    String accountId,
    String csm,
    Instant raisedAt,
    boolean raisedSeen,
    boolean again,
    boolean escalated,
    Instant acknowledgedAt,
    Instant resolvedAt,
    boolean withdrawn,
    Worth worth) {

  /** An alert nothing was seen of yet. */
  static AlertCareer of(QualityStep first, boolean again) {
    return new AlertCareer(
        first.ruleId(),
        first.accountId(),
        first.csm(),
        first.raisedAt(),
        false,
        again,
        false,
        null,
        null,
        false,
        null);
  }

  /** The same after a step. */
  AlertCareer after(QualityStep step) {
    boolean over = resolvedAt != null;
    return new AlertCareer(
        ruleId,
        accountId,
        csm,
        raisedAt,
        raisedSeen || step.kind() == Kind.RAISED,
        again,
        escalated || step.kind() == Kind.ESCALATED,
        // What is said about an alert that is over says nothing of how soon it was taken on.
        acknowledgedAt == null && !over && step.kind().byPerson() ? step.at() : acknowledgedAt,
        !over && step.kind().ends() ? step.at() : resolvedAt,
        over ? withdrawn : step.kind() == Kind.WITHDRAWN,
        step.worth() == null ? worth : step.worth());
  }

  /** Whether what raised it passed before anybody did something about it. */
  public boolean resolvedByItself() {
    return resolvedAt != null && acknowledgedAt == null && !withdrawn;
  }

  /** From its beginning to the first thing a person did about it. */
  public Optional<Duration> timeToAcknowledge() {
    return since(acknowledgedAt);
  }

  /** From its beginning to its end. */
  public Optional<Duration> timeOpen() {
    return since(resolvedAt);
  }

  private Optional<Duration> since(Instant moment) {
    return Optional.ofNullable(moment).map(at -> Duration.between(raisedAt, at));
  }
}
