package dev.customerhealth.simulation;

import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.avro.TicketPriority;
import java.time.Instant;

/**
 * The tickets an account opens on one day, each with its whole life, and the answers to surveys.
 */
final class SupportDay {
  private static final double ANSWERS_SURVEY = 0.55;
  private static final double ANSWERS_EFFORT = 0.2;
  private static final double NPS_ANSWERS_PER_PERSON_AND_DAY = 1 / 120.0;

  private final AccountDay stage;

  private SupportDay(AccountDay stage) {
    this.stage = stage;
  }

  /** Writes down the day's tickets and answers. */
  static void play(AccountDay stage) {
    SupportDay day = new SupportDay(stage);
    double expected = stage.conditions().ticketsPerWeek() / 7 * (stage.isWeekday() ? 1.3 : 0.25);
    int number = 0;
    for (double left = expected; left > 0; left--) {
      if (stage.happens(Math.min(1, left))) {
        number++;
        day.ticket("t-" + AccountDay.stamp(stage.day()) + "-" + number);
      }
    }
    day.recommendations();
  }

  /** Writes down the day's answers alone, of a time from which no tickets are told. */
  static void answers(AccountDay stage) {
    new SupportDay(stage).recommendations();
  }

  private void ticket(String id) {
    Conditions conditions = stage.conditions();
    boolean angry = conditions.tone() < -0.3;
    TicketPriority priority = priority(angry);
    Instant opened = stage.workingTime();
    step(opened, TicketEventType.OPENED, id, priority, -1);
    long answer = Math.round((30 + 240 * stage.random().nextDouble()) * (angry ? 3 : 1));
    step(opened.plusSeconds(60 * answer), TicketEventType.FIRST_RESPONSE, id, priority, answer);
    if (stage.happens(angry ? 0.35 : 0.03)) {
      step(opened.plusSeconds(90 * answer), TicketEventType.ESCALATED, id, priority, -1);
    }
    long solved = answer * 2 + Math.round(60 * 30 * stage.random().nextDouble());
    step(opened.plusSeconds(60 * solved), TicketEventType.RESOLVED, id, priority, solved);
    if (stage.happens(ANSWERS_SURVEY)) {
      stage
          .facts()
          .satisfaction(
              opened.plusSeconds(60 * (solved + 30)),
              stage.onScale(2.5 + 2.6 * conditions.satisfaction(), 0.6, 1, 5),
              stage.anybody(),
              "ticket:" + id);
    }
    if (stage.happens(ANSWERS_EFFORT)) {
      stage
          .facts()
          .effort(
              opened.plusSeconds(60 * (solved + 40)),
              stage.onScale(6.2 - 4.6 * conditions.satisfaction(), 0.8, 1, 7),
              stage.anybody(),
              "ticket:" + id);
    }
  }

  private TicketPriority priority(boolean angry) {
    double draw = stage.random().nextDouble();
    if (angry) {
      return draw < 0.5 ? TicketPriority.URGENT : TicketPriority.HIGH;
    }
    return draw < 0.3
        ? TicketPriority.LOW
        : draw < 0.9 ? TicketPriority.NORMAL : TicketPriority.HIGH;
  }

  private void step(
      Instant time, TicketEventType type, String id, TicketPriority priority, long minutes) {
    Facts facts = stage.facts();
    facts.tell(
        Places.TICKETS,
        facts
            .ticket(time, type, id, priority)
            .setSentiment(stage.tone(stage.conditions().tone()))
            .setElapsedMinutes(minutes < 0 ? null : minutes)
            .setSolvedAtFirstContact(type == TicketEventType.RESOLVED ? stage.happens(0.4) : null)
            .build());
  }

  private void recommendations() {
    for (Person person : stage.account().people()) {
      if (stage.happens(NPS_ANSWERS_PER_PERSON_AND_DAY)) {
        stage
            .facts()
            .recommendation(
                stage.workingTime(),
                stage.onScale(2.9 + 7.4 * stage.conditions().satisfaction(), 1, 0, 10),
                person);
      }
    }
  }
}
