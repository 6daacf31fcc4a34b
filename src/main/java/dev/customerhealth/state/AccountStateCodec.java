package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.account.Overriding;
import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.account.ToldScore;

/**
 * The versioned binary form of an account. The first byte is the version; what a version writes
 * never changes, a change is a new version, and every version is read for ever.
 *
 * <p>Safe for use by several threads.
 */
public final class AccountStateCodec {
  static final int VERSION = 6;
  private static final int HAS_TIME = 1;
  private static final int HAS_PROFILE = 2;

  /** Set only where a person ever set something, so that all others cost nothing. */
  private static final int HAS_OVERRIDING = 4;

  /** Set only where a rule chose the model, or the score compared with peers. */
  private static final int HAS_MAKER = 8;

  /** Set only where a rule looks at how past weeks or months ended. */
  private static final int HAS_CLOSES = 16;

  /** Set only where an alert waits for something, or a person did something about one. */
  private static final int HAS_COURSES = 32;

  /** Says all there is to say. */
  private static final int IS_DEGRADED = 64;

  /** Encodes an account; the account id is the key and is not repeated. */
  public byte[] encode(AccountState state) {
    ByteWriter out = new ByteWriter();
    write(out, state, new WrittenPast());
    return out.toBytes();
  }

  /** Writes an account, whose past days perhaps were written before. */
  static void write(ByteWriter out, AccountState state, WrittenPast written) {
    out.oneByte(VERSION);
    boolean lived = state.asOfMillis() != AccountState.NEVER;
    boolean closes = !state.judgement().closes().isEmpty();
    boolean overriding = !state.overriding().equals(Overriding.NONE);
    ToldScore score = state.judgement().told();
    boolean maker = score.peersVersion() != 0 || score.modelRule() != null;
    boolean courses = AlertCoursesSection.isNeeded(state.judgement().alerts());
    out.oneByte(
        (lived ? HAS_TIME : 0)
            | (state.profile() != null ? HAS_PROFILE : 0)
            | (overriding ? HAS_OVERRIDING : 0)
            | (maker ? HAS_MAKER : 0)
            | (closes ? HAS_CLOSES : 0)
            | (courses ? HAS_COURSES : 0)
            | (state.degraded() ? IS_DEGRADED : 0));
    if (lived) {
      long asOf = state.asOfMillis();
      out.zigzag(asOf);
      if (state.profile() != null) {
        ProfileSection.write(out, state.profile(), asOf, written);
      }
      FactsSection.write(out, state.facts(), asOf, told(state.profile(), asOf), written);
      RecentEventsSection.write(out, state.recentEvents());
      JudgementSection.write(out, state.judgement(), asOf, written.highs());
      if (overriding) {
        OverridingSection.write(out, state.overriding(), asOf);
      }
      if (maker) {
        out.varint(score.peersVersion());
        KnownNames.write(out, score.modelRule());
      }
      if (closes) {
        ClosesSection.write(out, state.judgement().closes(), Days.of(asOf));
      }
      if (courses) {
        AlertCoursesSection.write(out, state.judgement().alerts(), asOf);
      }
    }
  }

  private static long told(AccountProfile profile, long asOf) {
    return profile == null ? asOf : profile.updatedAt().toEpochMilli();
  }

  /**
   * Reads any version ever written.
   *
   * @throws IllegalArgumentException when the bytes are no account
   */
  public AccountState decode(String accountId, byte[] bytes) {
    return read(accountId, new ByteReader(accountId, bytes), new WrittenPast());
  }

  /** Reads an account to the end of the bytes. */
  static AccountState read(String accountId, ByteReader in, WrittenPast written) {
    int version = in.oneByte();
    if (version < 1 || version > VERSION) {
      throw in.refused("expected a version of 1 to " + VERSION + ", found " + version);
    }
    int has = in.oneByte();
    if ((has & HAS_TIME) == 0) {
      in.end();
      return AccountState.unknown(accountId);
    }
    long asOf = in.zigzag();
    if (Days.of(asOf) * Days.MILLIS > asOf || asOf == AccountState.NEVER) {
      throw in.refused("expected a time within the range of days, found " + asOf);
    }
    AccountProfile profile =
        (has & HAS_PROFILE) != 0 ? ProfileSection.read(in, asOf, version, written) : null;
    AccountFacts facts = FactsSection.read(in, asOf, told(profile, asOf), version, written);
    RecentEvents recentEvents = RecentEventsSection.read(in);
    Judgement judgement = JudgementSection.read(in, asOf, version, written.highs());
    Overriding overriding =
        (has & HAS_OVERRIDING) != 0 ? OverridingSection.read(in, asOf) : Overriding.NONE;
    if ((has & HAS_MAKER) != 0) {
      int peersVersion = in.upTo(Integer.MAX_VALUE, "a version of a table of peers");
      judgement = judgement.withTold(judgement.told().madeBy(peersVersion, KnownNames.read(in)));
    }
    if ((has & HAS_CLOSES) != 0) {
      judgement = judgement.with(ClosesSection.read(in, Days.of(asOf)));
    }
    if ((has & HAS_COURSES) != 0) {
      judgement = judgement.with(AlertCoursesSection.read(in, judgement.alerts(), asOf));
    }
    in.end();
    return new AccountState(
        accountId,
        asOf,
        profile,
        facts,
        recentEvents,
        judgement,
        overriding,
        (has & IS_DEGRADED) != 0);
  }
}
