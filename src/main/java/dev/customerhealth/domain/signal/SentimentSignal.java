package dev.customerhealth.domain.signal;

import java.time.Instant;

/**
 * The CSM says with a reason how he judges the account: fact E10, given by a person.
 *
 * @param eventId id of the command
 * @param occurredAt when the person decided
 * @param by who decided, 1 to 256 characters
 * @param reason why, not blank, at most 1,000 characters
 * @param sentiment 0 (worst) to 1 (best)
 * @param until when it ends by itself, after occurredAt; null when only the model's windows end it
 */
public record SentimentSignal(
    String eventId,
    String accountId,
    Instant occurredAt,
    String by,
    String reason,
    double sentiment,
    Instant until)
    implements AccountSignal {

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.sentiment(this);
  }
}
