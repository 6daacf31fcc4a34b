package dev.customerhealth.notify.channel;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt. Reasons name no address, key or body. */
public sealed interface Outcome {

  /** The other side has it. */
  record Delivered() implements Outcome {}

  /**
   * It may work later.
   *
   * @param reason in a few words
   * @param after what the other side asked for; empty when it asked for nothing
   */
  record TryLater(String reason, Optional<Duration> after) implements Outcome {}

  /**
   * Nothing was sent and no attempt has failed: the other side asked for patience a moment ago, or
   * an attempt before this one has not come to its end.
   */
  record NotTried() implements Outcome {}

  /**
   * It never will.
   *
   * @param reason in a few words
   */
  record Refused(String reason) implements Outcome {}
}
