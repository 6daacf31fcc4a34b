package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.Counter;
import java.util.Set;

/**
 * What a measure looks at, as far as time alone may change it.
 *
 * @param counters a bit per code of counters of which one is not zero on every day that matters
 * @param watched what else
 */
record MeasureInputs(long counters, Set<Watched> watched) {
  private static final MeasureInputs USAGE =
      counting(Counter.LOGINS, Counter.SESSIONS, Counter.FEATURE_USES);

  static MeasureInputs of(WindowedMeasure measure) {
    boolean endsWithin = measure.measure().isOfGoalsThatEnd() && measure.windowDays() > 0;
    return endsWithin ? watching(Watched.GOALS_DUE, Watched.GOALS_SETTLED) : of(measure.measure());
  }

  static MeasureInputs of(Measure measure) {
    return switch (measure) {
      case LOGIN_FREQUENCY -> counting(Counter.LOGINS);
      case FEATURE_BREADTH, ADVANCED_USE_SHARE, PRODUCT_ADOPTION, VALUE_GAP, FEATURE_EXPANSION ->
          counting(Counter.FEATURE_USES);
      case USAGE_DEPTH,
          SESSIONS_PER_USER,
          TIME_IN_PRODUCT,
          ACTIVE_USERS_SHARE,
          USER_GROWTH,
          USAGE_GROWTH,
          ACTIVE_USERS,
          DAILY_ACTIVE_USERS,
          DAU_MAU ->
          USAGE;
      case SESSION_DURATION -> counting(Counter.SESSIONS);
      case WORKFLOW_COMPLETION ->
          counting(
              Counter.WORKFLOWS_STARTED, Counter.WORKFLOWS_COMPLETED, Counter.WORKFLOWS_FAILED);
      case DATA_QUALITY -> counting(Counter.DATA_QUALITY_MEASUREMENTS);
      case API_CALLS -> counting(Counter.API_CALLS);
      case TRAINING_PARTICIPATION -> counting(Counter.TRAININGS);
      case TICKET_VOLUME_TREND, TICKETS_OPENED -> counting(Counter.TICKETS_OPENED);
      case TICKET_SENTIMENT -> counting(Counter.TICKETS_WITH_SENTIMENT);
      case ESCALATIONS -> counting(Counter.TICKETS_ESCALATED);
      case REOPENED_TICKETS -> counting(Counter.TICKETS_REOPENED);
      case FIRST_CONTACT_RESOLUTION -> counting(Counter.FIRST_CONTACTS);
      case FIRST_RESPONSE_TIME -> counting(Counter.TIMED_RESPONSES);
      case RESOLUTION_TIME -> counting(Counter.TIMED_RESOLUTIONS);
      case NPS -> counting(Counter.NPS_ANSWERS);
      case RESOLUTION_SATISFACTION -> counting(Counter.CSAT_ANSWERS);
      case CSAT -> counting(Counter.CSAT_ANSWERS, Counter.OTHER_CSAT_ANSWERS);
      case CES -> counting(Counter.CES_ANSWERS);
      case EXECUTIVE_ENGAGEMENT -> counting(Counter.KEY_MEETINGS);
      case CONTACT_COVERAGE, CHAMPION_STRENGTH -> counting(Counter.ENGAGEMENTS);
      case COMMUNICATION -> counting(Counter.TWO_WAY_CONTACTS);
      case RESPONSIVENESS -> counting(Counter.OUTREACHES);
      case QBR_COMPLETION -> counting(Counter.QBRS_SCHEDULED, Counter.QBRS_HELD);
      case ADVOCACY_ACTS -> counting(Counter.ADVOCACY_ACTS);
      case PAYMENT_DISPUTES -> counting(Counter.PAYMENTS_DISPUTED);
      case PAYMENT_FAILURES -> counting(Counter.PAYMENTS_FAILED);
      case CSM_SENTIMENT -> watching(Watched.SENTIMENT);
      case OPEN_TICKETS, OPEN_ESCALATIONS, OPEN_CRITICAL_ESCALATIONS ->
          watching(Watched.ABANDONED_TICKETS);
      case GOAL_ACHIEVEMENT, BUSINESS_IMPACT, SUCCESS_PLAN_VELOCITY ->
          watching(Watched.GOALS_DUE, Watched.GOALS_SETTLED);
      case ROI_REALISED -> watching(Watched.GOALS_SETTLED);
      case MILESTONE_COMPLETION -> watching(Watched.GOALS_DUE);
      case TIME_TO_FIRST_VALUE, WAITING_FOR_VALUE -> watching(Watched.FIRST_VALUE);
      case PAYMENT_ON_TIME -> watching(Watched.INVOICES);
      case DAYS_OVERDUE -> watching(Watched.DAYS_OVERDUE);
      case DAYS_TO_RENEWAL -> watching(Watched.COUNTDOWN);
      case TENURE -> watching(Watched.TENURE);
      case CONTRACT_STATUS -> watching(Watched.REVENUE, Watched.RENEWED, Watched.TERM_END);
      case CONTRACT_GROWTH -> watching(Watched.REVENUE);
      case DAYS_SILENT -> watching(Watched.SILENCE);
      case KEY_PEOPLE_LOST -> watching(Watched.STAKEHOLDERS);
      case KEY_PEOPLE_QUIET ->
          new MeasureInputs(1L << Counter.ENGAGEMENTS.code(), Set.of(Watched.STAKEHOLDERS));
      case GOALS_OVERDUE -> watching(Watched.GOALS_DUE);
      case INTEGRATIONS, ONBOARDING_COMPLETION -> watching();
    };
  }

  /** Windows right before the present one that a measure compares with by itself. */
  static int windowsBefore(WindowedMeasure measure) {
    return switch (measure.measure()) {
      case TICKET_VOLUME_TREND -> SupportMeasures.baselineWindows(measure.windowDays());
      case USER_GROWTH, USAGE_GROWTH, FEATURE_EXPANSION -> 1;
      default -> 0;
    };
  }

  /** Days a measure looks back: those of its window, if it has one. */
  static int reach(WindowedMeasure measure) {
    return measure.measure() == Measure.SUCCESS_PLAN_VELOCITY && measure.windowDays() == 0
        ? GoalMeasures.VELOCITY_DAYS
        : measure.windowDays();
  }

  private static MeasureInputs counting(Counter... counters) {
    long bits = 0;
    for (Counter counter : counters) {
      bits |= 1L << counter.code();
    }
    return new MeasureInputs(bits, Set.of());
  }

  private static MeasureInputs watching(Watched... watched) {
    return new MeasureInputs(0, Set.of(watched));
  }
}
