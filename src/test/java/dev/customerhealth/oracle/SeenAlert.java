package dev.customerhealth.oracle;

import dev.customerhealth.domain.alerting.Alert;
import java.time.Instant;
import java.util.Map;

/**
 * A step of an alert as far as the oracle foretells it; scores and values in thousandths of a
 * point.
 *
 * @param event what happened in this step
 * @param state how the alert stands after it
 * @param referenceScore -1 when not known
 */
public record SeenAlert(
    String accountId,
    String ruleId,
    long episode,
    String event,
    String state,
    Instant raisedAt,
    Instant at,
    int value,
    int referenceScore,
    int score,
    Map<String, Integer> drivers) {

  private static final int THOUSANDTHS = 1000;

  /** A step the domain told. */
  public static SeenAlert of(String accountId, Alert alert) {
    return new SeenAlert(
        accountId,
        alert.ruleId(),
        alert.episode(),
        alert.event().name(),
        alert.state().name(),
        alert.raisedAt(),
        alert.at(),
        (int) Math.round(alert.value() * THOUSANDTHS),
        alert.referenceScore(),
        alert.score().score(),
        SeenChange.points(alert.drivers()));
  }
}
