package dev.customerhealth.intake;

import static dev.customerhealth.intake.AtTheDoor.LIMITS;
import static dev.customerhealth.intake.AtTheDoor.NOW;
import static dev.customerhealth.intake.AtTheDoor.ORIGIN;
import static dev.customerhealth.intake.AtTheDoor.accepted;
import static dev.customerhealth.intake.AtTheDoor.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.Attendee;
import dev.customerhealth.avro.GoalKind;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.avro.SponsorAttendance;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.testing.WireEvents;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the door for profiles, contracts and what people do for the relationship. */
class ProfileAndContractIntakeTest {

  private final ProfileReader profiles = new ProfileReader(LIMITS);
  private final SubscriptionReader subscriptions = new SubscriptionReader(LIMITS);
  private final SuccessReader successes = new SuccessReader(LIMITS);

  @ParameterizedTest
  @EnumSource(
      value = SubscriptionChangeType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "UNKNOWN")
  void every_commercial_fact_of_the_schema_is_known_to_the_domain(SubscriptionChangeType type) {
    SubscriptionSignal signal =
        (SubscriptionSignal)
            accepted(subscriptions, WireEvents.renewal("acme", "e1", NOW).setType(type).build());

    assertThat(signal.kind().name()).isEqualTo(type.name());
  }

  @ParameterizedTest
  @EnumSource(value = SuccessActivityType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void every_activity_of_the_schema_is_known_to_the_domain(SuccessActivityType type) {
    SuccessActivity event =
        WireEvents.sentiment("acme", "e1", 4, NOW)
            .setType(type)
            .setPersonId("p1")
            .setGoalId("g1")
            .build();

    assertThat(((SuccessSignal) accepted(successes, event)).kind().name()).isEqualTo(type.name());
  }

  @Test
  void a_profile_becomes_a_signal() {
    ProfileSignal signal =
        (ProfileSignal)
            accepted(
                profiles,
                WireEvents.profile("acme", NOW)
                    .setPlanFeatures(List.of("reports", "api", "api"))
                    .build());

    assertThat(signal.planFeatureCount()).isEqualTo(2);
    assertThat(signal.paidSeats()).isEqualTo(20);
    assertThat(signal.occurredAt()).isEqualTo(NOW);
  }

  @Test
  void a_tombstone_removes_the_profile() {
    assertThat(profiles.read("acme", null, ORIGIN))
        .isEqualTo(new Accepted(new ProfileRemoved("acme", NOW)));
  }

  @Test
  void a_tombstone_without_key_is_refused() {
    assertThat(profiles.read(null, null, ORIGIN))
        .isInstanceOfSatisfying(
            Rejection.class,
            rejection -> assertThat(rejection.reason()).isEqualTo(RejectionReason.NULL_KEY));
  }

  @Test
  void a_profile_with_negative_seats_is_refused() {
    assertRefused(
        profiles,
        WireEvents.profile("acme", NOW).setPaidSeats(-1).build(),
        RejectionReason.OUT_OF_RANGE,
        "paid_seats");
  }

  @Test
  void a_profile_with_a_currency_that_is_none_is_refused() {
    assertRefused(
        profiles,
        WireEvents.profile("acme", NOW).setCurrency("euro").build(),
        RejectionReason.OUT_OF_RANGE,
        "currency");
  }

  @Test
  void a_profile_with_a_day_of_another_age_is_refused() {
    assertRefused(
        profiles,
        WireEvents.profile("acme", NOW).setRenewalDate(LocalDate.of(5000, 1, 1)).build(),
        RejectionReason.OUT_OF_RANGE,
        "renewal_date");
  }

  @Test
  void a_changed_contract_needs_the_revenue_after() {
    assertRefused(
        subscriptions,
        WireEvents.renewal("acme", "e1", NOW).setMrrAfterMinor(null).build(),
        RejectionReason.MISSING_FIELD,
        "mrr_after_minor");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 3, 5})
  void the_sentiment_of_a_csm_is_brought_to_zero_to_one(double value) {
    SuccessSignal signal =
        (SuccessSignal) accepted(successes, WireEvents.sentiment("acme", "e1", value, NOW).build());

    assertThat(signal.sentiment()).isCloseTo((value - 1) / 4, within(1e-12));
  }

  @Test
  void a_sentiment_without_scale_is_refused() {
    assertRefused(
        successes,
        WireEvents.sentiment("acme", "e1", 3, NOW).setScaleMin(null).build(),
        RejectionReason.MISSING_FIELD,
        "scale_min");
  }

  @Test
  void a_stakeholder_step_needs_the_person() {
    assertRefused(
        successes,
        WireEvents.sentiment("acme", "e1", 3, NOW)
            .setType(SuccessActivityType.STAKEHOLDER_LEFT)
            .build(),
        RejectionReason.MISSING_FIELD,
        "person_id");
  }

  @Test
  void a_goal_needs_its_id() {
    assertRefused(
        successes,
        WireEvents.sentiment("acme", "e1", 3, NOW)
            .setType(SuccessActivityType.GOAL_MISSED)
            .setGoalKind(GoalKind.PLAN_GOAL)
            .build(),
        RejectionReason.MISSING_FIELD,
        "goal_id");
  }

  @Test
  void an_attendee_without_a_valid_id_is_refused() {
    assertRefused(
        successes,
        WireEvents.sentiment("acme", "e1", 3, NOW)
            .setType(SuccessActivityType.MEETING)
            .setSponsorAttendance(SponsorAttendance.ATTENDED)
            .setAttendees(List.of(Attendee.newBuilder().setPersonId("").build()))
            .build(),
        RejectionReason.INVALID_ID,
        "attendees.person_id");
  }

  @Test
  void a_profile_with_another_key_is_refused() {
    AccountProfile profile = WireEvents.profile("acme", NOW).build();

    assertThat(profiles.read("other", profile, ORIGIN)).isInstanceOf(Rejection.class);
  }
}
