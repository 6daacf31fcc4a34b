package dev.customerhealth.testing;

import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import dev.customerhealth.model.ModelLibrary;
import java.util.List;

/** The shipped models, for tests. */
public final class Presets {
  private static final ModelLibrary LIBRARY = ModelLibrary.presets();

  private Presets() {}

  /** Model M0, the default. */
  public static ScoringModel m0() {
    return LIBRARY.defaultModel();
  }

  /** Bands B0. */
  public static List<Band> b0() {
    return m0().bands();
  }

  /** M0 for all accounts, and the rules of the score: drops and zones. */
  public static HealthPolicy policy() {
    return new HealthPolicy(m0(), StandardRules.all());
  }

  /** M0 for all accounts, and the shipped rules that are on. */
  public static HealthPolicy shippedPolicy() {
    return LIBRARY.standardPolicy();
  }

  /**
   * Five points for each use of a feature by the one user there is in 30 days, and nothing else.
   */
  public static HealthPolicy usesOnly(List<AlertRule> rules) {
    return new HealthPolicy(
        new ScoringModel(
            "uses",
            1,
            "Uses",
            0.3,
            10,
            List.of(
                new Component(
                    "product-usage",
                    "Product usage",
                    1,
                    List.of(new WeightedMeasure(Measure.USAGE_DEPTH, 1, new Linear(0, 20))))),
            List.of(),
            b0()),
        rules);
  }

  /** The CSM's sentiment and nothing else, so that a test sets the score itself. */
  public static ScoringModel sentimentOnly(int version) {
    return new ScoringModel(
        "sentiment",
        version,
        "Sentiment",
        0.3,
        10,
        List.of(
            new Component(
                "relationship",
                "Relationship",
                1,
                List.of(new WeightedMeasure(Measure.CSM_SENTIMENT, 1, new Linear(0, 100))))),
        List.of(),
        b0());
  }
}
