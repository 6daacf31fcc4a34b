package dev.customerhealth.publication;

import dev.customerhealth.avro.AlertEnding;
import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.AlertFeedback;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.Finding;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.signal.AlertSignal;

/** Alert steps as records of health-alerts. */
public final class PublishedAlerts {

  private PublishedAlerts() {}

  /**
   * The record of an alert step.
   *
   * @param accountId the account
   * @param alert the step
   * @param profile who the account is; null when not known
   * @param links where the console shows an account
   */
  public static HealthAlert of(
      String accountId, Alert alert, AccountProfile profile, ConsoleLinks links) {
    HealthScore score = alert.score();
    Alert.Handling handling = alert.handling();
    Finding first = alert.findings().isEmpty() ? null : alert.findings().get(0);
    HealthAlert.Builder record =
        HealthAlert.newBuilder()
            .setAlertId(alert.alertId())
            .setAccountId(accountId)
            .setRuleId(alert.ruleId())
            .setRuleSource(alert.ruleSource())
            .setEpisode(alert.episode())
            .setEvent(AlertEvent.valueOf(alert.event().name()))
            .setState(AlertState.valueOf(alert.state().name()))
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
            .setModelVersion(score.modelVersion())
            .setAssignedTo(handling.assignee())
            .setSnoozedUntil(handling.snoozedUntil())
            .setOverride(PublishedOverrides.of(score.override()))
            .setLink(links.ofAlert(accountId, alert.alertId()))
            .setMeasure(first == null ? null : first.subject())
            .setUnit(first == null ? null : first.unit())
            .setEnding(alert.ending() == null ? null : AlertEnding.valueOf(alert.ending().name()));
    if (profile != null) {
      record
          .setAccountName(profile.name())
          .setCsmId(profile.csmId())
          .setSegment(profile.segment())
          .setArrMinor(profile.arrMinor())
          .setCurrency(profile.currency())
          .setRenewalDate(profile.renewalDate());
    }
    if (handling.assignee() != null) {
      record.setCsmId(handling.assignee());
    }
    record.setPreviousCsmId(previousOwner(alert, profile));
    if (handling.command() != null) {
      decided(record, handling.command());
    }
    return record.build();
  }

  private static String previousOwner(Alert alert, AccountProfile profile) {
    Alert.Handling handling = alert.handling();
    return switch (alert.event()) {
      case REROUTED -> handling.formerOwner();
      case ASSIGNED ->
          handling.formerAssignee() != null || profile == null
              ? handling.formerAssignee()
              : profile.csmId();
      case RAISED, ESCALATED, ACKNOWLEDGED, SNOOZED, CAME_BACK, FEEDBACK, RESOLVED -> null;
    };
  }

  private static void decided(HealthAlert.Builder record, AlertSignal command) {
    record
        .setDecidedBy(command.by())
        .setReason(command.reason())
        .setCommandId(command.eventId())
        .setFeedback(
            command.feedback() == null ? null : AlertFeedback.valueOf(command.feedback().name()));
  }

  private static Severity severity(dev.customerhealth.domain.alerting.Severity severity) {
    if (severity == null) {
      return Severity.UNKNOWN;
    }
    return switch (severity) {
      case INFO -> Severity.INFO;
      case WARNING -> Severity.WARNING;
      case CRITICAL -> Severity.CRITICAL;
    };
  }
}
