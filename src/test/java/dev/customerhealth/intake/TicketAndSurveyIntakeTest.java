package dev.customerhealth.intake;

import static dev.customerhealth.intake.AtTheDoor.LIMITS;
import static dev.customerhealth.intake.AtTheDoor.NOW;
import static dev.customerhealth.intake.AtTheDoor.accepted;
import static dev.customerhealth.intake.AtTheDoor.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.avro.ScaleDirection;
import dev.customerhealth.avro.SurveyKind;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.avro.TicketPriority;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.testing.WireEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the door for tickets and answers. */
class TicketAndSurveyIntakeTest {

  private final TicketReader tickets = new TicketReader(LIMITS);
  private final SurveyReader surveys = new SurveyReader(LIMITS);

  @ParameterizedTest
  @EnumSource(value = TicketEventType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void every_step_of_a_ticket_of_the_schema_is_known_to_the_domain(TicketEventType type) {
    TicketSignal signal =
        (TicketSignal)
            accepted(tickets, WireEvents.ticket("acme", "e1", "4711", type, NOW).build());

    assertThat(signal.step().name()).isEqualTo(type.name());
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

  private static SurveyResponseEvent.Builder csat(double value) {
    return WireEvents.nps("acme", "e1", value, NOW)
        .setKind(SurveyKind.CSAT)
        .setScaleMin(1.0)
        .setScaleMax(5.0);
  }
}
