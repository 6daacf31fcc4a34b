package dev.customerhealth.intake;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.domain.signal.UsageSignal;
import dev.customerhealth.domain.signal.UsageSignal.Kind;

/**
 * Reads product-usage (E1-E7, E14).
 *
 * @param limits what is taken for possible
 */
public record UsageReader(IntakeLimits limits) implements SignalReader<ProductUsageEvent> {

  private static final long MOST_AT_ONCE = 1_000_000_000L;
  private static final long WEEK_IN_SECONDS = 604_800;

  @Override
  public Received read(String key, ProductUsageEvent event, Origin origin) {
    Inspection inspection = new Inspection(origin).key(key).value(event);
    if (!inspection.passed()) {
      return inspection.rejection(key, event == null ? null : event.getEventId(), event);
    }
    inspect(inspection, key, event);
    return inspection.passed()
        ? new Accepted(signal(event))
        : inspection.rejection(event.getAccountId(), event.getEventId(), event);
  }

  private void inspect(Inspection inspection, String key, ProductUsageEvent event) {
    inspection
        .account(key, event.getAccountId())
        .id("event_id", event.getEventId())
        .time("occurred_at", event.getOccurredAt(), limits)
        .known("type", event.getType())
        .text("source", event.getSource())
        .idIfTold("user_id", event.getUserId())
        .idIfTold("feature", event.getFeature())
        .idIfTold("workflow", event.getWorkflow())
        .idIfTold("integration", event.getIntegration())
        .idIfTold("training", event.getTraining())
        .within("count", event.getCount(), 0, MOST_AT_ONCE)
        .within("duration_seconds", event.getDurationSeconds(), 0, WEEK_IN_SECONDS)
        .within("data_quality", event.getDataQuality(), 0.0, 1.0);
    if (inspection.passed()) {
      inspectKind(inspection, event);
    }
  }

  private static void inspectKind(Inspection inspection, ProductUsageEvent event) {
    switch (event.getType()) {
      case FEATURE_USED ->
          inspection.present("user_id", event.getUserId()).present("feature", event.getFeature());
      case SESSION, LOGIN, SEAT_ASSIGNED, SEAT_REMOVED, TRAINING_ENROLLED, TRAINING_COMPLETED ->
          inspection.present("user_id", event.getUserId());
      case WORKFLOW_STARTED, WORKFLOW_COMPLETED, WORKFLOW_FAILED ->
          inspection.present("workflow", event.getWorkflow());
      case INTEGRATION_CONNECTED, INTEGRATION_DISCONNECTED ->
          inspection.present("integration", event.getIntegration());
      case DATA_QUALITY_MEASURED -> inspection.present("data_quality", event.getDataQuality());
      case API_CALL, UNKNOWN -> {}
    }
  }

  private static UsageSignal signal(ProductUsageEvent event) {
    return new UsageSignal(
        event.getEventId(),
        event.getAccountId(),
        event.getOccurredAt(),
        kind(event.getType()),
        event.getUserId(),
        subject(event),
        Boolean.TRUE.equals(event.getAdvanced()),
        event.getCount() == null ? 1 : event.getCount(),
        event.getDurationSeconds() == null ? 0 : event.getDurationSeconds(),
        event.getDataQuality() == null ? Double.NaN : event.getDataQuality());
  }

  private static String subject(ProductUsageEvent event) {
    return switch (event.getType()) {
      case FEATURE_USED, SESSION -> event.getFeature();
      case WORKFLOW_STARTED, WORKFLOW_COMPLETED, WORKFLOW_FAILED -> event.getWorkflow();
      case API_CALL, INTEGRATION_CONNECTED, INTEGRATION_DISCONNECTED -> event.getIntegration();
      case TRAINING_ENROLLED, TRAINING_COMPLETED -> event.getTraining();
      case LOGIN, SEAT_ASSIGNED, SEAT_REMOVED, DATA_QUALITY_MEASURED, UNKNOWN -> null;
    };
  }

  private static Kind kind(UsageType type) {
    return switch (type) {
      case FEATURE_USED -> Kind.FEATURE_USED;
      case SESSION -> Kind.SESSION;
      case LOGIN -> Kind.LOGIN;
      case WORKFLOW_STARTED -> Kind.WORKFLOW_STARTED;
      case WORKFLOW_COMPLETED -> Kind.WORKFLOW_COMPLETED;
      case WORKFLOW_FAILED -> Kind.WORKFLOW_FAILED;
      case SEAT_ASSIGNED -> Kind.SEAT_ASSIGNED;
      case SEAT_REMOVED -> Kind.SEAT_REMOVED;
      case API_CALL -> Kind.API_CALL;
      case INTEGRATION_CONNECTED -> Kind.INTEGRATION_CONNECTED;
      case INTEGRATION_DISCONNECTED -> Kind.INTEGRATION_DISCONNECTED;
      case DATA_QUALITY_MEASURED -> Kind.DATA_QUALITY_MEASURED;
      case TRAINING_ENROLLED -> Kind.TRAINING_ENROLLED;
      case TRAINING_COMPLETED -> Kind.TRAINING_COMPLETED;
      case UNKNOWN -> throw new IllegalArgumentException("an unknown type is refused before");
    };
  }
}
