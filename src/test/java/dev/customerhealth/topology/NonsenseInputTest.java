package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.RejectedEvent;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.testing.WireEvents;
import dev.customerhealth.wire.PlainAvro;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that decode but make no sense: refused with a reason, and nothing else happens. */
class NonsenseInputTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;

  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  @Test
  void an_event_without_key_is_rejected() {
    assertRejected(
        harness.topics().productUsage(), null, login().build(), RejectionReason.NULL_KEY, "key");
  }

  @Test
  void a_key_that_differs_from_the_account_id_is_rejected() {
    assertRejected(
        harness.topics().productUsage(),
        "other",
        login().build(),
        RejectionReason.KEY_MISMATCH,
        "account_id");
  }

  @Test
  void a_negative_count_is_rejected() {
    assertRejected(login().setCount(-1L).build(), RejectionReason.OUT_OF_RANGE, "count");
  }

  @Test
  void a_number_that_is_none_is_rejected() {
    assertRejected(
        login().setDataQuality(Double.NaN).build(), RejectionReason.NOT_A_NUMBER, "data_quality");
  }

  @Test
  void an_nps_answer_of_11_is_rejected() {
    assertRejected(
        harness.topics().surveyResponses(),
        "acme",
        WireEvents.nps("acme", "e1", 11, NOW).build(),
        RejectionReason.OUT_OF_RANGE,
        "value");
  }

  @Test
  void an_nps_answer_of_11_on_a_scale_that_allows_it_is_rejected() {
    assertRejected(
        harness.topics().surveyResponses(),
        "acme",
        WireEvents.nps("acme", "e1", 11, NOW).setScaleMax(11.0).build(),
        RejectionReason.OUT_OF_RANGE,
        "scale_max");
  }

  @Test
  void a_survey_without_scale_is_rejected() {
    assertRejected(
        harness.topics().surveyResponses(),
        "acme",
        WireEvents.nps("acme", "e1", 7, NOW).setScaleMax(null).build(),
        RejectionReason.MISSING_FIELD,
        "scale_max");
  }

  @Test
  void a_survey_without_direction_is_rejected() {
    assertRejected(
        harness.topics().surveyResponses(),
        "acme",
        WireEvents.nps("acme", "e1", 7, NOW).setDirection(null).build(),
        RejectionReason.MISSING_FIELD,
        "direction");
  }

  @Test
  void a_tick_a_year_ahead_is_rejected_and_does_not_move_time() {
    harness.send(login().build());
    AccountState before = harness.account("acme").state();
    harness.everythingTold();

    harness.send(
        harness.topics().clockTicks(), null, WireEvents.tick(NOW.plus(Duration.ofDays(365))));
    harness.send(login().setEventId("e2").setUserId("u2").build());

    assertThat(harness.rejections())
        .extracting(RejectedEvent::getReason)
        .containsExactly(RejectionReason.TIMESTAMP_IN_FUTURE);
    assertThat(harness.account("acme").state().asOf()).isEqualTo(before.asOf());
    harness.everythingTold();
  }

  @Test
  void an_event_a_little_ahead_is_taken() {
    harness.send(login().setOccurredAt(NOW.plus(Duration.ofMinutes(59))).build());

    assertThat(harness.accounting(harness.topics().productUsage()))
        .containsEntry(RecordOutcome.SCORED, 1L);
    harness.everythingTold();
  }

  @Test
  void a_string_of_5_megabytes_is_rejected_and_shortened_in_the_rejection() {
    RejectedEvent rejected =
        assertRejected(
            login().setSource("x".repeat(5_000_000)).build(),
            RejectionReason.FIELD_TOO_LONG,
            "source");

    assertThat(rejected.getEvent()).hasSize(4096);
  }

  @Test
  void an_event_id_of_5_megabytes_is_rejected_and_shortened_in_the_rejection() {
    RejectedEvent rejected =
        assertRejected(
            login().setEventId("x".repeat(5_000_000)).build(),
            RejectionReason.INVALID_ID,
            "event_id");

    assertThat(rejected.getEventId()).hasSize(256);
  }

  @Test
  void emoji_in_ids_are_fine() {
    String account = "acme-🚀";
    harness.send(WireEvents.login(account, "🎉", "🙂", NOW).build());

    assertThat(harness.account(account).state().asOf()).isEqualTo(NOW);
    harness.everythingTold();
  }

  @Test
  void control_characters_in_an_account_id_are_rejected() {
    assertRejected(
        harness.topics().productUsage(),
        "ac\u001bme",
        login().setAccountId("ac\u001bme").build(),
        RejectionReason.INVALID_ID,
        "key");
  }

  @Test
  void control_characters_in_an_event_id_are_rejected() {
    assertRejected(login().setEventId("e\u00001").build(), RejectionReason.INVALID_ID, "event_id");
  }

  @Test
  void an_unknown_enum_symbol_of_a_newer_producer_is_rejected() throws IOException {
    Schema newer =
        PlainAvro.changed(
            "product-usage-event", text -> text.replace("\"LOGIN\",", "\"LOGIN\",\"TELEPATHY\","));
    GenericData.Record event = new GenericData.Record(newer);
    event.put("event_id", "e1");
    event.put("account_id", "acme");
    event.put("occurred_at", NOW.toEpochMilli());
    event.put("type", new GenericData.EnumSymbol(newer.getField("type").schema(), "TELEPATHY"));
    int id = harness.serdes().registry().idFor("product-usage-value", newer);

    harness.sendRaw(
        harness.topics().productUsage(),
        "acme".getBytes(StandardCharsets.UTF_8),
        PlainAvro.framed(id, PlainAvro.write(event, newer)));

    assertThat(harness.rejections())
        .extracting(RejectedEvent::getReason)
        .containsExactly(RejectionReason.UNKNOWN_TYPE);
  }

  @Test
  void a_rejection_says_where_the_event_came_from_and_what_was_wrong() {
    harness.send(login().build());
    harness.everythingTold();
    harness.send(login().setCount(-5L).build());

    RejectedEvent rejected = harness.rejections().get(0);
    assertThat(rejected.getSourceTopic()).isEqualTo("product-usage");
    assertThat(rejected.getSourcePartition()).isZero();
    assertThat(rejected.getSourceOffset()).isEqualTo(1);
    assertThat(rejected.getReceivedAt()).isEqualTo(NOW);
    assertThat(rejected.getAccountId()).isEqualTo("acme");
    assertThat(rejected.getEventId()).isEqualTo("e1");
    assertThat(rejected.getDetail()).isEqualTo("count is -5; expected 0 to 1000000000");
    assertThat(rejected.getEvent()).contains("\"count\": -5");
    assertThat(harness.metrics().rejections).containsExactly("product-usage OUT_OF_RANGE");
  }

  private RejectedEvent assertRejected(
      ProductUsageEvent event, RejectionReason reason, String field) {
    return assertRejected(harness.topics().productUsage(), "acme", event, reason, field);
  }

  private <V extends SpecificRecord> RejectedEvent assertRejected(
      Topic<V> topic, String key, V event, RejectionReason reason, String field) {
    harness.send(topic, key, event);

    List<RejectedEvent> rejections = harness.rejections();
    assertThat(rejections).hasSize(1);
    assertThat(rejections.get(0).getReason()).isEqualTo(reason);
    assertThat(rejections.get(0).getField()).isEqualTo(field);
    assertThat(harness.accounting(topic)).containsEntry(RecordOutcome.REJECTED, 1L);
    return rejections.get(0);
  }

  private static ProductUsageEvent.Builder login() {
    return WireEvents.login("acme", "e1", "u1", NOW);
  }
}
