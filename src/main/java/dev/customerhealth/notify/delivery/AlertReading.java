package dev.customerhealth.notify.delivery;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.Driver;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Notice.Finding;
import dev.customerhealth.notify.notice.Notice.Mover;
import dev.customerhealth.notify.notice.Notice.Subject;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.notice.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * From the alert of the contract to a notice. Fields that the contract gets later are looked up by
 * name, so that an alert of either age can be told.
 */
final class AlertReading {

  private AlertReading() {}

  /** The notice; empty when the step is one this version does not know. */
  static Optional<Notice> notice(HealthAlert alert) {
    return step(alert.getState())
        .map(
            step ->
                new Notice(
                    alert.getAlertId(),
                    alert.getRuleId(),
                    alert.getRuleSource(),
                    step,
                    urgency(alert),
                    alert.getRaisedAt(),
                    alert.getAt(),
                    alert.getSummary(),
                    finding(alert),
                    movers(alert),
                    subject(alert),
                    optionalText(alert, "link")));
  }

  private static Optional<Step> step(AlertState state) {
    return switch (state) {
      case RAISED -> Optional.of(Step.RAISED);
      case ESCALATED -> Optional.of(Step.ESCALATED);
      case ACKNOWLEDGED -> Optional.of(Step.ACKNOWLEDGED);
      case SNOOZED -> Optional.of(Step.SNOOZED);
      case RESOLVED -> Optional.of(Step.RESOLVED);
      case UNKNOWN -> Optional.empty();
    };
  }

  /** An urgency this version does not know is taken for a warning: it must not fall silent. */
  private static Urgency urgency(HealthAlert alert) {
    return switch (alert.getSeverity()) {
      case INFO -> Urgency.INFO;
      case WARNING, UNKNOWN -> Urgency.WARNING;
      case CRITICAL -> Urgency.CRITICAL;
    };
  }

  private static Finding finding(HealthAlert alert) {
    return new Finding(
        alert.getValue(),
        alert.getThreshold(),
        alert.getWindowDays(),
        alert.getScore(),
        alert.getReferenceScore(),
        alert.getBandId(),
        alert.getBandRole() == null ? null : alert.getBandRole().name(),
        alert.getAction(),
        alert.getModelId() + " " + alert.getModelVersion());
  }

  private static List<Mover> movers(HealthAlert alert) {
    List<Mover> movers = new ArrayList<>();
    for (Driver driver : alert.getDrivers()) {
      movers.add(new Mover(driver.getMeasure(), driver.getPoints()));
    }
    return movers;
  }

  private static Subject subject(HealthAlert alert) {
    return new Subject(
        alert.getAccountId(),
        alert.getAccountName(),
        alert.getCsmId(),
        alert.getSegment(),
        alert.getArrMinor(),
        alert.getCurrency(),
        alert.getRenewalDate());
  }

  private static String optionalText(HealthAlert alert, String name) {
    Schema.Field field = alert.getSchema().getField(name);
    Object value = field == null ? null : alert.get(field.pos());
    return value == null ? null : value.toString();
  }
}
