package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;

/**
 * Reads measures from an account's facts on their current day: those that are asked for, and
 * nothing else.
 *
 * <p>Missing or zero: a usage measure has data once its own kind of fact was ever reported for the
 * account; from then on silence is a zero. Surveys, sentiment, meetings and tickets have data while
 * there is at least one within the window. A comparison has data once the earlier window lies
 * wholly within the life of the account and is not empty.
 */
public final class MeasureReader {
  private MeasureReader() {}

  /**
   * The values of some measures on the facts' current day.
   *
   * @param profile who the account is; null when not known
   * @param asked the measures wanted
   * @param assumedPlanFeatures features of a plan that nobody told, at least 1
   */
  public static MeasureValues read(
      AccountFacts facts, AccountProfile profile, AskedMeasures asked, int assumedPlanFeatures) {
    Reading reading = new Reading(facts, profile, assumedPlanFeatures);
    long[] values = new long[asked.size()];
    for (int i = 0; i < values.length; i++) {
      WindowedMeasure measure = asked.measure(i);
      values[i] = value(reading, measure.measure(), reading.window(measure.windowDays(), 0));
    }
    return new MeasureValues(asked, values);
  }

  private static long value(Reading reading, Measure measure, Window window) {
    return switch (measure) {
      case LOGIN_FREQUENCY -> UsageMeasures.logins(reading, window);
      case FEATURE_BREADTH -> UsageMeasures.featureBreadth(reading, window);
      case USAGE_DEPTH -> UsageMeasures.usageDepth(reading, window);
      case SESSIONS_PER_USER -> UsageMeasures.sessionsPerUser(reading, window);
      case TIME_IN_PRODUCT -> UsageMeasures.timeInProduct(reading, window);
      case ACTIVE_USERS_SHARE -> UsageMeasures.activeUsersShare(reading, window);
      case NPS -> RelationshipMeasures.nps(reading, window);
      case CSM_SENTIMENT -> RelationshipMeasures.csmSentiment(reading, window);
      case EXECUTIVE_ENGAGEMENT -> RelationshipMeasures.executiveEngagement(reading, window);
      case TICKET_VOLUME_TREND -> SupportMeasures.volumeTrend(reading, window);
      case TICKET_SENTIMENT -> SupportMeasures.sentiment(reading, window);
      case RESOLUTION_SATISFACTION -> RelationshipMeasures.resolutionSatisfaction(reading, window);
      case USER_GROWTH -> UsageMeasures.userGrowth(reading, window);
      case USAGE_GROWTH -> UsageMeasures.usageGrowth(reading, window);
    };
  }
}
