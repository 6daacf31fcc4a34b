package dev.customerhealth.oracle;

import dev.customerhealth.domain.alerting.Alert;
import java.time.Instant;
import java.util.Map;

/**
 * A step of an alert as far as the oracle foretells it; scores and values in thousandths of a
 * point.
 *
 * @param alertId from account, rule and episode
 * @param severity how soon a person should look
 * @param owner who looks after it; null for nobody
 * @param event what happened in this step
 * @param state how the alert stands after it
 * @param referenceScore -1 when not known
 */
public record SeenAlert(
    String alertId,
    String accountId,
    String ruleId,
    String severity,
    String owner,
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

  /**
   * A step the domain told.
   *
   * @param csm of the account at this step; null for nobody
   */
  public static SeenAlert of(String accountId, Alert alert, String csm) {
    return new SeenAlert(
        alert.alertId(),
        accountId,
        alert.ruleId(),
        alert.severity().name(),
        alert.handling().assignee() == null ? csm : alert.handling().assignee(),
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
