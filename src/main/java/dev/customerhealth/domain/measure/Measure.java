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
      "E1",
      "S0",
      "Uses of features per active user."),
  SESSIONS_PER_USER(
      3,
      "sessions-per-user",
      "Sessions per user",
      "sessions per active user",
      Direction.HIGHER,
      Windows.MONTH,
      "E2",
      "S0",
      "Sessions per active user."),
  TIME_IN_PRODUCT(
      4,
      "time-in-product",
      "Time in product",
      "minutes per active user",
      Direction.HIGHER,
      Windows.MONTH,
      "E2, E1",
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
      "Tickets opened, against the account's own average per window of the two windows before."),
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
      "Logins, sessions and uses of features, against the window before.");

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
   * Windows it may be asked over, in days, ascending, the current day included; 0 alone for the
   * state of today.
   */
  public List<Integer> windows() {
    return windows.allowed();
  }

  /** Window it is read over unless somebody says so, in days; 0 for the state of today. */
  public int defaultWindow() {
    return windows.byDefault();
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
