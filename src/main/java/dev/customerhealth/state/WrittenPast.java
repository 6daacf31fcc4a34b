package dev.customerhealth.state;

import dev.customerhealth.domain.account.PastDays;

/**
 * The past days of an account as they were written or read last. They stay what they are until a
 * day passes or a fact comes late, and are the larger part of an account, so writing it anew mostly
 * is to copy them.
 *
 * <p>One per account in memory. Not safe for use by several threads.
 */
public final class WrittenPast {
  private PastDays days = PastDays.NONE;
  private byte[] bytes = {};

  /** Remembers how some days are written. */
  void remember(PastDays written, byte[] as) {
    days = written;
    bytes = as;
  }

  /** The bytes of some days. */
  @SuppressWarnings("ReferenceEquality") // equal but not the same is written again, and is the same
  byte[] of(PastDays wanted) {
    if (days != wanted) {
      remember(wanted, PastDaysSection.bytes(wanted));
    }
    return bytes;
  }
}
