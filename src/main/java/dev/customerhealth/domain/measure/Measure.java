package dev.customerhealth.domain.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of measures: every number about an account that a model can weigh (section 5 of the
 * domain reference). Codes rest in state stores: a code is never given to another measure, and a
 * measure's default window never changes.
 */
public enum Measure {
  LOGIN_FREQUENCY(
      0,
      "login-frequency",
      "Login frequency",
      "logins",
      Direction.HIGHER,
      Windows.MONTH,
      "E3",
      "S0, R45",
      "Logins of all users of the account."),
  FEATURE_BREADTH(
      1,
      "feature-breadth",
      "Feature breadth",
      "% of plan",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E19",
      "S0",
      "Distinct features used, of the features of the plan; at most all of them."),
  USAGE_DEPTH(
      2,
      "usage-depth",
      "Usage depth",
      "uses per active user",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E2, E3",
      "S0",
      "Uses of features per active user."),
  SESSIONS_PER_USER(
      3,
      "sessions-per-user",
      "Sessions per user",
      "sessions per active user",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E2, E3",
      "S0",
      "Sessions per active user."),
  TIME_IN_PRODUCT(
      4,
      "time-in-product",
      "Time in product",
      "minutes per active user",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E2, E3",
      "S0",
      "Minutes of sessions, or of feature uses where sessions have no length, per active user."),
  ACTIVE_USERS_SHARE(
      5,
      "active-users-share",
      "Active users",
      "% of seats",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E2, E3, E5, E15, E19",
      "S0, R50f",
      "Active users, of the paid seats: the utilisation of licences."),
  NPS(
      6,
      "nps",
      "Net promoter score",
      "points",
      Direction.HIGHER,
      Windows.QUARTER,
      "E9",
      "S0, R23",
      "Promoters (9-10) minus detractors (0-6), in % of the answers."),
  CSM_SENTIMENT(
      7,
      "csm-sentiment",
      "CSM sentiment",
      "%",
      Direction.HIGHER,
      Windows.QUARTER,
      "E10",
      "S0",
      "The latest judgement of the CSM, on its scale; older than the window it has expired."),
  EXECUTIVE_ENGAGEMENT(
      8,
      "executive-engagement",
      "Executive engagement",
      "%",
      Direction.HIGHER,
      Windows.QUARTER,
      "E11",
      "S0, R50g",
      "Points of the sponsor's attendance at key meetings (2 came, 1 sent a delegate), of all."),
  TICKET_VOLUME_TREND(
      9,
      "ticket-volume-trend",
      "Ticket volume trend",
      "% change",
      Direction.LOWER,
      Windows.MONTH,
      "E8",
      "S0, R50l",
      "Tickets opened, against the own average of the two windows before (over 90 days, of one),"
          + " in % of it, or of 1 ticket if that is more."),
  TICKET_SENTIMENT(
      10,
      "ticket-sentiment",
      "Ticket sentiment",
      "-1 to 1",
      Direction.HIGHER,
      Windows.MONTH,
      "E8",
      "S0",
      "Mean tone of the customer in the steps of tickets in which it was measured."),
  RESOLUTION_SATISFACTION(
      11,
      "resolution-satisfaction",
      "Resolution satisfaction",
      "% satisfied",
      Direction.HIGHER,
      Windows.QUARTER,
      "E9",
      "S0, R24",
      "Satisfied CSAT answers (4-5 of 5, 6-7 of 7), of all."),
  USER_GROWTH(
      12,
      "user-growth",
      "User growth",
      "% change",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E2, E3",
      "S0",
      "Active users, against the window before."),
  USAGE_GROWTH(
      13,
      "usage-growth",
      "Usage growth",
      "% change",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E2, E3",
      "S0",
      "Logins, sessions and uses of features, against the window before."),
  ACTIVE_USERS(
      14,
      "active-users",
      "Active users",
      "users",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E2, E3",
      "S0",
      "Distinct users who logged in, worked in a session or used a feature: over 7 days WAU, over"
          + " 30 MAU."),
  DAILY_ACTIVE_USERS(
      15,
      "daily-active-users",
      "Daily active users",
      "users per day",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E2, E3",
      "S0",
      "Distinct users per day (DAU), the mean of all days of the window."),
  DAU_MAU(
      16,
      "dau-mau",
      "DAU/MAU",
      "%",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E2, E3",
      "S0",
      "Daily active users, of the distinct users of the window: how sticky the product is."),
  ADVANCED_USE_SHARE(
      17,
      "advanced-use-share",
      "Use of advanced features",
      "% of uses",
      Direction.HIGHER,
      Windows.MONTH,
      "E1",
      "S0",
      "Uses of features that the event calls advanced, of all uses."),
  PRODUCT_ADOPTION(
      18,
      "product-adoption",
      "Product adoption score",
      "% of points",
      Direction.HIGHER,
      Windows.MONTH,
      "E1, E19",
      "S1, R31",
      "A point per feature used, 5 for a valuable one, of the points of the whole plan."),
  SESSION_DURATION(
      19,
      "session-duration",
      "Session duration",
      "minutes",
      Direction.HIGHER,
      Windows.MONTH,
      "E2",
      "S3",
      "Mean length of a session."),
  WORKFLOW_COMPLETION(
      20,
      "workflow-completion",
      "Workflow completion rate",
      "%",
      Direction.HIGHER,
      Windows.MONTH,
      "E4",
      "S3",
      "Workflows completed, of those started; where starts are not reported, of those that ended."),
  DATA_QUALITY(
      21,
      "data-quality",
      "Data quality",
      "%",
      Direction.HIGHER,
      Windows.MONTH,
      "E7",
      "S3",
      "Mean of the measured shares of good data."),
  API_CALLS(
      22,
      "api-calls",
      "API calls",
      "calls",
      Direction.HIGHER,
      Windows.MONTH,
      "E6",
      "S3",
      "Calls of the product's API."),
  INTEGRATIONS(
      23,
      "integrations",
      "Integrations",
      "integrations",
      Direction.HIGHER,
      Windows.NONE,
      "E6",
      "S3",
      "Integrations connected now."),
  FEATURE_EXPANSION(
      24,
      "feature-expansion",
      "Feature expansion",
      "% change",
      Direction.HIGHER,
      Windows.MONTH,
      "E1",
      "S3",
      "Distinct features used, against the window before."),
  VALUE_GAP(
      25,
      "value-gap",
      "Value gap",
      "% of valuable features",
      Direction.LOWER,
      Windows.MONTH,
      "E1, E19",
      "S2, R50n",
      "Valuable features of the plan that were not used."),
  TRAINING_PARTICIPATION(
      26,
      "training-participation",
      "Training participation",
      "% of seats",
      Direction.HIGHER,
      Windows.QUARTER,
      "E14, E5, E15, E19",
      "S3",
      "People who enrolled in or completed a training, of the paid seats."),
  TICKETS_OPENED(
      27,
      "tickets-opened",
      "Tickets opened",
      "tickets",
      Direction.LOWER,
      Windows.MONTH,
      "E8",
      "S0",
      "Tickets opened."),
  OPEN_TICKETS(
      28,
      "open-tickets",
      "Open tickets",
      "tickets",
      Direction.LOWER,
      Windows.NONE,
      "E8",
      "S0",
      "Tickets open now; one without a step for 180 days is taken for forgotten."),
  ESCALATIONS(
      29,
      "escalations",
      "Escalations",
      "escalations",
      Direction.LOWER,
      Windows.QUARTER,
      "E8",
      "S3, R50l",
      "Escalations of tickets."),
  OPEN_ESCALATIONS(
      30,
      "open-escalations",
      "Open escalations",
      "tickets",
      Direction.LOWER,
      Windows.NONE,
      "E8",
      "S0",
      "Tickets open now that were escalated."),
  OPEN_CRITICAL_ESCALATIONS(
      31,
      "open-critical-escalations",
      "Open critical escalations",
      "tickets",
      Direction.LOWER,
      Windows.NONE,
      "E8",
      "S0",
      "Tickets open now that were escalated and that somebody called urgent."),
  REOPENED_TICKETS(
      32,
      "reopened-tickets",
      "Reopened tickets",
      "tickets",
      Direction.LOWER,
      Windows.QUARTER,
      "E8",
      "R50l",
      "Tickets opened again."),
  FIRST_CONTACT_RESOLUTION(
      33,
      "first-contact-resolution",
      "First contact resolution",
      "%",
      Direction.HIGHER,
      Windows.QUARTER,
      "E8",
      "S4",
      "Tickets solved at the first contact, of those resolved of which it was told."),
  FIRST_RESPONSE_TIME(
      34,
      "first-response-time",
      "First response time",
      "hours",
      Direction.LOWER,
      Windows.MONTH,
      "E8",
      "S4",
      "Mean time from the opening of a ticket to the first response."),
  RESOLUTION_TIME(
      35,
      "resolution-time",
      "Resolution time",
      "hours",
      Direction.LOWER,
      Windows.MONTH,
      "E8",
      "S4",
      "Mean time from the opening of a ticket to its resolution."),
  CSAT(
      36,
      "csat",
      "Customer satisfaction",
      "% satisfied",
      Direction.HIGHER,
      Windows.QUARTER,
      "E9",
      "S0, R24",
      "Satisfied CSAT answers (4-5 of 5, 6-7 of 7), of all, whatever they are about."),
  CES(
      37,
      "ces",
      "Customer effort score",
      "1 (easy) to 7",
      Direction.LOWER,
      Windows.QUARTER,
      "E9",
      "S0, R25",
      "Mean effort, brought to a scale on which 1 is easy and 7 hard."),
  CONTACT_COVERAGE(
      38,
      "contact-coverage",
      "Contact coverage",
      "contacts",
      Direction.HIGHER,
      Windows.QUARTER,
      "E11",
      "S1, R35, R50k",
      "Distinct people of the customer who wrote, answered or met us."),
  COMMUNICATION(
      39,
      "communication",
      "Communication",
      "contacts",
      Direction.HIGHER,
      Windows.MONTH,
      "E11",
      "S3",
      "Contacts in which both sides took part: meetings and calls held, mails written by the"
          + " customer or answered."),
  RESPONSIVENESS(
      40,
      "responsiveness",
      "Responsiveness",
      "% answered",
      Direction.HIGHER,
      Windows.QUARTER,
      "E11",
      "S4",
      "Contacts we sought that the customer answered, of those of which it was told."),
  CHAMPION_STRENGTH(
      41,
      "champion-strength",
      "Champion strength",
      "%",
      Direction.HIGHER,
      Windows.QUARTER,
      "E11, E12",
      "S3, R50b",
      "Champions, each whole when in contact with us within the window and half when not, of all"
          + " champions; 0 without any."),
  QBR_COMPLETION(
      42,
      "qbr-completion",
      "QBR completion",
      "%",
      Direction.HIGHER,
      Windows.QUARTER,
      "E11",
      "S1",
      "Business reviews held, of those scheduled; at most all."),
  GOAL_ACHIEVEMENT(
      43,
      "goal-achievement",
      "Goal achievement",
      "%",
      Direction.HIGHER,
      Windows.QUARTER,
      "E13",
      "S3",
      "Goals and milestones achieved, of those achieved, missed or fallen due within the window."),
  SUCCESS_PLAN_VELOCITY(
      44,
      "success-plan-velocity",
      "Success plan velocity",
      "% on track",
      Direction.HIGHER,
      Windows.TODAY_OR_ROLLING,
      "E13",
      "S1",
      "Goals of the plan on track (achieved, or not yet due), of those open or settled in 90"
          + " days; over a window, achieved of those that ended."),
  MILESTONE_COMPLETION(
      45,
      "milestone-completion",
      "Milestone completion",
      "%",
      Direction.HIGHER,
      Windows.TODAY_OR_ROLLING,
      "E13",
      "S3, R50c",
      "Value milestones achieved, of those achieved, missed or past due, ever or within the window."),
  TIME_TO_FIRST_VALUE(
      46,
      "time-to-first-value",
      "Time to first value",
      "days",
      Direction.LOWER,
      Windows.NONE,
      "E13, E19",
      "S2, R26, R50h",
      "Days from the start of the contract to the first value milestone achieved; until then, days"
          + " so far."),
  ONBOARDING_COMPLETION(
      47,
      "onboarding-completion",
      "Onboarding completion",
      "%",
      Direction.HIGHER,
      Windows.TODAY_OR_ROLLING,
      "E13",
      "S4",
      "Onboarding steps achieved, of all that were told; over a window, of those that ended."),
  ROI_REALISED(
      48,
      "roi-realised",
      "ROI realised",
      "% of price",
      Direction.HIGHER,
      Windows.QUARTER,
      "E13, E15, E19",
      "S3",
      "Value of the goals achieved, of what the customer pays in the same time."),
  BUSINESS_IMPACT(
      49,
      "business-impact",
      "Business impact",
      "% of value",
      Direction.HIGHER,
      Windows.QUARTER,
      "E13",
      "S3",
      "Value of the goals achieved, of the value of those achieved, missed or fallen due."),
  PAYMENT_ON_TIME(
      50,
      "payment-on-time",
      "Payments on time",
      "%",
      Direction.HIGHER,
      Windows.QUARTER,
      "E16",
      "S4",
      "Invoices paid on or before the day they were due, of those that fell due."),
  DAYS_OVERDUE(
      51,
      "days-overdue",
      "Days overdue",
      "days",
      Direction.LOWER,
      Windows.NONE,
      "E16",
      "S4, R50e",
      "Days since the oldest unpaid invoice was due; 0 when none is overdue."),
  PAYMENT_DISPUTES(
      52,
      "payment-disputes",
      "Payment disputes",
      "disputes",
      Direction.LOWER,
      Windows.QUARTER,
      "E16",
      "S4, R50e",
      "Invoices disputed."),
  PAYMENT_FAILURES(
      53,
      "payment-failures",
      "Payment failures",
      "failures",
      Direction.LOWER,
      Windows.QUARTER,
      "E16",
      "S4, R50e",
      "Payments that failed."),
  DAYS_TO_RENEWAL(
      54,
      "days-to-renewal",
      "Days to renewal",
      "days",
      Direction.NEUTRAL,
      Windows.NONE,
      "E15, E19",
      "R14, R50j",
      "Days until the term ends, by profile or subscription, whichever is later; below 0 once it is"
          + " over."),
  TENURE(
      55,
      "tenure",
      "Tenure",
      "days",
      Direction.NEUTRAL,
      Windows.NONE,
      "E19",
      "S2",
      "Days since the start of the first contract."),
  ADVOCACY_ACTS(
      56,
      "advocacy-acts",
      "Advocacy acts",
      "acts",
      Direction.HIGHER,
      Windows.QUARTER,
      "E17",
      "S3",
      "Referrals, case studies, references and talks."),
  CONTRACT_STATUS(
      57,
      "contract-status",
      "Contract and renewal status",
      "level 0 to 4",
      Direction.HIGHER,
      Windows.QUARTER,
      "E15, E19",
      "S4, R50i",
      "0 left, 1 term over and not renewed, 2 shrunk within the window, 3 running, 4 renewed or"
          + " grown within it."),
  CONTRACT_GROWTH(
      58,
      "contract-growth",
      "Contract growth",
      "% change",
      Direction.HIGHER,
      Windows.QUARTER,
      "E15",
      "S3",
      "Monthly recurring revenue, against that before the window, or the first of a younger"
          + " customer."),
  DAYS_SILENT(
      59,
      "days-silent",
      "Days of silence",
      "days",
      Direction.LOWER,
      Windows.NONE,
      "E1, E2, E3",
      "R50a",
      "Days since anybody logged in, worked in a session or used a feature; at most 180."),
  KEY_PEOPLE_LOST(
      60,
      "key-people-lost",
      "Key people lost",
      "people",
      Direction.LOWER,
      Windows.QUARTER,
      "E12",
      "R50b",
      "Sponsors and champions who left, by the part told with their leaving or else the last"
          + " before."),
  KEY_PEOPLE_QUIET(
      61,
      "key-people-quiet",
      "Key people gone quiet",
      "people",
      Direction.LOWER,
      Windows.MONTH,
      "E11, E12",
      "R50b",
      "Sponsors and champions, known for the whole window, who were not in contact with us within"
          + " it."),
  GOALS_OVERDUE(
      62,
      "goals-overdue",
      "Goals overdue",
      "goals",
      Direction.LOWER,
      Windows.NONE,
      "E13",
      "R50c",
      "Goals, milestones and onboarding steps past the day they were due, of which nobody said how"
          + " they ended."),
  WAITING_FOR_VALUE(
      63,
      "waiting-for-value",
      "Waiting for first value",
      "days",
      Direction.LOWER,
      Windows.NONE,
      "E13, E19",
      "R50h",
      "Days since the start of the contract while no value milestone is achieved; 0 from the first"
          + " one on.");

  private static final List<Measure> ALL = List.copyOf(Arrays.asList(values()));

  private final int code;
  private final String id;
  private final String label;
  private final String unit;
  private final Direction direction;
  private final Windows windows;
  private final String facts;
  private final String source;
  private final String description;

  Measure(
      int code,
      String id,
      String label,
      String unit,
      Direction direction,
      Windows windows,
      String facts,
      String source,
      String description) {
    this.code = code;
    this.id = id;
    this.label = label;
    this.unit = unit;
    this.direction = direction;
    this.windows = windows;
    this.facts = facts;
    this.source = source;
    this.description = description;
  }

  /** The catalogue, by code, without the copy that {@code values()} makes. */
  public static List<Measure> all() {
    return ALL;
  }

  /** The measure of an id, if there is one. */
  public static Optional<Measure> ofId(String id) {
    return ALL.stream().filter(measure -> measure.id.equals(id)).findFirst();
  }

  /** The measure of a code, if there is one. */
  public static Optional<Measure> ofCode(int code) {
    return code >= 0 && code < ALL.size() ? Optional.of(ALL.get(code)) : Optional.empty();
  }

  /** The number that stands for it in the state: measures are numbered from 0 without gaps. */
  public int code() {
    return code;
  }

  /** Stable id, for instance {@code login-frequency}. */
  public String id() {
    return id;
  }

  /** Name for people. */
  public String label() {
    return label;
  }

  /** Unit of its raw value. */
  public String unit() {
    return unit;
  }

  /** Which way it is good news. */
  public Direction direction() {
    return direction;
  }

  /**
   * Windows it may be asked over, in days, ascending, the current day included; 0 for the state of
   * today.
   */
  public List<Integer> windows() {
    return windows.allowed();
  }

  /** Window it is read over unless somebody says so, in days; 0 for the state of today. */
  public int defaultWindow() {
    return windows.byDefault();
  }

  /**
   * Whether over a window it also had a value over the one of the same length before, with which
   * the present one can be compared. What is known only as it is today has none.
   */
  public boolean hasEarlier() {
    return windows != Windows.NONE
        && this != CSM_SENTIMENT
        && this != CHAMPION_STRENGTH
        && this != KEY_PEOPLE_LOST
        && this != KEY_PEOPLE_QUIET
        && this != CONTRACT_STATUS;
  }

  /**
   * Whether what it is made of is forgotten when it is older than an account remembers. Goals and
   * the latest sentiment are not.
   */
  boolean isForgotten() {
    return this != CSM_SENTIMENT
        && this != GOAL_ACHIEVEMENT
        && this != SUCCESS_PLAN_VELOCITY
        && this != MILESTONE_COMPLETION
        && this != ONBOARDING_COMPLETION
        && this != ROI_REALISED
        && this != BUSINESS_IMPACT;
  }

  /** Whether over a window it is of goals that ended within it, else a state of today. */
  boolean isOfGoalsThatEnd() {
    return windows == Windows.TODAY_OR_ROLLING;
  }

  /**
   * Whether it is a share of what the plan has: where no profile tells that, it stands on what a
   * model assumes.
   */
  public boolean isShareOfPlan() {
    return this == FEATURE_BREADTH || this == PRODUCT_ADOPTION;
  }

  /** Facts it needs, by their ids in section 1 of the domain reference. */
  public List<String> facts() {
    return List.of(facts.split(", "));
  }

  /** Where its definition comes from, and the rules of the domain reference it follows. */
  public String source() {
    return source;
  }

  /** What it says, as a sentence for people. */
  public String description() {
    return description;
  }
}
