package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Tickets;
import java.util.Arrays;

/**
 * Reads measures from an account's facts on their current day: those that are asked for, and
 * nothing else.
 *
 * <p>Missing or zero: a usage measure has data once its own kind of fact was ever reported for the
 * account; from then on silence is a zero. Surveys, sentiment, meetings and tickets have data while
 * there is at least one within the window. A comparison has data once the earlier window lies
 * wholly within the life of the account and is not empty. A window of which something was forgotten
 * has none: half a year is not the whole of it.
 */
public final class MeasureReader {
  private MeasureReader() {}

  /**
   * The values of some measures on the facts' current day.
   *
   * @param profile who the account is; null when not known
   * @param asked the measures wanted
   * @param assumedPlanFeatures features of a plan that nobody told; 0 when none are assumed
   */
  public static MeasureValues read(
      AccountFacts facts, AccountProfile profile, AskedMeasures asked, int assumedPlanFeatures) {
    return read(facts, profile, asked, assumedPlanFeatures, null);
  }

  /**
   * The same, for an account that was read before: one event changes few facts, and a measure that
   * looked at none of them has the value it had. What a measure looks at is noted while it is read,
   * so no list of it can be wrong.
   *
   * @param known values read of the account before; null when there are none
   */
  public static MeasureValues read(
      AccountFacts facts,
      AccountProfile profile,
      AskedMeasures asked,
      int assumedPlanFeatures,
      MeasureValues known) {
    return read(facts, profile, asked, assumedPlanFeatures, known, null, null);
  }

  /**
   * The same, where another model's measures of the very same facts are at hand: what both ask for
   * is read once.
   *
   * @param known values read of the account before; null when there are none
   * @param other values read of the account for the other model; null when there are none. Not
   *     looked at when they are of other facts
   * @param shared where the measures asked for stand among those of other models
   */
  public static MeasureValues read(
      AccountFacts facts,
      AccountProfile profile,
      AskedMeasures asked,
      int assumedPlanFeatures,
      MeasureValues known,
      MeasureValues other,
      SharedMeasures shared) {
    int sharing =
        other != null && other.isOf(facts, profile, assumedPlanFeatures)
            ? shared.indexOf(other.asked())
            : -1;
    if (sharing >= 0 && shared.isSame(sharing)) {
      return other;
    }
    long changes =
        known == null
            ? FactChanges.ALL
            : known.changesUntil(facts, profile, asked, assumedPlanFeatures);
    Reading reading = new Reading(facts, profile, assumedPlanFeatures);
    int size = asked.size();
    long[] values = new long[size];
    long[] lookedAt = new long[size];
    long[] earlier = asked.comparesAny() ? nothing(size) : null;
    for (int i = 0; i < size; i++) {
      int there = sharing < 0 ? -1 : shared.place(sharing, i);
      if (there >= 0) {
        lookedAt[i] = other.lookedAt(there);
        values[i] = other.millionths(there);
        if (asked.isCompared(i)) {
          earlier[i] = other.earlierMillionths(there);
        }
        continue;
      }
      if (changes != FactChanges.ALL && (known.lookedAt(i) & changes) == 0) {
        lookedAt[i] = known.lookedAt(i);
        values[i] = known.millionths(i);
        if (earlier != null) {
          earlier[i] = known.earlierMillionths(i);
        }
        continue;
      }
      reading.begin();
      WindowedMeasure measure = asked.measure(i);
      Window window = reading.window(measure.windowDays(), 0);
      values[i] =
          isWhole(reading, measure, window)
              ? value(reading, measure.measure(), window)
              : Reading.MISSING;
      if (asked.isCompared(i)) {
        Window before = reading.before(window, window.days());
        earlier[i] =
            reading.known(before) ? value(reading, measure.measure(), before) : Reading.MISSING;
      }
      lookedAt[i] = reading.lookedAt();
    }
    return new MeasureValues(
        asked,
        values,
        earlier,
        new MeasureValues.Origin(facts, profile, assumedPlanFeatures, lookedAt));
  }

  /** Shorter windows always are; what is kept for ever, or by its own bounds, is not forgotten. */
  private static boolean isWhole(Reading reading, WindowedMeasure measure, Window window) {
    return measure.windowDays() <= Days.LONGEST_WINDOW
        || !measure.measure().isForgotten()
        || reading.covers(window);
  }

  private static long[] nothing(int size) {
    long[] values = new long[size];
    Arrays.fill(values, Reading.MISSING);
    return values;
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
      case ACTIVE_USERS -> UsageMeasures.activeUsers(reading, window);
      case DAILY_ACTIVE_USERS -> UsageMeasures.dailyActiveUsers(reading, window);
      case DAU_MAU -> UsageMeasures.dauMau(reading, window);
      case ADVANCED_USE_SHARE -> UsageMeasures.advancedUseShare(reading, window);
      case PRODUCT_ADOPTION -> UsageMeasures.productAdoption(reading, window);
      case SESSION_DURATION -> UsageMeasures.sessionDuration(reading, window);
      case WORKFLOW_COMPLETION -> UsageMeasures.workflowCompletion(reading, window);
      case DATA_QUALITY -> UsageMeasures.dataQuality(reading, window);
      case API_CALLS -> UsageMeasures.apiCalls(reading, window);
      case INTEGRATIONS -> UsageMeasures.integrations(reading);
      case FEATURE_EXPANSION -> UsageMeasures.featureExpansion(reading, window);
      case VALUE_GAP -> UsageMeasures.valueGap(reading, window);
      case TRAINING_PARTICIPATION -> UsageMeasures.trainingParticipation(reading, window);
      case TICKETS_OPENED -> SupportMeasures.opened(reading, window);
      case OPEN_TICKETS -> SupportMeasures.open(reading, 0);
      case ESCALATIONS -> SupportMeasures.escalations(reading, window);
      case OPEN_ESCALATIONS -> SupportMeasures.open(reading, Tickets.ESCALATED);
      case OPEN_CRITICAL_ESCALATIONS ->
          SupportMeasures.open(reading, Tickets.ESCALATED | Tickets.URGENT);
      case REOPENED_TICKETS -> SupportMeasures.reopened(reading, window);
      case FIRST_CONTACT_RESOLUTION -> SupportMeasures.firstContactResolution(reading, window);
      case FIRST_RESPONSE_TIME -> SupportMeasures.firstResponseTime(reading, window);
      case RESOLUTION_TIME -> SupportMeasures.resolutionTime(reading, window);
      case CSAT -> RelationshipMeasures.csat(reading, window);
      case CES -> RelationshipMeasures.ces(reading, window);
      case CONTACT_COVERAGE -> RelationshipMeasures.contactCoverage(reading, window);
      case COMMUNICATION -> RelationshipMeasures.communication(reading, window);
      case RESPONSIVENESS -> RelationshipMeasures.responsiveness(reading, window);
      case CHAMPION_STRENGTH -> RelationshipMeasures.championStrength(reading, window);
      case QBR_COMPLETION -> RelationshipMeasures.qbrCompletion(reading, window);
      case GOAL_ACHIEVEMENT -> GoalMeasures.achievement(reading, window);
      case SUCCESS_PLAN_VELOCITY -> GoalMeasures.velocity(reading, window);
      case MILESTONE_COMPLETION -> GoalMeasures.milestones(reading, window);
      case TIME_TO_FIRST_VALUE -> GoalMeasures.timeToFirstValue(reading);
      case ONBOARDING_COMPLETION -> GoalMeasures.onboarding(reading, window);
      case ROI_REALISED -> GoalMeasures.roi(reading, window);
      case BUSINESS_IMPACT -> GoalMeasures.businessImpact(reading, window);
      case PAYMENT_ON_TIME -> CommercialMeasures.paymentOnTime(reading, window);
      case DAYS_OVERDUE -> CommercialMeasures.daysOverdue(reading);
      case PAYMENT_DISPUTES -> CommercialMeasures.disputes(reading, window);
      case PAYMENT_FAILURES -> CommercialMeasures.failures(reading, window);
      case DAYS_TO_RENEWAL -> CommercialMeasures.daysToRenewal(reading);
      case TENURE -> CommercialMeasures.tenure(reading);
      case ADVOCACY_ACTS -> RelationshipMeasures.advocacyActs(reading, window);
      case CONTRACT_STATUS -> CommercialMeasures.contractStatus(reading, window);
      case CONTRACT_GROWTH -> CommercialMeasures.contractGrowth(reading, window);
      case DAYS_SILENT -> UsageMeasures.daysSilent(reading);
      case KEY_PEOPLE_LOST -> RelationshipMeasures.keyPeopleLost(reading, window);
      case KEY_PEOPLE_QUIET -> RelationshipMeasures.keyPeopleQuiet(reading, window);
      case WAITING_FOR_VALUE -> GoalMeasures.waitingForValue(reading);
      case GOALS_OVERDUE -> GoalMeasures.overdue(reading);
    };
  }
}
