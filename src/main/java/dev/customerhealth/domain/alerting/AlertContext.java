package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.signal.AlertSignal;

/**
 * What besides the facts of an account concerns its alerts in one judgement.
 *
 * @param command what a person does about an alert, which the account takes; null for nothing
 * @param ownerChanged whether the account got another CSM, or lost or got its first one
 * @param formerOwner its CSM before; null when nobody was
 */
public record AlertContext(AlertSignal command, boolean ownerChanged, String formerOwner) {

  /** Nothing does. */
  public static final AlertContext NOTHING = new AlertContext(null, false, null);

  /** Whether there is nothing to be done about alerts that did not move by themselves. */
  boolean isNothing() {
    return command == null && !ownerChanged;
  }
}
