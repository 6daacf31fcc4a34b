package dev.customerhealth.intake;

import dev.customerhealth.domain.signal.Signal;

/**
 * A record that makes sense.
 *
 * @param signal what it says about its account
 */
public record Accepted(Signal signal) implements Received {

  @Override
  public void giveTo(Receiver receiver) {
    receiver.accepted(signal);
  }
}
