package dev.customerhealth.intake;

/**
 * Whether alerts are held back because of something that concerns all accounts at once.
 *
 * @param cause what it is
 * @param episode how often it has come up, from 1
 * @param held whether alerts are held back from now on because of it
 */
public record HoldTold(String cause, long episode, boolean held) implements Received {

  /**
   * Whether it undoes another verdict about the same cause, and is not a repeat of an earlier one.
   * Within an episode holding comes first.
   */
  public boolean isAfter(HoldTold known) {
    return order() > known.order();
  }

  /** Its place among the verdicts about its cause, ascending; odd when alerts go out again. */
  public long order() {
    return episode << 1 | (held ? 0 : 1);
  }

  @Override
  public void giveTo(Receiver receiver) {
    receiver.holdTold(this);
  }
}
