package dev.customerhealth.simulation;

/**
 * How things stand with an account on one day.
 *
 * @param activity share of its people who work with the product on a weekday, 0 to 1
 * @param breadth share of the plan's features in use, 0 to 1
 * @param satisfaction what people answer when asked, 0 (worst) to 1 (best)
 * @param ticketsPerWeek problems reported
 * @param tone of the people in tickets, -1 to 1
 * @param attention chance that the sponsor comes to a meeting, 0 to 1
 */
record Conditions(
    double activity,
    double breadth,
    double satisfaction,
    double ticketsPerWeek,
    double tone,
    double attention) {

  /** Nobody works with the product, and everybody complains. */
  static final Conditions RUIN = new Conditions(0, 0, 0, 4, -0.95, 0);

  /** What follows from how well an account does as a whole, 0 (badly) to 1 (very well). */
  static Conditions of(double wellbeing) {
    double well = Math.min(1, Math.max(0, wellbeing));
    return new Conditions(
        0.05 + 0.85 * well,
        0.15 + 0.85 * well,
        0.05 + 0.93 * well,
        0.25 + 0.9 * (1 - well),
        -0.7 + 1.4 * well,
        0.05 + 0.9 * well);
  }

  /** The same with people who stay away. */
  Conditions silent() {
    return new Conditions(0, 0, satisfaction, 0, tone, attention);
  }

  /** The same in the middle of an outage: everybody complains. */
  Conditions outage(double depth) {
    return new Conditions(
        activity * (1 - 0.5 * depth),
        breadth,
        satisfaction * (1 - 0.95 * depth),
        ticketsPerWeek + 14 * depth,
        tone - (tone + 0.95) * depth,
        attention * (1 - 0.5 * depth));
  }
}
