package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.signal.AlertSignal;
import java.time.Instant;
import java.util.List;

/**
 * One step in the life of an alert.
 *
 * @param alertId from account, rule and episode: the same after a replay
 * @param ruleId for instance {@code score-drop-7d}
 * @param label what is the matter, for people
 * @param ruleSource id in the domain reference, for instance {@code R46}
 * @param episode how often the rule has been raised for the account, from 1
 * @param event what happened in this step
 * @param state how the alert stands after it
 * @param severity how soon a person should look; null when its rule is gone and nobody knows
 * @param raisedAt business time it was raised
 * @param at business time of this step
 * @param value the measured value: points lost for a drop, the score for a zone, else that of the
 *     measure or component in its unit; NaN without data
 * @param threshold the bar the value crossed, in the same unit
 * @param condition what was asked; null when the rule does not exist any more
 * @param findings every number it is about, the value first
 * @param windowDays days the rule looks back; 0 when it does not
 * @param referenceScore highest score of the window, or the score before a zone was entered, in
 *     thousandths; -1 when not known
 * @param score the score at this step
 * @param action what people should do; null when neither rule nor band says
 * @param drivers measures that moved the score since the reference, the largest loss first; their
 *     points add up to the score minus the reference
 * @param handling what people did about it
 * @param ending why it is over; null while it is not
 */
public record Alert(
    String alertId,
    String ruleId,
    String label,
    String ruleSource,
    long episode,
    AlertEvent event,
    AlertState state,
    Severity severity,
    Instant raisedAt,
    Instant at,
    double value,
    double threshold,
    AlertCondition condition,
    List<Finding> findings,
    int windowDays,
    int referenceScore,
    HealthScore score,
    String action,
    List<Driver> drivers,
    Handling handling,
    AlertEnding ending) {

  /**
   * What people did about an alert.
   *
   * @param assignee who looks after it instead of the account's CSM; null for the CSM
   * @param snoozedUntil when it comes back; null when it is not snoozed
   * @param formerOwner the account's CSM before, for REROUTED; null when nobody was
   * @param formerAssignee whom it was assigned to before, for ASSIGNED; null for the account's CSM
   * @param command what led to this step; null when no person did
   */
  public record Handling(
      String assignee,
      Instant snoozedUntil,
      String formerOwner,
      String formerAssignee,
      AlertSignal command) {
    /** Nobody did anything. */
    public static final Handling NONE = new Handling(null, null, null, null, null);
  }
}
