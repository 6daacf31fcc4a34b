package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SuccessSignal.Attendee;
import dev.customerhealth.domain.signal.SuccessSignal.Side;
import java.util.ArrayList;
import java.util.List;

/** How what people did for the relationship is taken in (E10 to E13, E17). */
final class TakingSuccess {
  private static final int THOUSANDTHS = 1000;

  private TakingSuccess() {}

  static AccountFacts take(AccountFacts facts, SuccessSignal signal) {
    int on = Days.of(signal.occurredAt().toEpochMilli());
    AccountFacts met = facts;
    if (signal.sponsorAttendance() != null) {
      met =
          facts.counting(
              on,
              facts
                  .days()
                  .plus(on, Counter.KEY_MEETINGS, 1)
                  .plus(on, Counter.SPONSOR_POINTS, signal.sponsorAttendance().points()));
    }
    return switch (signal.kind()) {
      case SENTIMENT_RECORDED -> sentiment(met, signal);
      case EMAIL, CALL, MEETING -> interaction(met, signal, on);
      case QBR_HELD ->
          interaction(met.counting(on, met.days().plus(on, Counter.QBRS_HELD, 1)), signal, on);
      case QBR_SCHEDULED -> met.counting(on, met.days().plus(on, Counter.QBRS_SCHEDULED, 1));
      case STAKEHOLDER_JOINED, STAKEHOLDER_LEFT, STAKEHOLDER_ROLE_CHANGED ->
          met.withMatters(
              met.matters()
                  .withStakeholders(Stakeholders.after(met.matters().stakeholders(), signal)),
              Reported.STAKEHOLDERS);
      case GOAL_CREATED, GOAL_DUE, GOAL_ACHIEVED, GOAL_MISSED -> goal(met, signal);
      case ADVOCACY ->
          met.counting(on, met.days().plus(on, Counter.ADVOCACY_ACTS, 1), Reported.ADVOCACY);
      case MARKET_SIGNAL, INTERVENTION_STARTED, INTERVENTION_ENDED -> met;
    };
  }

  private static AccountFacts sentiment(AccountFacts facts, SuccessSignal signal) {
    if (Double.isNaN(signal.sentiment())) {
      return facts;
    }
    CsmSentiment told =
        new CsmSentiment(
            (int) Math.round(signal.sentiment() * THOUSANDTHS), signal.occurredAt().toEpochMilli());
    return told.standsAgainst(facts.sentiment()) ? facts.withSentiment(told) : facts;
  }

  /** A goal of a fact that names none is not followed; a milestone of value begins the waiting. */
  private static AccountFacts goal(AccountFacts facts, SuccessSignal signal) {
    Matters matters = facts.matters().withGoals(Goals.after(facts.matters().goals(), signal));
    return signal.goalKind() == SuccessSignal.GoalKind.VALUE_MILESTONE
        ? facts.withMatters(matters, Reported.VALUE_MILESTONES)
        : facts.withMatters(matters);
  }

  /**
   * Both sides took part in what was held, in what the customer wrote, and in what we wrote and the
   * customer answered. A call nobody answered was not held.
   */
  private static AccountFacts interaction(AccountFacts facts, SuccessSignal signal, int on) {
    boolean unanswered = Boolean.FALSE.equals(signal.answered());
    boolean mail = signal.kind() == SuccessSignal.Kind.EMAIL;
    boolean theirs = signal.initiator() == Side.CUSTOMER;
    boolean twoWay = mail ? theirs || Boolean.TRUE.equals(signal.answered()) : !unanswered;
    List<String> people = twoWay ? people(signal) : List.of();
    DayLog log =
        facts
            .days()
            .plus(on, Counter.TWO_WAY_CONTACTS, twoWay ? 1 : 0)
            .plus(on, Counter.ENGAGEMENTS, people.size());
    if (!theirs && signal.answered() != null) {
      log =
          log.plus(on, Counter.OUTREACHES, 1)
              .plus(on, Counter.OUTREACHES_ANSWERED, signal.answered() ? 1 : 0);
    }
    AccountFacts counted = facts.counting(on, log, Reported.INTERACTIONS);
    Matters matters = counted.matters();
    for (String person : people) {
      matters = matters.withContact(person, facts.day() - on);
    }
    return people.isEmpty() ? counted : counted.withMatters(matters);
  }

  private static List<String> people(SuccessSignal signal) {
    List<String> people = new ArrayList<>();
    for (Attendee attendee : signal.attendees()) {
      people.add(attendee.personId());
    }
    if (signal.personId() != null) {
      people.add(signal.personId());
    }
    return people;
  }
}
