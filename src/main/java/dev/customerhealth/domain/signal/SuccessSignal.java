package dev.customerhealth.domain.signal;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something people did for the relationship: facts E10 to E13, E17, E20 and E21.
 *
 * @param kind what was done
 * @param sentiment the CSM's judgement on 0 (worst) to 1 (best), for SENTIMENT_RECORDED; NaN
 *     otherwise
 * @param sponsorAttendance whether the sponsor came to a key meeting; null when it was none
 * @param personId the person concerned; null when there is none
 * @param role the person's part; null when not told
 * @param goalId the goal concerned; null when there is none
 * @param goalKind what kind of goal; null when there is none
 * @param dueDate the day a goal is due; null when there is none
 */
public record SuccessSignal(
    String eventId,
    String accountId,
    Instant occurredAt,
    Kind kind,
    double sentiment,
    SponsorAttendance sponsorAttendance,
    String personId,
    Role role,
    String goalId,
    GoalKind goalKind,
    LocalDate dueDate)
    implements AccountSignal {

  /** What was done. */
  public enum Kind {
    SENTIMENT_RECORDED,
    EMAIL,
    CALL,
    MEETING,
    QBR_SCHEDULED,
    QBR_HELD,
    STAKEHOLDER_JOINED,
    STAKEHOLDER_LEFT,
    STAKEHOLDER_ROLE_CHANGED,
    GOAL_CREATED,
    GOAL_DUE,
    GOAL_ACHIEVED,
    GOAL_MISSED,
    ADVOCACY,
    MARKET_SIGNAL,
    INTERVENTION_STARTED,
    INTERVENTION_ENDED
  }

  /** Whether the sponsor came to a key meeting, with the points R50g gives for it. */
  public enum SponsorAttendance {
    ATTENDED(2),
    SENT_DELEGATE(1),
    ABSENT(0);

    private final int points;

    SponsorAttendance(int points) {
      this.points = points;
    }

    /** 2, 1 or 0 (R50g). */
    public int points() {
      return points;
    }
  }

  /** Part a person plays for the customer. */
  public enum Role {
    SPONSOR,
    CHAMPION,
    DECISION_MAKER,
    USER
  }

  /** What kind of goal. */
  public enum GoalKind {
    VALUE_MILESTONE,
    ONBOARDING_STEP,
    PLAN_GOAL
  }

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.success(this);
  }
}
