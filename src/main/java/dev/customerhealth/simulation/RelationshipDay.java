package dev.customerhealth.simulation;

import dev.customerhealth.avro.Attendee;
import dev.customerhealth.avro.Initiator;
import dev.customerhealth.avro.SponsorAttendance;
import dev.customerhealth.avro.StakeholderRole;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.avro.UsageType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the managers and an account's people do with each other on one day. */
final class RelationshipDay {
  private static final int MEETING_EVERY_DAYS = 28;
  private static final int SENTIMENT_EVERY_DAYS = 21;
  private static final int MOST_COMPANIONS = 3;

  private final AccountDay stage;

  private RelationshipDay(AccountDay stage) {
    this.stage = stage;
  }

  /** Writes down meetings, judgements and the people who come and go. */
  static void play(AccountDay stage) {
    RelationshipDay day = new RelationshipDay(stage);
    if (day.isEvery(MEETING_EVERY_DAYS)) {
      day.meeting();
    }
    if (day.isEvery(SENTIMENT_EVERY_DAYS)) {
      day.sentiment();
    }
    if (stage.isWeekday() && stage.happens(0.04)) {
      day.mail();
    }
    day.turn();
  }

  /** Spreads what happens at an interval over the accounts, so that it does not fall on one day. */
  private boolean isEvery(int days) {
    return (stage.day().toEpochDay() + 7L * stage.account().index()) % days == 0;
  }

  private void meeting() {
    boolean quarterly = stage.happens(1 / 3.0);
    double attention = stage.conditions().attention();
    SponsorAttendance attendance =
        stage.happens(attention)
            ? SponsorAttendance.ATTENDED
            : stage.happens(attention) ? SponsorAttendance.SENT_DELEGATE : SponsorAttendance.ABSENT;
    Person person =
        attendance == SponsorAttendance.ATTENDED
            ? stage.account().sponsor()
            : stage.account().champion();
    tell(
        activity(quarterly ? SuccessActivityType.QBR_HELD : SuccessActivityType.MEETING)
            .setInitiatedBy(Initiator.VENDOR)
            .setSponsorAttendance(attendance)
            .setAttendees(attendees(person)));
  }

  /** One person, and those who come along where the product matters to many. */
  private List<Attendee> attendees(Person first) {
    List<Attendee> attendees = new ArrayList<>();
    attendees.add(new Attendee(first.id(), first.role()));
    for (int i = 0; i < MOST_COMPANIONS; i++) {
      Person person = stage.anybody();
      if (stage.happens(0.7 * stage.conditions().attention())
          && person.role() == StakeholderRole.USER
          && attendees.stream().noneMatch(known -> known.getPersonId().equals(person.id()))) {
        attendees.add(new Attendee(person.id(), person.role()));
      }
    }
    return attendees;
  }

  private void sentiment() {
    tell(
        activity(SuccessActivityType.SENTIMENT_RECORDED)
            .setValue((double) stage.onScale(1 + 4 * stage.conditions().satisfaction(), 0.3, 1, 5))
            .setScaleMin(1.0)
            .setScaleMax(5.0));
  }

  private void mail() {
    tell(
        activity(SuccessActivityType.EMAIL)
            .setInitiatedBy(stage.happens(0.4) ? Initiator.CUSTOMER : Initiator.VENDOR)
            .setAnswered(stage.happens(0.3 + 0.6 * stage.conditions().attention())));
  }

  private void turn() {
    if (!stage.day().equals(stage.account().story().turn())) {
      return;
    }
    switch (stage.account().story().kind()) {
      case CHAMPION_LEAVES ->
          tell(
              activity(SuccessActivityType.STAKEHOLDER_LEFT)
                  .setPersonId(stage.account().champion().id())
                  .setRole(StakeholderRole.CHAMPION));
      case ONBOARDING -> welcome();
      default -> {
        // Every other plot turns without a word: that is what makes it hard to see.
      }
    }
  }

  private void welcome() {
    for (Person person : stage.account().people()) {
      Facts facts = stage.facts();
      facts.tell(
          Places.USAGE,
          facts
              .usage(stage.workingTime(), UsageType.TRAINING_ENROLLED)
              .setUserId(person.id())
              .setTraining("first-steps")
              .build());
    }
  }

  /** Who at the customer's carries the product, told when the account is. */
  static void introduce(AccountDay stage) {
    RelationshipDay day = new RelationshipDay(stage);
    for (Person person : List.of(stage.account().sponsor(), stage.account().champion())) {
      day.tell(
          stage
              .facts()
              .activity(stage.midnight(), SuccessActivityType.STAKEHOLDER_JOINED)
              .setPersonId(person.id())
              .setRole(person.role()));
    }
  }

  private SuccessActivity.Builder activity(SuccessActivityType type) {
    Instant time = stage.workingTime();
    return stage.facts().activity(time, type);
  }

  private void tell(SuccessActivity.Builder activity) {
    stage.facts().tell(Places.ACTIVITIES, activity.build());
  }
}
