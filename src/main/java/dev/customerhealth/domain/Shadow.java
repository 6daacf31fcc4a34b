package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.measure.MeasureReader;
import dev.customerhealth.domain.measure.MeasureValues;
import dev.customerhealth.domain.measure.SharedMeasures;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringInput;
import dev.customerhealth.domain.scoring.ScoringModel;

/**
 * A candidate that scores every account beside the live models, and alerts nobody. Immutable.
 *
 * <p>It judges as if it were the live model of all accounts, with the alert rules and peers of the
 * live ones; what they measured of an account it does not measure again. Its alerts wait to be
 * confirmed and leave people in peace as live ones do; only escalated they are not, for nobody is
 * told who could take one on.
 */
public final class Shadow {
  private final ScoringModel model;
  private final HealthPolicy policy;
  private final SharedMeasures shared;

  private Shadow(ScoringModel model, HealthPolicy policy, SharedMeasures shared) {
    this.model = model;
    this.policy = policy;
    this.shared = shared;
  }

  /** A candidate beside those that judge by a policy. */
  static Shadow beside(HealthPolicy live, ScoringModel model) {
    HealthPolicy policy =
        live.beside(model, live.rules().stream().map(AlertRule::withoutEscalation).toList());
    return new Shadow(
        model,
        policy,
        SharedMeasures.of(
            policy.asked(model), live.models().models().stream().map(live::asked).toList()));
  }

  /** The model. */
  public ScoringModel model() {
    return model;
  }

  /** The model for all accounts. */
  HealthPolicy policy() {
    return policy;
  }

  /** Whether an account was judged by this version of it, with the peers of now, last. */
  public boolean judged(ShadowJudgement remembered) {
    return remembered != null && !policy.judgesOtherwise(remembered.judgement().told(), model);
  }

  /**
   * The score that facts make on their current day.
   *
   * @param live what a live model measured of these very facts; null when not at hand
   * @param known what was measured of the account for this candidate before; null when not at hand
   */
  ScoreSheet score(
      AccountFacts facts, AccountProfile profile, MeasureValues live, MeasureValues known) {
    MeasureValues values =
        MeasureReader.read(
            facts, profile, policy.asked(model), model.assumedPlanFeatures(), known, live, shared);
    return model.score(ScoringInput.of(facts, profile, policy.peers(), values));
  }
}
