package dev.customerhealth.intake;

import dev.customerhealth.avro.Attendee;
import dev.customerhealth.avro.GoalKind;
import dev.customerhealth.avro.Initiator;
import dev.customerhealth.avro.SponsorAttendance;
import dev.customerhealth.avro.StakeholderRole;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SuccessSignal.Kind;

/**
 * Reads success-activities (E10-E13, E17, E20, E21). The sentiment of a CSM is brought from its own
 * scale to 0 (worst) to 1 (best).
 *
 * @param limits what is taken for possible
 */
public record SuccessReader(IntakeLimits limits) implements SignalReader<SuccessActivity> {

  private static final int MOST_ATTENDEES = 1000;

  @Override
  public Received read(String key, SuccessActivity event, Origin origin) {
    Inspection inspection = new Inspection(origin).key(key).value(event);
    if (!inspection.passed()) {
      return inspection.rejection(key, event == null ? null : event.getEventId(), event);
    }
    inspect(inspection, key, event);
    return inspection.passed()
        ? new Accepted(signal(event))
        : inspection.rejection(event.getAccountId(), event.getEventId(), event);
  }

  private void inspect(Inspection inspection, String key, SuccessActivity event) {
    inspection
        .account(key, event.getAccountId())
        .id("event_id", event.getEventId())
        .time("occurred_at", event.getOccurredAt(), limits)
        .known("type", event.getType())
        .text("source", event.getSource())
        .idIfTold("person_id", event.getPersonId())
        .idIfTold("goal_id", event.getGoalId())
        .currency("currency", event.getCurrency())
        .day("due_date", event.getDueDate())
        .within("goal_value_minor", event.getGoalValueMinor(), 0, Long.MAX_VALUE)
        .text("detail", event.getDetail())
        .text("outcome", event.getOutcome())
        .items("attendees", event.getAttendees().size(), MOST_ATTENDEES);
    if (inspection.passed()) {
      for (Attendee attendee : event.getAttendees()) {
        inspection.id("attendees.person_id", attendee.getPersonId());
      }
      inspectKind(inspection, event);
    }
  }

  private static void inspectKind(Inspection inspection, SuccessActivity event) {
    switch (event.getType()) {
      case SENTIMENT_RECORDED ->
          inspection.scale(event.getValue(), event.getScaleMin(), event.getScaleMax());
      case STAKEHOLDER_JOINED, STAKEHOLDER_LEFT, STAKEHOLDER_ROLE_CHANGED ->
          inspection.present("person_id", event.getPersonId());
      case GOAL_CREATED, GOAL_DUE, GOAL_ACHIEVED, GOAL_MISSED ->
          inspection.present("goal_id", event.getGoalId());
      case EMAIL,
          CALL,
          MEETING,
          QBR_SCHEDULED,
          QBR_HELD,
          ADVOCACY,
          MARKET_SIGNAL,
          INTERVENTION_STARTED,
          INTERVENTION_ENDED,
          UNKNOWN ->
          inspection.finite("value", event.getValue());
    }
  }

  private static SuccessSignal signal(SuccessActivity event) {
    return new SuccessSignal(
        event.getEventId(),
        event.getAccountId(),
        event.getOccurredAt(),
        kind(event.getType()),
        sentiment(event),
        attendance(event.getSponsorAttendance()),
        event.getPersonId(),
        role(event.getRole()),
        event.getGoalId(),
        goalKind(event.getGoalKind()),
        event.getDueDate(),
        initiator(event.getInitiatedBy()),
        event.getAnswered(),
        event.getAttendees().stream()
            .map(
                attendee ->
                    new SuccessSignal.Attendee(attendee.getPersonId(), role(attendee.getRole())))
            .toList(),
        event.getGoalValueMinor(),
        event.getCurrency(),
        event.getDetail(),
        event.getOutcome());
  }

  private static SuccessSignal.Side initiator(Initiator initiator) {
    if (initiator == null) {
      return null;
    }
    return switch (initiator) {
      case CUSTOMER -> SuccessSignal.Side.CUSTOMER;
      case VENDOR -> SuccessSignal.Side.VENDOR;
      case UNKNOWN -> null;
    };
  }

  private static double sentiment(SuccessActivity event) {
    if (event.getType() != SuccessActivityType.SENTIMENT_RECORDED) {
      return Double.NaN;
    }
    return (event.getValue() - event.getScaleMin()) / (event.getScaleMax() - event.getScaleMin());
  }

  private static SuccessSignal.SponsorAttendance attendance(SponsorAttendance attendance) {
    if (attendance == null) {
      return null;
    }
    return switch (attendance) {
      case ATTENDED -> SuccessSignal.SponsorAttendance.ATTENDED;
      case SENT_DELEGATE -> SuccessSignal.SponsorAttendance.SENT_DELEGATE;
      case ABSENT -> SuccessSignal.SponsorAttendance.ABSENT;
      case UNKNOWN -> null;
    };
  }

  private static SuccessSignal.Role role(StakeholderRole role) {
    if (role == null) {
      return null;
    }
    return switch (role) {
      case SPONSOR -> SuccessSignal.Role.SPONSOR;
      case CHAMPION -> SuccessSignal.Role.CHAMPION;
      case DECISION_MAKER -> SuccessSignal.Role.DECISION_MAKER;
      case USER -> SuccessSignal.Role.USER;
      case UNKNOWN -> null;
    };
  }

  private static SuccessSignal.GoalKind goalKind(GoalKind kind) {
    if (kind == null) {
      return null;
    }
    return switch (kind) {
      case VALUE_MILESTONE -> SuccessSignal.GoalKind.VALUE_MILESTONE;
      case ONBOARDING_STEP -> SuccessSignal.GoalKind.ONBOARDING_STEP;
      case PLAN_GOAL -> SuccessSignal.GoalKind.PLAN_GOAL;
      case UNKNOWN -> null;
    };
  }

  private static Kind kind(SuccessActivityType type) {
    return switch (type) {
      case SENTIMENT_RECORDED -> Kind.SENTIMENT_RECORDED;
      case EMAIL -> Kind.EMAIL;
      case CALL -> Kind.CALL;
      case MEETING -> Kind.MEETING;
      case QBR_SCHEDULED -> Kind.QBR_SCHEDULED;
      case QBR_HELD -> Kind.QBR_HELD;
      case STAKEHOLDER_JOINED -> Kind.STAKEHOLDER_JOINED;
      case STAKEHOLDER_LEFT -> Kind.STAKEHOLDER_LEFT;
      case STAKEHOLDER_ROLE_CHANGED -> Kind.STAKEHOLDER_ROLE_CHANGED;
      case GOAL_CREATED -> Kind.GOAL_CREATED;
      case GOAL_DUE -> Kind.GOAL_DUE;
      case GOAL_ACHIEVED -> Kind.GOAL_ACHIEVED;
      case GOAL_MISSED -> Kind.GOAL_MISSED;
      case ADVOCACY -> Kind.ADVOCACY;
      case MARKET_SIGNAL -> Kind.MARKET_SIGNAL;
      case INTERVENTION_STARTED -> Kind.INTERVENTION_STARTED;
      case INTERVENTION_ENDED -> Kind.INTERVENTION_ENDED;
      case UNKNOWN -> throw new IllegalArgumentException("an unknown type is refused before");
    };
  }
}
