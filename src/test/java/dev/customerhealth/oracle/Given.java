package dev.customerhealth.oracle;

import dev.customerhealth.domain.signal.Signal;
import java.time.Instant;

/**
 * One line of a history, in order of arrival: a signal told, or a tick of the clock for everybody.
 *
 * @param signal what was told; null for a tick
 * @param tick the business time of a tick; null for a signal
 */
public record Given(Signal signal, Instant tick) {

  /** A signal was told. */
  public static Given told(Signal signal) {
    return new Given(signal, null);
  }

  /** It is now a certain business time. */
  public static Given tick(Instant time) {
    return new Given(null, time);
  }
}
