package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AccountCommandType;
import dev.customerhealth.avro.AlertCommandType;
import dev.customerhealth.avro.RejectedEvent;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.WireEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every input must refuse, whatever it carries: no value, and times that cannot be. */
class EveryInputTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final String ACCOUNT = "acme";

  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  /**
   * An input and a record of it that makes sense.
   *
   * @param time the field that says when
   * @param at the record of a time
   */
  private record Input<V extends SpecificRecord>(
      Function<Topics, Topic<V>> topic, String time, Function<Instant, V> at) {

    @Override
    public String toString() {
      return topic.apply(Topics.standard()).name();
    }
  }

  static List<Input<?>> withTime() {
    return List.of(
        new Input<>(
            Topics::productUsage,
            "occurred_at",
            at -> WireEvents.login(ACCOUNT, "e1", "u1", at).build()),
        new Input<>(
            Topics::supportTickets,
            "occurred_at",
            at -> WireEvents.ticket(ACCOUNT, "e1", "t1", TicketEventType.OPENED, at).build()),
        new Input<>(
            Topics::surveyResponses,
            "occurred_at",
            at -> WireEvents.nps(ACCOUNT, "e1", 9, at).build()),
        new Input<>(
            Topics::accountProfiles, "updated_at", at -> WireEvents.profile(ACCOUNT, at).build()),
        new Input<>(
            Topics::subscriptionChanges,
            "occurred_at",
            at -> WireEvents.renewal(ACCOUNT, "e1", at).build()),
        new Input<>(
            Topics::successActivities,
            "occurred_at",
            at -> WireEvents.sentiment(ACCOUNT, "e1", 4, at).build()),
        new Input<>(
            Topics::accountCommands,
            "issued_at",
            at -> WireEvents.command(ACCOUNT, "c1", AccountCommandType.SET_SENTIMENT, at).build()),
        new Input<>(
            Topics::alertCommands,
            "issued_at",
            at ->
                WireEvents.alertCommand(
                        ACCOUNT, "c1", AlertCommandType.ACKNOWLEDGE, "score-drop-7d", at)
                    .build()),
        new Input<>(Topics::clockTicks, "time", WireEvents::tick));
  }

  /** A profile without value is a tombstone. */
  static Stream<Topic<?>> withValue() {
    return Topics.standard().read().stream()
        .filter(topic -> !topic.equals(Topics.standard().accountProfiles()));
  }

  @Test
  void no_input_is_left_out() {
    assertThat(withTime())
        .extracting(Input::toString)
        .containsExactlyElementsOf(
            harness.topics().read().stream()
                .filter(topic -> !topic.equals(harness.topics().scoringModels()))
                .<String>map(Topic::name)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("withTime")
  void a_record_of_now_is_taken(Input<?> input) {
    send(input, NOW);

    assertThat(harness.rejections()).isEmpty();
    harness.everythingTold();
  }

  @ParameterizedTest
  @MethodSource("withTime")
  void a_record_of_1970_is_rejected(Input<?> input) {
    send(input, Instant.EPOCH);

    assertRejected(RejectionReason.TIMESTAMP_TOO_OLD, input.time());
  }

  @ParameterizedTest
  @MethodSource("withTime")
  void a_record_a_year_ahead_is_rejected_and_moves_no_time(Input<?> input) {
    harness.send(WireEvents.login(ACCOUNT, "before", "u1", NOW).build());
    byte[] before = harness.stored(ACCOUNT);
    harness.everythingTold();

    send(input, NOW.plus(Duration.ofDays(365)));

    assertRejected(RejectionReason.TIMESTAMP_IN_FUTURE, input.time());
    assertThat(harness.stored(ACCOUNT)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("withValue")
  void a_record_without_value_is_rejected(Topic<?> topic) {
    byte[] key = ACCOUNT.getBytes(StandardCharsets.UTF_8);
    harness.sendRaw(topic, topic.equals(harness.topics().clockTicks()) ? null : key, null);

    assertRejected(RejectionReason.NULL_VALUE, "value");
  }

  /** It may hold from a time ahead: that is how one is announced. */
  @Test
  void a_model_that_holds_from_1970_is_rejected() {
    harness.publish(Notices.live(Notices.usageOnly(Presets.m0().version() + 1), Instant.EPOCH));

    assertRejected(RejectionReason.TIMESTAMP_TOO_OLD, "effective_from");
  }

  private <V extends SpecificRecord> void send(Input<V> input, Instant at) {
    Topic<V> topic = input.topic().apply(harness.topics());
    harness.send(
        topic, topic.equals(harness.topics().clockTicks()) ? null : ACCOUNT, input.at().apply(at));
  }

  private void assertRejected(RejectionReason reason, String field) {
    List<RejectedEvent> rejections = harness.rejections();
    assertThat(rejections).hasSize(1);
    assertThat(rejections.get(0).getReason()).isEqualTo(reason);
    assertThat(rejections.get(0).getField()).isEqualTo(field);
    // What people decided and was refused is in the audit log, too.
    harness.audit();
  }
}
