package dev.customerhealth.state;

import dev.customerhealth.domain.portfolio.AccountLedger;

/**
 * A ledger with its bytes, from which another state of the same account takes over what did not
 * change: mostly all but how the account stands. Immutable; the bytes must not be changed.
 */
public final class WrittenLedger {
  private final AccountLedger ledger;
  private final byte[] bytes;
  private final int rest;

  /**
   * @param rest where in the bytes that begins which follows the standing
   */
  WrittenLedger(AccountLedger ledger, byte[] bytes, int rest) {
    this.ledger = ledger;
    this.bytes = bytes;
    this.rest = rest;
  }

  /** What was written or read. */
  public AccountLedger ledger() {
    return ledger;
  }

  /** Its binary form; the caller must not change it. */
  public byte[] bytes() {
    return bytes;
  }

  int rest() {
    return rest;
  }

  /** Whether all but month and standing are the same objects. */
  @SuppressWarnings("ReferenceEquality") // what news does not touch stays the same object
  boolean hasRestOf(AccountLedger other) {
    return ledger.owners() == other.owners()
        && ledger.revenue() == other.revenue()
        && ledger.answers() == other.answers()
        && ledger.opportunities() == other.opportunities()
        && ledger.finance() == other.finance()
        && ledger.ends() == other.ends()
        && ledger.forecasts() == other.forecasts()
        && ledger.forgotten() == other.forgotten();
  }
}
