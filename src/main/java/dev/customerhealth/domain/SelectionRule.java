package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.List;

/**
 * Which accounts a model scores: those that meet every condition that is given.
 *
 * @param id stable id; a score names the rule that chose its model
 * @param segments any of these, whatever their case; empty for all
 * @param tiers any of these, whatever their case; empty for all
 * @param stages any of these; empty for all. An account whose start nobody told is in none
 * @param renewalNear whether the renewal must be near; null when it does not matter
 * @param model the model
 */
public record SelectionRule(
    String id,
    List<String> segments,
    List<String> tiers,
    List<Lifecycle.Stage> stages,
    Boolean renewalNear,
    ScoringModel model) {

  public SelectionRule {
    segments = List.copyOf(segments);
    tiers = List.copyOf(tiers);
    stages = List.copyOf(stages);
  }

  /** The same, by another model where it is that of an id. */
  SelectionRule inPlaceOf(String modelId, ScoringModel candidate) {
    return model.id().equals(modelId)
        ? new SelectionRule(id, segments, tiers, stages, renewalNear, candidate)
        : this;
  }

  /** Its id; null for the rule that chooses where no other does. */
  String idUnlessDefault() {
    return id.equals(ModelSelection.DEFAULT_RULE) ? null : id;
  }

  /** Whether the account meets it on a day. */
  boolean matches(AccountFacts facts, AccountProfile profile, int day) {
    return mayMatch(profile)
        && inStage(profile, day)
        && (renewalNear == null || renewalNear == Lifecycle.renewalNear(facts, profile, day));
  }

  /** Whether it matches an account on some day, if nothing else is told. */
  boolean mayMatch(AccountProfile profile) {
    return among(segments, profile == null ? null : profile.segment())
        && among(tiers, profile == null ? null : profile.tier());
  }

  /** Whether time alone may change whom it matches. */
  boolean dependsOnTime() {
    return !stages.isEmpty() || renewalNear != null;
  }

  private boolean inStage(AccountProfile profile, int day) {
    if (stages.isEmpty()) {
      return true;
    }
    Lifecycle.Stage stage = Lifecycle.stage(profile, day);
    return stage != null && stages.contains(stage);
  }

  private static boolean among(List<String> allowed, String given) {
    if (allowed.isEmpty()) {
      return true;
    }
    for (int i = 0; i < allowed.size(); i++) {
      if (allowed.get(i).equalsIgnoreCase(given)) {
        return true;
      }
    }
    return false;
  }
}
