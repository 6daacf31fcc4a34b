package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Reading.MISSING;
import static dev.customerhealth.domain.measure.Reading.ONE;
import static dev.customerhealth.domain.measure.Reading.THOUSAND;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.FeatureSet;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.Reported;

/** How what users do in the product is read. */
final class UsageMeasures {
  private static final int SECONDS_PER_MINUTE = 60;

  /** Points of a valuable feature, of which another has one. */
  private static final int STICKY_POINTS = 5;

  /** A bit per counter of usage. */
  static final long USAGE =
      FactChanges.of(Counter.LOGINS)
          | FactChanges.of(Counter.SESSIONS)
          | FactChanges.of(Counter.FEATURE_USES);

  private UsageMeasures() {}

  /** What is no usage leaves the silence as it is. */
  static long daysSilent(Reading reading) {
    if (!reading.reported(Reported.LOGINS)
        && !reading.reported(Reported.SESSIONS)
        && !reading.reported(Reported.FEATURES)) {
      return MISSING;
    }
    int last = reading.lastDayWith(USAGE);
    return ONE * (last == Days.NONE ? Days.KEPT : Math.min(Days.KEPT, reading.today() - last));
  }

  /** Whether usage of any kind was ever reported. */
  static boolean isReported(AccountFacts facts) {
    return facts.reported(Reported.LOGINS)
        || facts.reported(Reported.SESSIONS)
        || facts.reported(Reported.FEATURES);
  }

  /**
   * Days since the last usage; what is longer ago than most accounts keep is as long ago as that.
   */
  static int daysSilent(AccountFacts facts) {
    int last = facts.days().lastWith(USAGE);
    return last < 0 ? Days.KEPT : Math.min(Days.KEPT, facts.day() - facts.days().day(last));
  }

  static long logins(Reading reading, Window window) {
    return reading.reported(Reported.LOGINS) ? reading.sum(Counter.LOGINS, window) * ONE : MISSING;
  }

  /**
   * Distinct features used, as a share of the plan's, at most the whole; missing without a plan.
   */
  static long featureBreadth(Reading reading, Window window) {
    if (!reading.reported(Reported.FEATURES)) {
      return MISSING;
    }
    long used = features(reading, window);
    return Reading.share(Math.min(used, reading.planFeatures()), reading.planFeatures());
  }

  static long usageDepth(Reading reading, Window window) {
    return reading.reported(Reported.FEATURES)
        ? perActiveUser(reading, window, Counter.FEATURE_USES, 1)
        : MISSING;
  }

  static long sessionsPerUser(Reading reading, Window window) {
    return reading.reported(Reported.SESSIONS)
        ? perActiveUser(reading, window, Counter.SESSIONS, 1)
        : MISSING;
  }

  /**
   * Time of sessions; where an account's product reports no lengths of sessions, time of feature
   * uses. Never both: features are used within sessions.
   */
  static long timeInProduct(Reading reading, Window window) {
    if (reading.reported(Reported.SESSION_TIME)) {
      return perActiveUser(reading, window, Counter.SESSION_SECONDS, SECONDS_PER_MINUTE);
    }
    return reading.reported(Reported.FEATURE_TIME)
        ? perActiveUser(reading, window, Counter.FEATURE_SECONDS, SECONDS_PER_MINUTE)
        : MISSING;
  }

  static long activeUsersShare(Reading reading, Window window) {
    long seats = seats(reading);
    return seats > 0 && reading.reported(Reported.USERS)
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

  static long activeUsers(Reading reading, Window window) {
    return reading.reported(Reported.USERS) ? window.activeUsers(reading) * ONE : MISSING;
  }

  static long dailyActiveUsers(Reading reading, Window window) {
    return reading.reported(Reported.USERS)
        ? Reading.ratio(userDays(reading, window), window.days())
        : MISSING;
  }

  /** Nobody active is a zero, as of every measure per active user. */
  static long dauMau(Reading reading, Window window) {
    if (!reading.reported(Reported.USERS)) {
      return MISSING;
    }
    long users = window.activeUsers(reading);
    return users == 0 ? 0 : Reading.share(userDays(reading, window), users * window.days());
  }

  private static long userDays(Reading reading, Window window) {
    return reading.users().activeDays(window.endAge(), window.startAge());
  }

  static long advancedUseShare(Reading reading, Window window) {
    if (!reading.reported(Reported.ADVANCED_FEATURES)) {
      return MISSING;
    }
    return Reading.share(
        reading.sum(Counter.ADVANCED_USES, window), reading.sum(Counter.FEATURE_USES, window));
  }

  /** A valuable feature is worth five others; without valuable ones it is feature breadth. */
  static long productAdoption(Reading reading, Window window) {
    if (!reading.reported(Reported.FEATURES) || reading.planFeatures() == 0) {
      return MISSING;
    }
    long valuable = valuable(reading).size();
    long whole = Math.max(reading.planFeatures(), valuable) + (STICKY_POINTS - 1) * valuable;
    long points = features(reading, window) + (STICKY_POINTS - 1) * valuableUsed(reading, window);
    return Reading.share(Math.min(points, whole), whole);
  }

  static long valueGap(Reading reading, Window window) {
    long valuable = valuable(reading).size();
    return valuable > 0 && reading.reported(Reported.FEATURES)
        ? Reading.share(valuable - Math.min(valuable, valuableUsed(reading, window)), valuable)
        : MISSING;
  }

  private static FeatureSet valuable(Reading reading) {
    return reading.profile() == null ? FeatureSet.NONE : reading.profile().valuableFeatures();
  }

  private static long valuableUsed(Reading reading, Window window) {
    FeatureSet valuable = valuable(reading);
    DistinctDays features = reading.features();
    long used = 0;
    for (int i = 0; i < valuable.size(); i++) {
      int hash = valuable.hash(i);
      used +=
          features.isCounted(hash) && features.active(hash, window.endAge(), window.startAge())
              ? 1
              : 0;
    }
    return used << features.level();
  }

  private static long features(Reading reading, Window window) {
    return reading.features().active(window.endAge(), window.startAge());
  }

  static long featureExpansion(Reading reading, Window window) {
    Window before = reading.before(window, window.days());
    return reading.known(before)
        ? Reading.growth(features(reading, window), features(reading, before))
        : MISSING;
  }

  static long sessionDuration(Reading reading, Window window) {
    long sessions = reading.sum(Counter.SESSIONS, window);
    return sessions > 0 && reading.reported(Reported.SESSION_TIME)
        ? Reading.ratio(reading.sum(Counter.SESSION_SECONDS, window), sessions * SECONDS_PER_MINUTE)
        : MISSING;
  }

  /** More ends than starts were told when starts lie before the window or are not reported. */
  static long workflowCompletion(Reading reading, Window window) {
    long completed = reading.sum(Counter.WORKFLOWS_COMPLETED, window);
    long ended = completed + reading.sum(Counter.WORKFLOWS_FAILED, window);
    return Reading.share(
        completed, Math.max(ended, reading.sum(Counter.WORKFLOWS_STARTED, window)));
  }

  static long dataQuality(Reading reading, Window window) {
    long measured = reading.sum(Counter.DATA_QUALITY_MEASUREMENTS, window);
    return Reading.share(reading.sum(Counter.DATA_QUALITY, window), measured * THOUSAND);
  }

  static long apiCalls(Reading reading, Window window) {
    return reading.counted(Counter.API_CALLS, window, Reported.API_CALLS);
  }

  static long integrations(Reading reading) {
    if (!reading.reported(Reported.INTEGRATIONS)) {
      return MISSING;
    }
    Register integrations = reading.matters().integrations();
    long connected = 0;
    for (int i = 0; i < integrations.size(); i++) {
      connected += integrations.item(i).is(Register.SETTLED) ? 0 : 1;
    }
    return connected * ONE;
  }

  static long trainingParticipation(Reading reading, Window window) {
    long seats = seats(reading);
    return seats > 0 && reading.reported(Reported.TRAININGS)
        ? Reading.share(
            reading.matters().trainees().active(window.endAge(), window.startAge()), seats)
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
    if (!reading.reported(Reported.USERS)) {
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
    Integer subscribed = reading.subscription().seats();
    return subscribed != null && subscribed > 0 ? subscribed : reading.assignedSeats();
  }
}
