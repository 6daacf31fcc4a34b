package dev.customerhealth.intake;

import dev.customerhealth.avro.ScaleDirection;
import dev.customerhealth.avro.SurveyKind;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.SurveySignal.Kind;

/**
 * Reads survey-responses (E9). An answer without scale or direction is refused: a 6 can be a
 * promoter or a detractor.
 *
 * @param limits what is taken for possible
 */
public record SurveyReader(IntakeLimits limits) implements SignalReader<SurveyResponseEvent> {

  private static final double NPS_LEAST = 0;
  private static final double NPS_MOST = 10;

  @Override
  public Received read(String key, SurveyResponseEvent event, Origin origin) {
    Inspection inspection = new Inspection(origin).key(key).value(event);
    if (!inspection.passed()) {
      return inspection.rejection(key, event == null ? null : event.getEventId(), event);
    }
    inspect(inspection, key, event);
    return inspection.passed()
        ? new Accepted(signal(event))
        : inspection.rejection(event.getAccountId(), event.getEventId(), event);
  }

  private void inspect(Inspection inspection, String key, SurveyResponseEvent event) {
    inspection
        .account(key, event.getAccountId())
        .id("event_id", event.getEventId())
        .time("occurred_at", event.getOccurredAt(), limits)
        .known("kind", event.getKind())
        .text("source", event.getSource())
        .text("touchpoint", event.getTouchpoint())
        .idIfTold("respondent_id", event.getRespondentId())
        .scale(event.getValue(), event.getScaleMin(), event.getScaleMax())
        .present("direction", event.getDirection())
        .known("direction", event.getDirection());
    if (inspection.passed() && event.getKind() == SurveyKind.NPS) {
      inspectNps(inspection, event);
    }
  }

  /** NPS is defined on 0 to 10 with 10 the best; anything else is another survey. */
  private static void inspectNps(Inspection inspection, SurveyResponseEvent event) {
    if (event.getScaleMin() != NPS_LEAST || event.getScaleMax() != NPS_MOST) {
      inspection.outOfRange(
          "scale_max",
          event.getScaleMin() + " to " + event.getScaleMax(),
          "the scale of NPS, 0 to 10");
    }
    if (event.getDirection() != ScaleDirection.HIGHER_IS_BETTER) {
      inspection.outOfRange("direction", event.getDirection(), "HIGHER_IS_BETTER for NPS");
    }
  }

  private static SurveySignal signal(SurveyResponseEvent event) {
    return new SurveySignal(
        event.getEventId(),
        event.getAccountId(),
        event.getOccurredAt(),
        kind(event.getKind()),
        event.getValue(),
        event.getScaleMin(),
        event.getScaleMax(),
        event.getDirection() == ScaleDirection.HIGHER_IS_BETTER,
        event.getRespondentId(),
        event.getTouchpoint());
  }

  private static Kind kind(SurveyKind kind) {
    return switch (kind) {
      case NPS -> Kind.NPS;
      case CSAT -> Kind.CSAT;
      case CES -> Kind.CES;
      case UNKNOWN -> throw new IllegalArgumentException("an unknown kind is refused before");
    };
  }
}
