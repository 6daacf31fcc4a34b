package dev.customerhealth.testing;

import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.ScoringModel;
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
}
