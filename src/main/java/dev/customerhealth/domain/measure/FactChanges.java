package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;

/**
 * Which facts of an account differ from earlier ones, a bit per counter and one each for users,
 * features and the others. Facts are immutable and share what did not change, so comparing
 * references is enough.
 */
final class FactChanges {
  /** Everything may differ. */
  static final long ALL = -1L;

  static final long USERS = 1L << 61;
  static final long FEATURES = 1L << 62;
  static final long OTHERS = 1L << 63;

  private FactChanges() {}

  /** The bit of a counter. */
  static long of(Counter counter) {
    return 1L << counter.code();
  }

  /**
   * What differs between two states of one account. When the day, how far back the account
   * remembers, or the kinds ever reported differ, everything does.
   */
  @SuppressWarnings("ReferenceEquality") // equal but not the same is read again, which is right too
  static long between(AccountFacts before, AccountFacts after) {
    if (before == after) {
      return 0;
    }
    if (before.day() != after.day()
        || before.retention() != after.retention()
        || before.knownSince() != after.knownSince()
        || before.reportedBits() != after.reportedBits()) {
      return ALL;
    }
    boolean others =
        before.matters() != after.matters()
            || before.sentiment() != after.sentiment()
            || before.subscription() != after.subscription()
            || before.assignedSeats() != after.assignedSeats();
    return counters(before.days(), after.days())
        | (before.users() != after.users() ? USERS : 0)
        | (before.features() != after.features() ? FEATURES : 0)
        | (others ? OTHERS : 0);
  }

  @SuppressWarnings("ReferenceEquality")
  private static long counters(DayLog before, DayLog after) {
    return before == after ? 0 : after.changedSince(before);
  }
}
