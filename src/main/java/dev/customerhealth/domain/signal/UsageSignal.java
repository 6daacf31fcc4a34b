package dev.customerhealth.domain.signal;

import java.time.Instant;

/**
 * A user did something in the product: facts E1 to E7 and E14.
 *
 * @param kind what was done
 * @param userId the person; null where the fact has none
 * @param subject the feature, workflow, integration or training concerned; null where the fact has
 *     none
 * @param advanced whether the feature counts as advanced; false when not told
 * @param count how many times, at least 0
 * @param durationSeconds how long, in seconds, at least 0; 0 when not measured
 * @param quality share of good data, 0 to 1, for DATA_QUALITY_MEASURED; NaN otherwise
 */
public record UsageSignal(
    String eventId,
    String accountId,
    Instant occurredAt,
    Kind kind,
    String userId,
    String subject,
    boolean advanced,
    long count,
    long durationSeconds,
    double quality)
    implements AccountSignal {

  /** What was done. */
  public enum Kind {
    FEATURE_USED,
    SESSION,
    LOGIN,
    WORKFLOW_STARTED,
    WORKFLOW_COMPLETED,
    WORKFLOW_FAILED,
    SEAT_ASSIGNED,
    SEAT_REMOVED,
    API_CALL,
    INTEGRATION_CONNECTED,
    INTEGRATION_DISCONNECTED,
    DATA_QUALITY_MEASURED,
    TRAINING_ENROLLED,
    TRAINING_COMPLETED
  }

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.usage(this);
  }
}
