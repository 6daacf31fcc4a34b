package dev.customerhealth.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.StakeholderRole;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.wire.AvroSafety;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JsonEventsTest {
  private final JsonEvents json = new JsonEvents(HistoryTopics.of(Topics.standard()));

  @BeforeAll
  static void trustTheGeneratedClasses() {
    AvroSafety.install();
  }

  @Test
  void a_line_becomes_the_record_of_its_topic() {
    HistoryEvent event =
        event(
            """
            {"topic":"product-usage","event":{"event_id":"e-1","account_id":"acme",\
            "occurred_at":"2026-03-01T09:30:00.123+01:00","type":"FEATURE_USED","user_id":"u-1",\
            "feature":"reports","advanced":true,"count":3}}""");

    ProductUsageEvent usage = (ProductUsageEvent) event.event();
    assertThat(event.topic()).isEqualTo("product-usage");
    assertThat(event.accountId()).isEqualTo("acme");
    assertThat(event.occurredAt()).isEqualTo("2026-03-01T08:30:00.123Z");
    assertThat(usage.getType()).isEqualTo(UsageType.FEATURE_USED);
    assertThat(usage.getCount()).isEqualTo(3L);
    assertThat(usage.getAdvanced()).isTrue();
    assertThat(usage.getDurationSeconds()).isNull();
  }

  @Test
  void a_time_may_be_milliseconds_since_1970() {
    HistoryEvent event =
        event(
            """
            {"topic":"product-usage","event":{"event_id":"e","account_id":"a",\
            "occurred_at":1767225600000,"type":"LOGIN"}}""");

    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void dates_lists_and_nulls_of_a_profile_are_read() {
    HistoryEvent event =
        event(
            """
            {"topic":"account-profiles","event":{"account_id":"a","updated_at":0,"name":null,\
            "renewal_date":"2027-01-31","paid_seats":12,"plan_features":["x","y"]}}""");

    AccountProfile profile = (AccountProfile) event.event();
    assertThat(profile.getRenewalDate()).isEqualTo(LocalDate.of(2027, 1, 31));
    assertThat(profile.getPaidSeats()).isEqualTo(12);
    assertThat(profile.getPlanFeatures()).containsExactly("x", "y");
    assertThat(profile.getValuableFeatures()).isEmpty();
    assertThat(profile.getName()).isNull();
    assertThat(event.occurredAt()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void people_at_a_meeting_are_read_with_their_roles() {
    HistoryEvent event =
        event(
            """
            {"topic":"success-activities","event":{"event_id":"m","account_id":"a",\
            "occurred_at":0,"type":"MEETING","attendees":[{"person_id":"p","role":"SPONSOR"}]}}""");

    SuccessActivity meeting = (SuccessActivity) event.event();
    assertThat(meeting.getAttendees()).hasSize(1);
    assertThat(meeting.getAttendees().get(0).getRole()).isEqualTo(StakeholderRole.SPONSOR);
  }

  @Test
  void a_number_that_json_cannot_say_is_read_from_its_name() {
    HistoryEvent event =
        event(
            """
            {"topic":"survey-responses","event":{"event_id":"s","account_id":"a",\
            "occurred_at":0,"kind":"NPS","value":"NaN"}}""");

    assertThat(((SurveyResponseEvent) event.event()).getValue()).isNaN();
  }

  @Test
  void a_field_the_schema_does_not_have_is_named() {
    assertThat(problem(usage("\"colour\":\"red\"")))
        .startsWith("line 7: field 'colour': found a field that ProductUsageEvent does not have");
  }

  @Test
  void a_kind_the_schema_does_not_know_is_refused_with_those_it_knows() {
    assertThat(problem(usage("\"occurred_at\":0,\"type\":\"LOGGED_IN\"")))
        .startsWith("line 7: field 'type': found \"LOGGED_IN\", expected one of FEATURE_USED, ");
  }

  @Test
  void a_missing_kind_is_a_problem_and_not_the_default_for_older_readers() {
    assertThat(
            problem(
                """
                {"topic":"product-usage","event":{"event_id":"e","account_id":"a",\
                "occurred_at":0}}"""))
        .startsWith("line 7: field 'type': found nothing, expected one of ");
  }

  @Test
  void a_missing_required_field_is_named() {
    assertThat(
            problem(
                """
                {"topic":"product-usage","event":{"event_id":"e","occurred_at":0,\
                "type":"LOGIN"}}"""))
        .isEqualTo("line 7: field 'account_id': found nothing, expected text");
  }

  @Test
  void a_time_without_an_offset_is_refused() {
    assertThat(problem(usage("\"type\":\"LOGIN\",\"occurred_at\":\"2026-03-01T08:30:00\"")))
        .startsWith("line 7: field 'occurred_at': found \"2026-03-01T08:30:00\", expected a time");
  }

  @Test
  void a_fraction_where_a_whole_number_belongs_is_refused() {
    assertThat(problem(usage("\"type\":\"API_CALL\",\"occurred_at\":0,\"count\":1.5")))
        .isEqualTo("line 7: field 'count': found 1.5, expected a whole number of at most 64 bits");
  }

  @Test
  void everything_wrong_with_a_line_is_told() {
    assertThat(
            problem(
                """
                {"topic":"product-usage","colour":"red","event":{"account_id":5,\
                "occurred_at":"yesterday","type":"LOGGED_IN","count":1.5,"shape":"round"}}"""))
        .startsWith("line 7: field 'colour': found")
        .contains("; field 'shape': found a field that")
        .contains("; field 'event_id': found nothing, expected text")
        .contains("; field 'account_id': found 5, expected text")
        .contains("; field 'occurred_at': found \"yesterday\", expected a time")
        .contains("; field 'type': found \"LOGGED_IN\", expected one of")
        .contains("; field 'count': found 1.5, expected a whole number");
  }

  @Test
  void a_line_without_topic_and_event_lacks_both() {
    assertThat(problem("{}"))
        .contains("field 'topic': found nothing", "field 'event': found nothing");
  }

  @Test
  void a_field_given_twice_is_refused() {
    assertThat(problem("{\"topic\":\"product-usage\",\"topic\":\"x\"}"))
        .contains("Duplicate field 'topic'");
  }

  @Test
  void an_unknown_topic_is_refused_with_those_that_may_be_named() {
    assertThat(problem("{\"topic\":\"clock-ticks\",\"event\":{\"time\":0}}"))
        .isEqualTo(
            "line 7: field 'topic': found \"clock-ticks\", expected one of product-usage,"
                + " support-tickets, survey-responses, account-profiles, subscription-changes,"
                + " success-activities, account-commands, alert-commands");
  }

  @Test
  void text_that_is_no_json_is_a_problem() {
    assertThat(problem("event_id,account_id")).contains("no JSON").contains("one JSON object");
  }

  @Test
  void more_after_the_object_is_a_problem() {
    assertThat(problem("{\"topic\":\"product-usage\",\"event\":{}} {}")).contains("no JSON");
  }

  @Test
  void a_message_never_repeats_control_characters_or_a_whole_novel() {
    String problem =
        problem(usage("\"occurred_at\":0,\"type\":\"\\u001b[2J" + "x".repeat(500) + "\""));

    assertThat(problem).doesNotContain("\u001b").hasSizeLessThan(500);
  }

  /** A usage line whose remaining fields are given. */
  private static String usage(String fields) {
    return "{\"topic\":\"product-usage\",\"event\":{\"event_id\":\"e\",\"account_id\":\"a\","
        + fields
        + "}}";
  }

  private HistoryEvent event(String line) {
    return read(line).event().orElseThrow(() -> new AssertionError(read(line).toString()));
  }

  private String problem(String line) {
    return ((HistoryLine.Unreadable) read(line)).describe();
  }

  private HistoryLine read(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    return json.read(7, bytes, bytes.length);
  }
}
