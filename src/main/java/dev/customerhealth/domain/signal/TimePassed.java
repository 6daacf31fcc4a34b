package dev.customerhealth.domain.signal;

import java.time.Instant;

/** Nothing happened until now, which is information too: fact T. */
public record TimePassed(String accountId, Instant occurredAt) implements Signal {
  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.timePassed(this);
  }
}
