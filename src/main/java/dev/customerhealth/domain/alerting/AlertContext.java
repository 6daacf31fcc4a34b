package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.signal.AlertSignal;

/**
 * What besides the facts of an account concerns its alerts in one judgement.
 *
 * @param command what a person does about an alert, which the account takes; null for nothing
 * @param ownerChanged whether the account got another CSM, or lost or got its first one
 * @param formerOwner its CSM before; null when nobody was
 * @param held whether alerts are held back, because what is seen may be a fault of the data
 * @param change how the rules that hold from this moment on differ from those before
 */
public record AlertContext(
    AlertSignal command,
    boolean ownerChanged,
    String formerOwner,
    boolean held,
    RuleChange change) {

  /** Nothing does. */
  public static final AlertContext NOTHING =
      new AlertContext(null, false, null, false, RuleChange.NONE);

  /** Whether there is nothing to be done about alerts that did not move by themselves. */
  boolean isNothing() {
    return command == null && !ownerChanged && !held && change.newRules().isEmpty();
  }
}
