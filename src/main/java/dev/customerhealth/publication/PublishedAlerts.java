package dev.customerhealth.publication;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.Points;

/** Alert steps as records of health-alerts. */
public final class PublishedAlerts {

  private PublishedAlerts() {}

  /**
   * The record of an alert step.
   *
   * @param accountId the account
   * @param alert the step
   * @param profile who the account is; null when not known
   */
  public static HealthAlert of(String accountId, Alert alert, AccountProfile profile) {
    HealthScore score = alert.score();
    HealthAlert.Builder record =
        HealthAlert.newBuilder()
            .setAlertId(alert.alertId())
            .setAccountId(accountId)
            .setRuleId(alert.ruleId())
            .setRuleSource(alert.ruleSource())
            .setEpisode(alert.episode())
            .setState(state(alert.state()))
            .setSeverity(severity(alert.severity()))
            .setRaisedAt(alert.raisedAt())
            .setAt(alert.at())
            .setSummary(AlertSummary.of(accountId, alert, profile))
            .setValue(Numbers.orNull(alert.value()))
            .setThreshold(Numbers.orNull(alert.threshold()))
            .setWindowDays(alert.windowDays() == 0 ? null : alert.windowDays())
            .setScore(score.scored() ? Points.asDouble(score.score()) : null)
            .setReferenceScore(
                alert.referenceScore() < 0 ? null : Points.asDouble(alert.referenceScore()))
            .setBandId(score.scored() ? score.band().id() : null)
            .setBandRole(score.scored() ? PublishedScores.role(score.band().role()) : null)
            .setAction(alert.action())
            .setDrivers(PublishedChanges.drivers(alert.drivers()))
            .setModelId(score.modelId())
            .setModelVersion(score.modelVersion());
    if (profile != null) {
      record
          .setAccountName(profile.name())
          .setCsmId(profile.csmId())
          .setSegment(profile.segment())
          .setArrMinor(profile.arrMinor())
          .setCurrency(profile.currency())
          .setRenewalDate(profile.renewalDate());
    }
    return record.build();
  }

  private static AlertState state(dev.customerhealth.domain.alerting.AlertState state) {
    return switch (state) {
      case RAISED -> AlertState.RAISED;
      case RESOLVED -> AlertState.RESOLVED;
    };
  }

  private static Severity severity(dev.customerhealth.domain.alerting.Severity severity) {
    return switch (severity) {
      case INFO -> Severity.INFO;
      case WARNING -> Severity.WARNING;
      case CRITICAL -> Severity.CRITICAL;
    };
  }
}
