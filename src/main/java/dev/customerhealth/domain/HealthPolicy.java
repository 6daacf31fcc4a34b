package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.ToldScore;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringInput;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.List;
import java.util.Objects;

/**
 * How accounts are judged: which model scores whom, what is known of peers, and the alert rules.
 *
 * @param models which model scores an account
 * @param peers how measures are spread over the accounts of a segment
 * @param rules the alert rules in force, all enabled, in the order in which their alerts are told
 */
public record HealthPolicy(ModelSelection models, Peers peers, List<AlertRule> rules) {
  public HealthPolicy {
    rules = List.copyOf(rules);
  }

  /** One model for all accounts, and nothing known of peers. */
  public HealthPolicy(ScoringModel model, List<AlertRule> rules) {
    this(ModelSelection.always(model), Peers.UNKNOWN, rules);
  }

  /** Days back to the oldest score any rule compares with, today included, at least 1. */
  int longestLookBack() {
    int longest = 1;
    for (int i = 0; i < rules.size(); i++) {
      longest = Math.max(longest, rules.get(i).condition().windowDays());
    }
    return longest;
  }

  /**
   * Version of the table of peers that scores of a model are made with; {@link Peers#NO_VERSION}
   * for a model that compares with nobody, and without a table.
   */
  int peersVersion(ScoringModel model) {
    return model.comparesWithPeers() ? peers.version() : Peers.NO_VERSION;
  }

  /** Whether a score was told, and another model, version or table of peers made it. */
  boolean judgesOtherwise(ToldScore told, ScoringModel model) {
    return told.sequence() > 0
        && !(model.id().equals(told.modelId())
            && model.version() == told.modelVersion()
            && peersVersion(model) == told.peersVersion());
  }

  /** Whether a score was told, and another rule chose its model. */
  static boolean choosesOtherwise(ToldScore told, SelectionRule rule) {
    return told.sequence() > 0 && !Objects.equals(rule.idUnlessDefault(), told.modelRule());
  }

  /** The score that facts make under a model on their current day. */
  ScoreSheet score(ScoringModel model, AccountFacts facts, AccountProfile profile) {
    return score(model, facts, profile, null);
  }

  /**
   * The same, quicker where an earlier score of the account by the model is at hand.
   *
   * @param known any score of the account; null when none is at hand
   */
  ScoreSheet score(
      ScoringModel model, AccountFacts facts, AccountProfile profile, ScoreSheet known) {
    return model.score(
        ScoringInput.of(model, facts, profile, peers, known == null ? null : known.values()));
  }

  /**
   * First day after the facts' current one on which time alone can change the score or who makes
   * it, or ends what a person said for a while; {@link Days#NONE} when it never will.
   */
  int nextDue(ScoringModel model, AccountFacts facts, AccountProfile profile) {
    int due =
        Days.earlier(model.nextDue(facts, profile), models.nextChange(facts, profile, facts.day()));
    // Also where the model does not ask for it: that it ended is recorded.
    return facts.sentiment() == null
        ? due
        : Days.earlier(due, facts.sentiment().endAfter(facts.day()));
  }
}
