package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringModel;

/**
 * An account as it was before a signal, on the day on which it is judged: what time alone made of
 * it. Several ask for the score of that, which is made when the first does.
 */
final class Aged {
  private final AccountState before;
  private final Learned learned;
  private final ScoringModel model;
  private final HealthPolicy policy;
  private final ScoreSheet now;
  private ScoreSheet sheet;

  /**
   * @param before the account before the signal
   * @param learned what the signal taught
   * @param model that judges the account now
   * @param now its score now
   */
  Aged(
      AccountState before,
      Learned learned,
      ScoringModel model,
      HealthPolicy policy,
      ScoreSheet now) {
    this.before = before;
    this.learned = learned;
    this.model = model;
    this.policy = policy;
    this.now = now;
  }

  /** Who the account was; null when not known. */
  AccountProfile profile() {
    return before.profile();
  }

  /** What was known on the day it was judged last, remembered for as long as what is known now. */
  AccountFacts earlier() {
    return before.facts().keeping(learned.facts().retention().days());
  }

  /** What was known, on the day of now. */
  AccountFacts facts() {
    return learned.aged();
  }

  /** Whether a model is the one of now. */
  @SuppressWarnings("ReferenceEquality") // the very models of the policy
  boolean isOf(ScoringModel other) {
    return model == other;
  }

  /** The score of that by the model of now: the score now when the signal told no facts. */
  @SuppressWarnings("ReferenceEquality") // equal but not the same is scored again, and is the same
  ScoreSheet sheet() {
    if (sheet == null) {
      boolean same = facts() == learned.facts() && profile() == learned.profile();
      sheet = same ? now : policy.score(model, facts(), profile());
    }
    return sheet;
  }
}
