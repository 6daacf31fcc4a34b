package dev.customerhealth.intake;

import static dev.customerhealth.intake.AtTheDoor.LIMITS;
import static dev.customerhealth.intake.AtTheDoor.NOW;
import static dev.customerhealth.intake.AtTheDoor.ORIGIN;
import static dev.customerhealth.intake.AtTheDoor.accepted;
import static dev.customerhealth.intake.AtTheDoor.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.domain.signal.UsageSignal;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the door for every event, and for usage. */
class IntakeTest {

  private final UsageReader usage = new UsageReader(LIMITS);
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
}
