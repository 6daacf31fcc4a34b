package dev.customerhealth.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.Attendee;
import dev.customerhealth.avro.GoalKind;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.avro.ScaleDirection;
import dev.customerhealth.avro.SponsorAttendance;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.avro.SurveyKind;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.avro.TicketPriority;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of the door, one by one. */
class IntakeTest {

  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
  private static final Origin ORIGIN = new Origin("topic", 2, 42, NOW.toEpochMilli());
  private static final IntakeLimits LIMITS = IntakeLimits.standard();

  private final UsageReader usage = new UsageReader(LIMITS);
  private final TicketReader tickets = new TicketReader(LIMITS);
  private final SurveyReader surveys = new SurveyReader(LIMITS);
  private final ProfileReader profiles = new ProfileReader(LIMITS);
  private final SubscriptionReader subscriptions = new SubscriptionReader(LIMITS);
  private final SuccessReader successes = new SuccessReader(LIMITS);
  private final TickReader ticks = new TickReader(LIMITS);

  @Test
  void a_feature_use_becomes_a_signal_with_all_it_says() {
    ProductUsageEvent event =
        WireEvents.featureUse("acme", "e1", "u1", "reports", NOW)
            .setAdvanced(true)
            .setCount(3L)
            .setDurationSeconds(60L)
            .build();

    assertThat(usage.read("acme", event, ORIGIN))
        .isEqualTo(
            new Accepted(
                new UsageSignal(
                    "e1",
                    "acme",
                    NOW,
                    UsageSignal.Kind.FEATURE_USED,
                    "u1",
                    "reports",
                    true,
                    3,
                    60,
                    Double.NaN)));
  }

  @Test
  void a_count_that_is_not_told_is_one() {
    UsageSignal signal =
        (UsageSignal) accepted(usage, WireEvents.login("acme", "e1", "u1", NOW).build());

    assertThat(signal.count()).isEqualTo(1);
    assertThat(signal.durationSeconds()).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = UsageType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void every_kind_of_usage_of_the_schema_is_known_to_the_domain(UsageType type) {
    ProductUsageEvent event =
        WireEvents.featureUse("acme", "e1", "u1", "reports", NOW)
            .setType(type)
            .setWorkflow("w")
            .setIntegration("i")
            .setTraining("t")
            .setDataQuality(0.5)
            .build();

    assertThat(((UsageSignal) accepted(usage, event)).kind().name()).isEqualTo(type.name());
  }

  @ParameterizedTest
  @EnumSource(value = TicketEventType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void every_step_of_a_ticket_of_the_schema_is_known_to_the_domain(TicketEventType type) {
    TicketSignal signal =
        (TicketSignal)
            accepted(tickets, WireEvents.ticket("acme", "e1", "4711", type, NOW).build());

    assertThat(signal.step().name()).isEqualTo(type.name());
  }

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

  @ParameterizedTest
  @EnumSource(
      value = UsageType.class,
      names = {
        "FEATURE_USED",
        "SESSION",
        "LOGIN",
        "SEAT_ASSIGNED",
        "SEAT_REMOVED",
        "TRAINING_ENROLLED",
        "TRAINING_COMPLETED"
      })
  void usage_by_a_person_needs_the_person(UsageType type) {
    assertRefused(
        usage,
        WireEvents.featureUse("acme", "e1", null, "reports", NOW).setType(type).build(),
        RejectionReason.MISSING_FIELD,
        "user_id");
  }

  @Test
  void a_feature_use_needs_the_feature() {
    assertRefused(
        usage,
        WireEvents.featureUse("acme", "e1", "u1", null, NOW).build(),
        RejectionReason.MISSING_FIELD,
        "feature");
  }

  @Test
  void a_workflow_step_needs_the_workflow() {
    assertRefused(
        usage,
        WireEvents.login("acme", "e1", "u1", NOW).setType(UsageType.WORKFLOW_STARTED).build(),
        RejectionReason.MISSING_FIELD,
        "workflow");
  }

  @Test
  void a_measured_quality_needs_its_value() {
    assertRefused(
        usage,
        WireEvents.login("acme", "e1", "u1", NOW).setType(UsageType.DATA_QUALITY_MEASURED).build(),
        RejectionReason.MISSING_FIELD,
        "data_quality");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01})
  void a_ratio_outside_zero_to_one_is_refused(double quality) {
    assertRefused(
        usage,
        WireEvents.login("acme", "e1", "u1", NOW).setDataQuality(quality).build(),
        RejectionReason.OUT_OF_RANGE,
        "data_quality");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 604_801})
  void a_duration_outside_a_week_is_refused(long seconds) {
    assertRefused(
        usage,
        WireEvents.login("acme", "e1", "u1", NOW).setDurationSeconds(seconds).build(),
        RejectionReason.OUT_OF_RANGE,
        "duration_seconds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\u0000b", "a\u007fb", "a\u0085b"})
  void an_id_that_is_empty_or_has_control_characters_is_refused(String eventId) {
    assertRefused(
        usage,
        WireEvents.login("acme", eventId, "u1", NOW).build(),
        RejectionReason.INVALID_ID,
        "event_id");
  }

  @Test
  void an_id_of_256_characters_is_taken_and_one_of_257_refused() {
    accepted(usage, WireEvents.login("acme", "x".repeat(256), "u1", NOW).build());
    assertRefused(
        usage,
        WireEvents.login("acme", "x".repeat(257), "u1", NOW).build(),
        RejectionReason.INVALID_ID,
        "event_id");
  }

  @Test
  void a_text_of_4096_characters_is_taken_and_one_more_refused() {
    accepted(usage, WireEvents.login("acme", "e1", "u1", NOW).setSource("x".repeat(4096)).build());
    assertRefused(
        usage,
        WireEvents.login("acme", "e1", "u1", NOW).setSource("x".repeat(4097)).build(),
        RejectionReason.FIELD_TOO_LONG,
        "source");
  }

  @Test
  void the_tolerance_for_the_future_counts_from_the_arrival() {
    accepted(usage, WireEvents.login("acme", "e1", "u1", NOW.plusSeconds(3600)).build());
    assertRefused(
        usage,
        WireEvents.login("acme", "e1", "u1", NOW.plusSeconds(3601)).build(),
        RejectionReason.TIMESTAMP_IN_FUTURE,
        "occurred_at");
  }

  @Test
  void the_first_instant_of_2000_is_taken_and_the_one_before_refused() {
    Instant first = Instant.parse("2000-01-01T00:00:00Z");
    accepted(usage, WireEvents.login("acme", "e1", "u1", first).build());
    assertRefused(
        usage,
        WireEvents.login("acme", "e1", "u1", first.minusMillis(1)).build(),
        RejectionReason.TIMESTAMP_TOO_OLD,
        "occurred_at");
  }

  @Test
  void times_at_the_ends_of_what_a_long_holds_are_refused() {
    assertRefused(
        usage,
        WireEvents.login("acme", "e1", "u1", Instant.ofEpochMilli(Long.MAX_VALUE)).build(),
        RejectionReason.TIMESTAMP_IN_FUTURE,
        "occurred_at");
    assertRefused(
        usage,
        WireEvents.login("acme", "e1", "u1", Instant.ofEpochMilli(Long.MIN_VALUE)).build(),
        RejectionReason.TIMESTAMP_TOO_OLD,
        "occurred_at");
  }

  @Test
  void a_negative_tolerance_is_refused() {
    assertThatThrownBy(() -> new IntakeLimits(Duration.ofSeconds(-1), Duration.ofDays(1)))
        .hasMessageContaining("negative");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1.1, 1.1})
  void a_ticket_sentiment_outside_its_range_is_refused(double sentiment) {
    assertRefused(
        tickets,
        WireEvents.ticket("acme", "e1", "4711", TicketEventType.OPENED, NOW)
            .setSentiment(sentiment)
            .build(),
        RejectionReason.OUT_OF_RANGE,
        "sentiment");
  }

  @Test
  void an_infinite_ticket_sentiment_is_refused() {
    assertRefused(
        tickets,
        WireEvents.ticket("acme", "e1", "4711", TicketEventType.OPENED, NOW)
            .setSentiment(Double.POSITIVE_INFINITY)
            .build(),
        RejectionReason.NOT_A_NUMBER,
        "sentiment");
  }

  @Test
  void a_priority_this_version_does_not_know_counts_as_not_told() {
    TicketSignal signal =
        (TicketSignal)
            accepted(
                tickets,
                WireEvents.ticket("acme", "e1", "4711", TicketEventType.OPENED, NOW)
                    .setPriority(TicketPriority.UNKNOWN)
                    .build());

    assertThat(signal.priority()).isNull();
    assertThat(signal.elapsedMinutes()).isEqualTo(-1);
    assertThat(signal.sentiment()).isNaN();
  }

  @Test
  void a_negative_time_to_answer_is_refused() {
    assertRefused(
        tickets,
        WireEvents.ticket("acme", "e1", "4711", TicketEventType.CLOSED, NOW)
            .setElapsedMinutes(-1L)
            .build(),
        RejectionReason.OUT_OF_RANGE,
        "elapsed_minutes");
  }

  @Test
  void a_survey_with_its_scale_upside_down_is_refused() {
    assertRefused(
        surveys,
        csat(3).setScaleMin(5.0).setScaleMax(1.0).build(),
        RejectionReason.OUT_OF_RANGE,
        "scale_min");
  }

  @Test
  void a_survey_whose_scale_is_one_point_is_refused() {
    assertRefused(
        surveys,
        csat(1).setScaleMin(1.0).setScaleMax(1.0).build(),
        RejectionReason.OUT_OF_RANGE,
        "scale_min");
  }

  @Test
  void a_survey_whose_scale_is_no_number_is_refused() {
    assertRefused(
        surveys,
        csat(1).setScaleMax(Double.NaN).build(),
        RejectionReason.NOT_A_NUMBER,
        "scale_max");
  }

  @Test
  void a_survey_answer_outside_its_scale_is_refused() {
    assertRefused(surveys, csat(6).build(), RejectionReason.OUT_OF_RANGE, "value");
  }

  @Test
  void a_survey_of_an_unknown_direction_is_refused() {
    assertRefused(
        surveys,
        csat(3).setDirection(ScaleDirection.UNKNOWN).build(),
        RejectionReason.UNKNOWN_TYPE,
        "direction");
  }

  @Test
  void an_nps_answer_where_low_is_good_is_refused() {
    assertRefused(
        surveys,
        WireEvents.nps("acme", "e1", 9, NOW).setDirection(ScaleDirection.LOWER_IS_BETTER).build(),
        RejectionReason.OUT_OF_RANGE,
        "direction");
  }

  @Test
  void a_survey_answer_keeps_scale_and_direction() {
    SurveySignal signal =
        (SurveySignal)
            accepted(surveys, csat(2).setDirection(ScaleDirection.LOWER_IS_BETTER).build());

    assertThat(signal.goodness()).isEqualTo(0.75);
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
  void a_tick_needs_no_key() {
    assertThat(ticks.read(null, WireEvents.tick(NOW), ORIGIN)).isEqualTo(new TimeTold(NOW));
  }

  @Test
  void what_is_quoted_in_a_detail_cannot_spoil_a_terminal() {
    Rejection rejection =
        (Rejection)
            usage.read("acme", WireEvents.login("\u001b[31mred", "e1", "u1", NOW).build(), ORIGIN);

    assertThat(rejection.detail()).doesNotContain("\u001b").contains("'acme'");
  }

  private static SurveyResponseEvent.Builder csat(double value) {
    return WireEvents.nps("acme", "e1", value, NOW)
        .setKind(SurveyKind.CSAT)
        .setScaleMin(1.0)
        .setScaleMax(5.0);
  }

  private static <V extends SpecificRecord> Signal accepted(SignalReader<V> reader, V event) {
    Received received = reader.read("acme", event, ORIGIN);
    assertThat(received).isInstanceOf(Accepted.class);
    return ((Accepted) received).signal();
  }

  private static <V extends SpecificRecord> void assertRefused(
      SignalReader<V> reader, V event, RejectionReason reason, String field) {
    Received received = reader.read("acme", event, ORIGIN);

    assertThat(received).isInstanceOf(Rejection.class);
    Rejection rejection = (Rejection) received;
    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.field()).isEqualTo(field);
    assertThat(rejection.detail()).isNotBlank();
    assertThat(rejection.origin()).isEqualTo(ORIGIN);
  }

  @Test
  void a_profile_with_another_key_is_refused() {
    AccountProfile profile = WireEvents.profile("acme", NOW).build();

    assertThat(profiles.read("other", profile, ORIGIN)).isInstanceOf(Rejection.class);
  }
}
