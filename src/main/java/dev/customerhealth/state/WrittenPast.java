package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.PastDays;

/**
 * The past days of an account, and its profile, as they were written or read last. The days stay
 * what they are until a day passes or a fact comes late, the profile longer, and they are the
 * larger part of an account, so writing it anew mostly is to copy them.
 *
 * <p>One per account in memory. Not safe for use by several threads.
 */
public final class WrittenPast {
  private PastDays past = PastDays.NONE;
  private byte[] days = {};
  private byte[] counts = {};

  /** By which logins are written; null where they are to be written anew. */
  private UsersByDay.Counts users;

  private byte[] logins = {};
  private AccountProfile profile;
  private byte[] profileBytes = {};

  /** Remembers how days are written whose counts are still to be read. */
  void rememberDays(byte[] as) {
    past = PastDays.NONE;
    days = as;
  }

  /** Remembers how the counts of those days are written. */
  void rememberCounts(PastDays written, byte[] as) {
    past = written;
    counts = as;
    users = null;
  }

  /** Remembers how the logins of those days are written by so many users. */
  void rememberLogins(UsersByDay.Counts by, byte[] as) {
    users = by;
    logins = as;
  }

  /** Writes which days there are. */
  void writeDays(ByteWriter out, PastDays wanted) {
    find(wanted);
    out.bytes(days);
  }

  /** Writes what was counted on them, logins by how many users there were. */
  void writeCounts(ByteWriter out, PastDays wanted, UsersByDay.Counts by) {
    find(wanted);
    out.bytes(counts);
    if (!by.equals(users)) {
      rememberLogins(by, FrequentSection.bytesOfLogins(wanted, by));
    }
    out.bytes(logins);
  }

  /** Remembers how a profile is written. */
  void remember(AccountProfile written, byte[] as) {
    profile = written;
    profileBytes = as;
  }

  /** The bytes of a profile. */
  @SuppressWarnings("ReferenceEquality") // as with days
  byte[] of(AccountProfile wanted) {
    if (profile != wanted) {
      remember(wanted, ProfileSection.bytes(wanted));
    }
    return profileBytes;
  }

  @SuppressWarnings("ReferenceEquality") // equal but not the same is written again, and is the same
  private void find(PastDays wanted) {
    if (past != wanted) {
      days =
          PastDaysSection.bytesOfDays(
              wanted, DistinctDaysSection.counters(DistinctDays.Kind.USERS));
      counts = PastDaysSection.bytesOfCounts(wanted);
      past = wanted;
      users = null;
    }
  }
}
