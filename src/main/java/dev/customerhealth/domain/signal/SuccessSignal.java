package dev.customerhealth.domain.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

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
 * @param initiator which side started an interaction; null when not told
 * @param answered whether the other side answered; null when not told
 * @param attendees who of the customer took part; empty when nobody or not told
 * @param goalValueMinor what a goal is worth to the customer, in minor units; null when not told
 * @param currency ISO 4217 code of that value; null when there is none
 * @param detail kind of advocacy or of market signal, or name of a playbook; null when not told
 * @param outcome what came of an intervention; null when not told
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
    LocalDate dueDate,
    Side initiator,
    Boolean answered,
    List<Attendee> attendees,
    Long goalValueMinor,
    String currency,
    String detail,
    String outcome)
    implements AccountSignal {

  public SuccessSignal {
    attendees = List.copyOf(attendees);
  }

  /** A fact without an interaction, a value or a detail. */
  public SuccessSignal(
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
      LocalDate dueDate) {
    this(
        eventId,
        accountId,
        occurredAt,
        kind,
        sentiment,
        sponsorAttendance,
        personId,
        role,
        goalId,
        goalKind,
        dueDate,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null);
  }

  /** The two sides of the relationship. */
  public enum Side {
    CUSTOMER,
    VENDOR
  }

  /**
   * A person of the customer who took part.
   *
   * @param role the person's part; null when not told
   */
  public record Attendee(String personId, Role role) {}

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
