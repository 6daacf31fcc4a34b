package dev.customerhealth.domain.account;

import java.time.LocalDate;

/**
 * Where an account stands in its life with us (section 5): onboarding up to day 90 of the contract,
 * growth to day 365, mature after; renewal lies over any of them from 90 days before the renewal
 * date. The day the contract starts is day 0.
 */
public final class Lifecycle {
  /** Last day of the onboarding, counted from the start of the contract. */
  public static final int LAST_DAY_OF_ONBOARDING = 90;

  /** Last day of the growth. */
  public static final int LAST_DAY_OF_GROWTH = 365;

  /** How many days before the renewal date it is near. */
  public static final int RENEWAL_NEAR = 90;

  /** Stands for a tenure that is not known. */
  public static final int NO_TENURE = -1;

  private Lifecycle() {}

  /** A stage of life. */
  public enum Stage {
    ONBOARDING,
    GROWTH,
    MATURE
  }

  /**
   * Days since the contract started, 0 before it; {@link #NO_TENURE} when nobody told when it did.
   *
   * @param profile who the account is; null when not known
   */
  public static int tenureDays(AccountProfile profile, int day) {
    LocalDate start = profile == null ? null : profile.contractStart();
    return start == null ? NO_TENURE : Math.max(0, day - Math.toIntExact(start.toEpochDay()));
  }

  /**
   * Days an account is known to have lived: since its contract started or, where nobody told, since
   * the first thing that was counted for it.
   */
  public static int ageDays(AccountFacts facts, AccountProfile profile) {
    return ageDays(facts, profile, facts.day());
  }

  /** Days an account had lived on a day, by what is known. */
  public static int ageDays(AccountFacts facts, AccountProfile profile, int day) {
    int tenure = tenureDays(profile, day);
    if (tenure != NO_TENURE) {
      return tenure;
    }
    return facts.knownSince() == Days.NONE ? 0 : Math.max(0, day - facts.knownSince());
  }

  /** The stage; null when the tenure is not known. */
  public static Stage stage(AccountProfile profile, int day) {
    int tenure = tenureDays(profile, day);
    if (tenure == NO_TENURE) {
      return null;
    }
    if (tenure <= LAST_DAY_OF_ONBOARDING) {
      return Stage.ONBOARDING;
    }
    return tenure <= LAST_DAY_OF_GROWTH ? Stage.GROWTH : Stage.MATURE;
  }

  /**
   * The day the term ends; {@link Days#NONE} when nobody told. Of profile and subscription the
   * later one: after a renewal one of them is told first.
   */
  public static int renewalDay(AccountFacts facts, AccountProfile profile) {
    int told =
        profile == null || profile.renewalDate() == null
            ? Days.NONE
            : Math.toIntExact(profile.renewalDate().toEpochDay());
    return facts.subscription().termEnd() == null
        ? told
        : Math.max(told, Math.toIntExact(facts.subscription().termEnd().toEpochDay()));
  }

  /**
   * Whether the renewal is near: from 90 days before its date until a later date is told, because a
   * date that passed without news is a renewal still open.
   */
  public static boolean renewalNear(AccountFacts facts, AccountProfile profile, int day) {
    int renewal = renewalDay(facts, profile);
    return renewal != Days.NONE && day >= renewal - RENEWAL_NEAR;
  }

  /** First later day on which stage or renewal changes; {@link Days#NONE} when none will. */
  public static int nextChange(AccountFacts facts, AccountProfile profile, int day) {
    int next = Days.NONE;
    if (profile != null && profile.contractStart() != null) {
      int start = Math.toIntExact(profile.contractStart().toEpochDay());
      next = laterThan(day, start + LAST_DAY_OF_ONBOARDING + 1, next);
      next = laterThan(day, start + LAST_DAY_OF_GROWTH + 1, next);
    }
    int renewal = renewalDay(facts, profile);
    return renewal == Days.NONE ? next : laterThan(day, renewal - RENEWAL_NEAR, next);
  }

  private static int laterThan(int day, int candidate, int next) {
    return candidate > day ? Days.earlier(next, candidate) : next;
  }
}
