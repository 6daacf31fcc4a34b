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
  /** More than one commit adds to an account, mostly. */
  private static final int ROOM = 256;

  private int expected = 2 * ROOM;
  private PastDays days = PastDays.NONE;
  private byte[] bytes = {};

  /** How many bytes the account likely takes. */
  int expected() {
    return expected;
  }

  /** Remembers how many bytes the account took. */
  void took(int length) {
    expected = length + ROOM;
  }

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
