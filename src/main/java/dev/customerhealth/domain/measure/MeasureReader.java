package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.Reported;

/**
 * Reads every measure from an account's facts on their current day.
 *
 * <p>Missing or zero: a usage measure has data once its own kind of fact was ever reported for the
 * account; from then on silence is a zero. Surveys, sentiment, meetings and tickets have data while
 * there is at least one within the window. A comparison has data once the earlier window lies
 * wholly within the life of the account and is not empty.
 */
public final class MeasureReader {
  private static final long MISSING = MeasurePoints.NO_VALUE;
  private static final long THOUSAND = 1000;
  private static final long PERCENT = 100;
  private static final int MONTH = 30;
  private static final int TWO_MONTHS = 60;
  private static final int QUARTER = 90;
  private static final int MONTHS_OF_TICKET_BASELINE = 2;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int BEST_ATTENDANCE = 2;

  private final AccountFacts facts;
  private final DayLog log;
  private final int monthFrom;
  private final int twoMonthsFrom;
  private final int quarterFrom;
  private final int end;
  private final long activeUsers;
  private final long featureUses;

  private MeasureReader(AccountFacts facts) {
    this.facts = facts;
    this.log = facts.days();
    this.monthFrom = log.indexFrom(Days.windowStart(facts.day(), MONTH));
    this.twoMonthsFrom = log.indexFrom(Days.windowStart(facts.day(), TWO_MONTHS));
    this.quarterFrom = log.indexFrom(Days.windowStart(facts.day(), QUARTER));
    this.end = log.size();
    this.activeUsers = facts.users().active(0, MONTH - 1);
    this.featureUses = month(Counter.FEATURE_USES);
  }

  /**
   * All values on the facts' current day.
   *
   * @param profile who the account is; null when not known
   * @param assumedPlanFeatures features of a plan that nobody told, at least 1
   */
  public static MeasureValues read(
      AccountFacts facts, AccountProfile profile, int assumedPlanFeatures) {
    MeasureReader reader = new MeasureReader(facts);
    int planFeatures =
        profile != null && profile.planFeatureCount() > 0
            ? profile.planFeatureCount()
            : assumedPlanFeatures;
    long[] values = new long[Measure.all().size()];
    for (int code = 0; code < values.length; code++) {
      values[code] = reader.value(Measure.all().get(code), profile, planFeatures);
    }
    return new MeasureValues(values);
  }

  private long value(Measure measure, AccountProfile profile, int planFeatures) {
    return switch (measure) {
      case LOGIN_FREQUENCY ->
          facts.reported(Reported.LOGINS) ? month(Counter.LOGINS) * THOUSAND : MISSING;
      case FEATURE_BREADTH -> featureBreadth(planFeatures);
      case USAGE_DEPTH ->
          facts.reported(Reported.FEATURES) ? perActiveUser(featureUses, 1) : MISSING;
      case SESSIONS_PER_USER ->
          facts.reported(Reported.SESSIONS) ? perActiveUser(month(Counter.SESSIONS), 1) : MISSING;
      case TIME_IN_PRODUCT -> timeInProduct();
      case ACTIVE_USERS_SHARE -> activeUsersShare(profile);
      case NPS -> nps();
      case CSM_SENTIMENT -> csmSentiment();
      case EXECUTIVE_ENGAGEMENT ->
          share(quarter(Counter.SPONSOR_POINTS), BEST_ATTENDANCE * quarter(Counter.KEY_MEETINGS));
      case TICKET_VOLUME_TREND -> ticketVolumeTrend();
      case TICKET_SENTIMENT -> ticketSentiment();
      case RESOLUTION_SATISFACTION ->
          share(quarter(Counter.CSAT_SATISFIED), quarter(Counter.CSAT_ANSWERS));
      case USER_GROWTH -> growth(activeUsers, facts.users().active(MONTH, TWO_MONTHS - 1));
      case USAGE_GROWTH -> growth(usage(monthFrom, end), usage(twoMonthsFrom, monthFrom));
    };
  }

  private long month(Counter counter) {
    return log.sum(counter, monthFrom, end);
  }

  private long quarter(Counter counter) {
    return log.sum(counter, quarterFrom, end);
  }

  /** Distinct features used, as a share of the plan's, at most the whole. */
  private long featureBreadth(int planFeatures) {
    if (!facts.reported(Reported.FEATURES)) {
      return MISSING;
    }
    int used = facts.features().usedSince(Days.windowStart(facts.day(), MONTH));
    return share(Math.min(used, planFeatures), planFeatures);
  }

  /** Nobody active is a zero: the users are gone, not the data. */
  private long perActiveUser(long amount, long divisor) {
    if (!facts.reported(Reported.USERS)) {
      return MISSING;
    }
    return activeUsers == 0 ? 0 : ratio(amount, activeUsers * divisor);
  }

  /**
   * Time of sessions; where an account's product reports no lengths of sessions, time of feature
   * uses. Never both: features are used within sessions.
   */
  private long timeInProduct() {
    if (facts.reported(Reported.SESSION_TIME)) {
      return perActiveUser(month(Counter.SESSION_SECONDS), SECONDS_PER_MINUTE);
    }
    if (facts.reported(Reported.FEATURE_TIME)) {
      return perActiveUser(month(Counter.FEATURE_SECONDS), SECONDS_PER_MINUTE);
    }
    return MISSING;
  }

  private long activeUsersShare(AccountProfile profile) {
    long seats = seats(profile);
    return seats > 0 && facts.reported(Reported.USERS) ? share(activeUsers, seats) : MISSING;
  }

  /** Seats by the profile, else by the subscription, else as assigned; 0 when nobody told. */
  private long seats(AccountProfile profile) {
    if (profile != null && profile.paidSeats() != null && profile.paidSeats() > 0) {
      return profile.paidSeats();
    }
    Integer subscribed = facts.subscription().seats();
    return subscribed != null && subscribed > 0 ? subscribed : facts.assignedSeats();
  }

  private long nps() {
    long answers = quarter(Counter.NPS_ANSWERS);
    long net = quarter(Counter.NPS_PROMOTERS) - quarter(Counter.NPS_DETRACTORS);
    return answers == 0 ? MISSING : ratio(net * PERCENT, answers);
  }

  private long csmSentiment() {
    if (facts.sentiment() == null
        || Days.of(facts.sentiment().atMillis()) < Days.windowStart(facts.day(), QUARTER)) {
      return MISSING;
    }
    return facts.sentiment().thousandths() * PERCENT;
  }

  /**
   * Tickets of the last 30 days against the account's own monthly average of the 60 days before, an
   * average under one counting as one: a second ticket after none is no trend of infinity.
   */
  private long ticketVolumeTrend() {
    if (quarter(Counter.TICKETS_OPENED) == 0 || !knownFor(QUARTER)) {
      return MISSING;
    }
    long recent = month(Counter.TICKETS_OPENED) * MONTHS_OF_TICKET_BASELINE;
    long baseline = log.sum(Counter.TICKETS_OPENED, quarterFrom, monthFrom);
    return ratio((recent - baseline) * PERCENT, Math.max(baseline, MONTHS_OF_TICKET_BASELINE));
  }

  private long ticketSentiment() {
    long toned = month(Counter.TICKETS_WITH_SENTIMENT);
    return toned == 0 ? MISSING : ratio(month(Counter.TICKET_SENTIMENT), toned * THOUSAND);
  }

  /** Logins, sessions and uses of features, each counting one. */
  private long usage(int fromIndex, int toIndex) {
    return log.sum(Counter.LOGINS, fromIndex, toIndex)
        + log.sum(Counter.SESSIONS, fromIndex, toIndex)
        + log.sum(Counter.FEATURE_USES, fromIndex, toIndex);
  }

  private long growth(long now, long before) {
    return before == 0 || !knownFor(TWO_MONTHS) ? MISSING : ratio((now - before) * PERCENT, before);
  }

  private boolean knownFor(int days) {
    return facts.knownSince() != Days.NONE
        && facts.knownSince() <= Days.windowStart(facts.day(), days);
  }

  private static long share(long part, long whole) {
    return whole == 0 ? MISSING : ratio(part * PERCENT, whole);
  }

  /** The quotient in thousandths, rounded half up, without the detour through a double. */
  private static long ratio(long numerator, long denominator) {
    return Math.floorDiv(2 * numerator * THOUSAND + denominator, 2 * denominator);
  }
}
