package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.PastDays;
import java.util.Arrays;

/**
 * The past days of an account, its profile and its daily highs, as they were written or read last.
 * The days stay what they are until a day passes or a fact comes late, the highs until the score
 * rises over one, the profile longer, and they are the larger part of an account, so writing it
 * anew mostly is to copy them.
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
  private final WrittenHighs highs = new WrittenHighs();
  private WrittenHighs[] ofShadows = {};

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

  /** The daily highs by the live model. */
  WrittenHighs highs() {
    return highs;
  }

  /**
   * The daily highs by a shadow model. Where another has come into its place nothing is found, and
   * they are written anew.
   *
   * @param number its place among those that judged the account, from 0
   */
  WrittenHighs highsOfShadow(int number) {
    if (number == ofShadows.length) {
      ofShadows = Arrays.copyOf(ofShadows, number + 1);
      ofShadows[number] = new WrittenHighs();
    }
    return ofShadows[number];
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
