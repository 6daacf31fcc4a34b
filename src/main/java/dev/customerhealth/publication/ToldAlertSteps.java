package dev.customerhealth.publication;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.domain.alerting.quality.QualityStep;
import dev.customerhealth.domain.alerting.quality.QualityStep.Kind;
import dev.customerhealth.domain.alerting.quality.QualityStep.Worth;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Reads told steps of alerts back, for figures. Fields that only later versions of the contract
 * have are looked up by name, and records of versions without them say what their state says.
 */
public final class ToldAlertSteps {

  private ToldAlertSteps() {}

  /** What a told step says about the quality of its alert. */
  public static QualityStep of(HealthAlert alert) {
    Kind kind = kind(alert);
    return new QualityStep(
        alert.getAlertId(),
        alert.getRuleId(),
        alert.getAccountId(),
        alert.getCsmId() == null ? "" : alert.getCsmId(),
        kind,
        kind == Kind.FEEDBACK ? worth(alert) : null,
        alert.getRaisedAt(),
        alert.getAt());
  }

  private static Kind kind(HealthAlert alert) {
    Kind kind = told(alert);
    return kind == Kind.RESOLVED && isWithdrawn(alert) ? Kind.WITHDRAWN : kind;
  }

  /** Versions that did not say why left the source of a rule empty that was gone. */
  private static boolean isWithdrawn(HealthAlert alert) {
    String ending = text(alert, "ending").orElse("");
    return ending.equals("NOT_ABOUT_ACCOUNT")
        || ending.equals("NO_RULE")
        || alert.getRuleSource().isEmpty();
  }

  private static Kind told(HealthAlert alert) {
    Optional<String> event = text(alert, "event").filter(name -> !name.equals("UNKNOWN"));
    if (event.isPresent()) {
      return Arrays.stream(Kind.values())
          .filter(kind -> kind.name().equals(event.get()))
          .findFirst()
          .orElse(Kind.OTHER);
    }
    return switch (alert.getState()) {
      case RAISED -> Kind.RAISED;
      case ESCALATED -> Kind.ESCALATED;
      case ACKNOWLEDGED -> Kind.ACKNOWLEDGED;
      case SNOOZED -> Kind.SNOOZED;
      case RESOLVED -> Kind.RESOLVED;
      case UNKNOWN -> Kind.OTHER;
    };
  }

  private static Worth worth(HealthAlert alert) {
    return text(alert, "feedback")
        .flatMap(
            name -> Arrays.stream(Worth.values()).filter(w -> w.name().equals(name)).findFirst())
        .orElse(null);
  }

  private static Optional<String> text(HealthAlert alert, String name) {
    Schema.Field field = alert.getSchema().getField(name);
    return field == null
        ? Optional.empty()
        : Optional.ofNullable(alert.get(field.pos())).map(Object::toString);
  }
}
