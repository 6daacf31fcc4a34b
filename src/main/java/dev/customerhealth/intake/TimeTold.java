package dev.customerhealth.intake;

import java.time.Instant;

/**
 * A tick: it is now this time for every account of the partition.
 *
 * @param time the business time
 */
public record TimeTold(Instant time) implements Received {

  @Override
  public void giveTo(Receiver receiver) {
    receiver.timeTold(time);
  }
}
