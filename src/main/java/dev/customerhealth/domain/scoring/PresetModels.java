package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringFunction.LinearThroughPoints;
import dev.customerhealth.domain.scoring.ScoringFunction.Point;
import dev.customerhealth.domain.scoring.ScoringFunction.Step;
import dev.customerhealth.domain.scoring.ScoringFunction.Steps;
import java.util.List;

/**
 * The models that are shipped. Weights, R45 and bands are the domain reference's (sections 2 and
 * 3); the other functions are ours, each with its reason beside it.
 */
public final class PresetModels {
  /**
   * Product usage alone, 30 of M0's 100, is enough for a score: it is the one component every
   * customer has data for from the first week, and the reference wants the three core topics to be
   * enough. Anything less would let two survey answers stand for a customer.
   */
  private static final double MINIMUM_COVERAGE = 0.30;

  /** A plan nobody describes counts as ten features, about what a typical account touches. */
  private static final int ASSUMED_PLAN_FEATURES = 10;

  /** Working days in 30 days. */
  private static final double WORKING_DAYS = 20;

  private static final double MINUTES_PER_WORKING_DAY = 30;

  private PresetModels() {}

  /** Bands B0 of the domain reference. */
  public static List<Band> b0() {
    return List.of(
        new Band("healthy", "Healthy", 80_000, BandRole.GROW, "green", "Look for expansion"),
        new Band("stable", "Stable", 60_000, BandRole.MONITOR, "blue", "Monitor"),
        new Band(
            "at-risk", "At risk", 40_000, BandRole.INTERVENE, "yellow", "Intervene proactively"),
        new Band(
            "critical", "Critical", 20_000, BandRole.ESCALATE, "orange", "Escalate to executives"),
        new Band("emergency", "Emergency", 0, BandRole.ESCALATE, "red", "All hands"));
  }

  /** Model M0 of the domain reference, the default. */
  public static ScoringModel m0() {
    return new ScoringModel(
        "M0",
        1,
        MINIMUM_COVERAGE,
        ASSUMED_PLAN_FEATURES,
        List.of(productUsage(), engagement(), relationship(), support(), growth()),
        b0());
  }

  private static Component productUsage() {
    return new Component(
        "product-usage",
        "Product usage",
        30,
        List.of(
            // R45: 0-1, 2-4, 5-10, 11-20, 21 and more logins of the account in 30 days.
            new WeightedMeasure(
                Measure.LOGIN_FREQUENCY,
                10,
                new Steps(
                    List.of(
                        new Step(0, 20),
                        new Step(2, 40),
                        new Step(5, 60),
                        new Step(11, 80),
                        new Step(21, 100)))),
            // Hardly anybody needs every feature of a plan: four fifths of it is all one can ask.
            new WeightedMeasure(Measure.FEATURE_BREADTH, 10, new Linear(0, 80)),
            // Two uses on every working day make the product part of the work.
            new WeightedMeasure(Measure.USAGE_DEPTH, 10, new Linear(0, 2 * WORKING_DAYS))));
  }

  private static Component engagement() {
    return new Component(
        "engagement",
        "Engagement",
        25,
        List.of(
            // A session on every working day.
            new WeightedMeasure(Measure.SESSIONS_PER_USER, 10, new Linear(0, WORKING_DAYS)),
            // Half an hour on every working day.
            new WeightedMeasure(
                Measure.TIME_IN_PRODUCT, 10, new Linear(0, WORKING_DAYS * MINUTES_PER_WORKING_DAY)),
            // R50f calls under 70% red, so 70% is where a stable 60 begins; some seats always idle.
            new WeightedMeasure(Measure.ACTIVE_USERS_SHARE, 5, through(0, 0, 70, 60, 90, 100))));
  }

  private static Component relationship() {
    return new Component(
        "relationship",
        "Relationship",
        20,
        List.of(
            // R23's bars 0, 30, 50, 70 meet the bars of B0.
            new WeightedMeasure(Measure.NPS, 10, through(-100, 0, 0, 40, 30, 60, 50, 80, 70, 100)),
            // The CSM's scale is a score already.
            new WeightedMeasure(Measure.CSM_SENTIMENT, 5, new Linear(0, 100)),
            // R50g's points of attendance are a share already.
            new WeightedMeasure(Measure.EXECUTIVE_ENGAGEMENT, 5, new Linear(0, 100))));
  }

  private static Component support() {
    return new Component(
        "support",
        "Support",
        15,
        List.of(
            // As many tickets as usual is healthy, half as many is best, twice as many critical.
            new WeightedMeasure(
                Measure.TICKET_VOLUME_TREND, 5, through(-50, 100, 0, 80, 100, 20, 200, 0)),
            // Who writes a ticket has a problem: a neutral tone is a fair result.
            new WeightedMeasure(Measure.TICKET_SENTIMENT, 5, through(-1, 0, 0, 60, 1, 100)),
            // R24's bars 70, 80, 90 meet the bars of B0.
            new WeightedMeasure(
                Measure.RESOLUTION_SATISFACTION,
                5,
                through(50, 0, 70, 40, 80, 60, 90, 80, 100, 100))));
  }

  private static Component growth() {
    return new Component(
        "growth",
        "Growth",
        10,
        List.of(
            // Holding the level is stable; a fifth more within a month is all one can ask.
            new WeightedMeasure(Measure.USER_GROWTH, 5, through(-50, 0, 0, 70, 20, 100)),
            new WeightedMeasure(Measure.USAGE_GROWTH, 5, through(-50, 0, 0, 70, 20, 100))));
  }

  private static LinearThroughPoints through(double... valuesAndScores) {
    Point[] points = new Point[valuesAndScores.length / 2];
    for (int i = 0; i < points.length; i++) {
      points[i] = new Point(valuesAndScores[2 * i], valuesAndScores[2 * i + 1]);
    }
    return new LinearThroughPoints(List.of(points));
  }
}
