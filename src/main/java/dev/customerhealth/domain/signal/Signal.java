package dev.customerhealth.domain.signal;

import java.time.Instant;

/** Anything that may change the health of one account. */
public sealed interface Signal permits AccountSignal, ProfileSignal, ProfileRemoved, TimePassed {

  /** The account concerned, 1 to 256 characters, never null. */
  String accountId();

  /** When the fact happened in the world (event time), never null. */
  Instant occurredAt();

  /** Asks the visitor what this kind of signal means to it. */
  <R> R accept(SignalVisitor<R> visitor);
}
