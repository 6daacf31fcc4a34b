package dev.customerhealth.domain.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of measures: every number about an account that a model can weigh (section 5 of the
 * domain reference). Codes rest in state stores: a code is never given to another measure.
 */
public enum Measure {
  LOGIN_FREQUENCY(0, "login-frequency", "Login frequency", "logins", 30, "E3", "S0, R45"),
  FEATURE_BREADTH(1, "feature-breadth", "Feature breadth", "% of plan", 30, "E1, E19", "S0"),
  USAGE_DEPTH(2, "usage-depth", "Usage depth", "uses per active user", 30, "E1", "S0"),
  SESSIONS_PER_USER(
      3, "sessions-per-user", "Sessions per user", "sessions per active user", 30, "E2", "S0"),
  TIME_IN_PRODUCT(
      4, "time-in-product", "Time in product", "minutes per active user", 30, "E2, E1", "S0"),
  ACTIVE_USERS_SHARE(
      5,
      "active-users-share",
      "Active users",
      "% of seats",
      30,
      "E1, E2, E3, E5, E15, E19",
      "S0, R50f"),
  NPS(6, "nps", "Net promoter score", "points", 90, "E9", "S0, R23"),
  CSM_SENTIMENT(7, "csm-sentiment", "CSM sentiment", "%", 90, "E10", "S0"),
  EXECUTIVE_ENGAGEMENT(
      8, "executive-engagement", "Executive engagement", "%", 90, "E11", "S0, R50g"),
  TICKET_VOLUME_TREND(9, "ticket-volume-trend", "Ticket volume trend", "% change", 90, "E8", "S0"),
  TICKET_SENTIMENT(10, "ticket-sentiment", "Ticket sentiment", "-1 to 1", 30, "E8", "S0"),
  RESOLUTION_SATISFACTION(
      11, "resolution-satisfaction", "Resolution satisfaction", "% satisfied", 90, "E9", "S0, R24"),
  USER_GROWTH(12, "user-growth", "User growth", "% change", 60, "E1, E2, E3", "S0"),
  USAGE_GROWTH(13, "usage-growth", "Usage growth", "% change", 60, "E1, E2, E3", "S0");

  private static final List<Measure> ALL = List.copyOf(Arrays.asList(values()));

  private final int code;
  private final String id;
  private final String label;
  private final String unit;
  private final int windowDays;
  private final String facts;
  private final String source;

  Measure(
      int code, String id, String label, String unit, int windowDays, String facts, String source) {
    this.code = code;
    this.id = id;
    this.label = label;
    this.unit = unit;
    this.windowDays = windowDays;
    this.facts = facts;
    this.source = source;
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
    return ALL.stream().filter(measure -> measure.code == code).findFirst();
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

  /** Days it looks back, the current one included. */
  public int windowDays() {
    return windowDays;
  }

  /** Facts it needs, by their ids in section 1 of the domain reference. */
  public List<String> facts() {
    return List.of(facts.split(", "));
  }

  /** Where its definition comes from, and the rules of the domain reference it follows. */
  public String source() {
    return source;
  }
}
