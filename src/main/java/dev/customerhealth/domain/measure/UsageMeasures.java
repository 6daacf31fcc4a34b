package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Reading.MISSING;
import static dev.customerhealth.domain.measure.Reading.THOUSAND;

import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.Reported;

/** How what users do in the product is read. */
final class UsageMeasures {
  private static final int SECONDS_PER_MINUTE = 60;

  private UsageMeasures() {}

  static long logins(Reading reading, Window window) {
    return reading.facts().reported(Reported.LOGINS)
        ? reading.sum(Counter.LOGINS, window) * THOUSAND
        : MISSING;
  }

  /** Distinct features used, as a share of the plan's, at most the whole. */
  static long featureBreadth(Reading reading, Window window) {
    if (!reading.facts().reported(Reported.FEATURES)) {
      return MISSING;
    }
    int used = reading.facts().features().usedSince(reading.facts().day() - window.startAge());
    return Reading.share(Math.min(used, reading.planFeatures()), reading.planFeatures());
  }

  static long usageDepth(Reading reading, Window window) {
    return reading.facts().reported(Reported.FEATURES)
        ? perActiveUser(reading, window, Counter.FEATURE_USES, 1)
        : MISSING;
  }

  static long sessionsPerUser(Reading reading, Window window) {
    return reading.facts().reported(Reported.SESSIONS)
        ? perActiveUser(reading, window, Counter.SESSIONS, 1)
        : MISSING;
  }

  /**
   * Time of sessions; where an account's product reports no lengths of sessions, time of feature
   * uses. Never both: features are used within sessions.
   */
  static long timeInProduct(Reading reading, Window window) {
    if (reading.facts().reported(Reported.SESSION_TIME)) {
      return perActiveUser(reading, window, Counter.SESSION_SECONDS, SECONDS_PER_MINUTE);
    }
    return reading.facts().reported(Reported.FEATURE_TIME)
        ? perActiveUser(reading, window, Counter.FEATURE_SECONDS, SECONDS_PER_MINUTE)
        : MISSING;
  }

  static long activeUsersShare(Reading reading, Window window) {
    long seats = seats(reading);
    return seats > 0 && reading.facts().reported(Reported.USERS)
        ? Reading.share(window.activeUsers(reading), seats)
        : MISSING;
  }

  static long userGrowth(Reading reading, Window window) {
    Window before = reading.before(window, window.days());
    return reading.known(before)
        ? Reading.growth(window.activeUsers(reading), before.activeUsers(reading))
        : MISSING;
  }

  static long usageGrowth(Reading reading, Window window) {
    Window before = reading.before(window, window.days());
    return reading.known(before)
        ? Reading.growth(usage(reading, window), usage(reading, before))
        : MISSING;
  }

  /** Logins, sessions and uses of features, each counting one. */
  private static long usage(Reading reading, Window window) {
    return reading.sum(Counter.LOGINS, window)
        + reading.sum(Counter.SESSIONS, window)
        + reading.sum(Counter.FEATURE_USES, window);
  }

  /** Nobody active is a zero: the users are gone, not the data. */
  private static long perActiveUser(Reading reading, Window window, Counter counter, int divisor) {
    if (!reading.facts().reported(Reported.USERS)) {
      return MISSING;
    }
    long users = window.activeUsers(reading);
    return users == 0 ? 0 : Reading.ratio(reading.sum(counter, window), users * divisor);
  }

  /** Seats by the profile, else by the subscription, else as assigned; 0 when nobody told. */
  private static long seats(Reading reading) {
    AccountProfile profile = reading.profile();
    if (profile != null && profile.paidSeats() != null && profile.paidSeats() > 0) {
      return profile.paidSeats();
    }
    Integer subscribed = reading.facts().subscription().seats();
    return subscribed != null && subscribed > 0 ? subscribed : reading.facts().assignedSeats();
  }
}
