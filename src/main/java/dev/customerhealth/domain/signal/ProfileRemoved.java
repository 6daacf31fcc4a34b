package dev.customerhealth.domain.signal;

import java.time.Instant;

/** The account's profile was removed (a tombstone); what happened in its life stays. */
public record ProfileRemoved(String accountId, Instant occurredAt) implements Signal {
  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.profileRemoved(this);
  }
}
