package dev.customerhealth.domain.signal;

import java.time.Instant;

/**
 * A person sets the score or the band of an account for a while, or ends what was set.
 *
 * @param eventId id of the command
 * @param occurredAt when the person decided
 * @param kind what is decided
 * @param by who decided, 1 to 256 characters
 * @param reason why, not blank, at most 1,000 characters
 * @param score thousandths of a point, 0 to 100,000, for SET_SCORE; 0 otherwise
 * @param bandId the band for SET_BAND, of whatever model; null otherwise
 * @param until when it ends by itself, after occurredAt; null for CLEAR
 */
public record OverrideSignal(
    String eventId,
    String accountId,
    Instant occurredAt,
    Kind kind,
    String by,
    String reason,
    int score,
    String bandId,
    Instant until)
    implements AccountSignal {

  /** What is decided. */
  public enum Kind {
    SET_SCORE,
    SET_BAND,
    CLEAR
  }

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.override(this);
  }
}
