package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.signal.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The one function of the service: what a signal does to an account. */
public final class Assessor {

  /**
   * Applies a signal and judges the account.
   *
   * @param before what is known of the account
   * @param signal a valid signal about the same account
   * @param time the business time of the partition; null before the first tick. The account is
   *     judged at the latest of this time, the signal's and the one it has lived through
   * @param policy how accounts are judged
   */
  public Assessment assess(AccountState before, Signal signal, Instant time, HealthPolicy policy) {
    return new Assessment(before, Outcome.IGNORED, Optional.empty(), List.of(), null);
  }
}
