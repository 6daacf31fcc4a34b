package dev.customerhealth.bench.engine;

import java.util.List;

/** What is measured, and beside what: with M0, 20 users and the rules that are on unless said. */
enum Variant {
  FLOOR("floor", "finds the account in a map and copies 400 bytes", 20, "floor"),
  EARLIER(
      "first version",
      "the version before the whole engine: M0 over the same windows, 4 rules",
      20,
      "earlier"),
  M0("M0", "as shipped: 12 rules on, windows of 30 and 90 days", 20, "0", "-", "12"),
  RULES_4("rules 4", "M0 with the rules of the first version alone, R46 to R48", 20, "0", "-", "4"),
  ALL_RULES("all rules", "all that are shipped switched on", 20, "0", "-", "all"),
  WINDOWS_30("windows 30", "all windows 30 days", 20, "30", "-", "12"),
  WINDOWS_90("windows 90", "all windows 90 days", 20, "90", "-", "12"),
  WINDOWS_365(
      "windows 365",
      "all 365 days but what compares with the window before: 365 days kept",
      20,
      "365",
      "-",
      "12"),
  WINDOWS_730(
      "windows 365, compared",
      "all 365 days, compared with the year before: 730 days kept",
      20,
      "365+",
      "-",
      "12"),
  USERS_100("users 100", "100 users an account", 100, "0", "-", "12"),
  USERS_400("users 400", "400 users an account", 400, "0", "-", "12"),
  SHADOW("1 shadow", "a copy of M0 beside", 20, "0", "M0", "12"),
  SHADOWS("2 shadows", "two copies of M0 beside", 20, "0", "M0,M0", "12"),
  SHADOW_M1("1 shadow, M1", "a model that reads other measures too", 20, "0", "M1", "12");

  private final String label;
  private final String description;
  private final int users;
  private final String words;

  Variant(String label, String description, int users, String engine) {
    this.label = label;
    this.description = description;
    this.users = users;
    this.words = engine;
  }

  Variant(
      String label, String description, int users, String windows, String beside, String rules) {
    this.label = label;
    this.description = description;
    this.users = users;
    this.words = String.join(" ", "engine", windows, beside, rules);
  }

  String label() {
    return label;
  }

  String description() {
    return description;
  }

  /** Users of every account. */
  int users() {
    return users;
  }

  /** What {@link Engines} is told. */
  List<String> words() {
    return List.of(words.split(" ", -1));
  }
}
