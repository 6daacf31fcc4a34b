package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.List;

/**
 * Whom a rule is about: accounts that meet every condition that is given.
 *
 * @param segments any of these, whatever their case; empty for all
 * @param tiers any of these, whatever their case; empty for all
 * @param stages any of these; empty for all. An account whose start nobody told is in none
 * @param models ids of models, one of which scores the account; empty for all
 */
public record AlertScope(
    List<String> segments, List<String> tiers, List<Lifecycle.Stage> stages, List<String> models) {
  /** All accounts. */
  public static final AlertScope ALL = new AlertScope(List.of(), List.of(), List.of(), List.of());

  public AlertScope {
    segments = List.copyOf(segments);
    tiers = List.copyOf(tiers);
    stages = List.copyOf(stages);
    models = List.copyOf(models);
  }

  /** Whether it is about all accounts. */
  public boolean isAll() {
    return segments.isEmpty() && tiers.isEmpty() && stages.isEmpty() && models.isEmpty();
  }

  /** Whether it is about the account of a situation. */
  boolean covers(Situation situation) {
    return isAll() || covers(situation.profile(), situation.day(), situation.model());
  }

  /**
   * Whether it is about an account on a day.
   *
   * @param profile who the account is; null when not known
   * @param model scores it
   */
  public boolean covers(AccountProfile profile, int day, ScoringModel model) {
    return covers(profile, day, model.id());
  }

  /**
   * The same.
   *
   * @param modelId id of the model that scores it; null when not known
   */
  public boolean covers(AccountProfile profile, int day, String modelId) {
    return (segments.isEmpty() || among(segments, profile == null ? null : profile.segment()))
        && (tiers.isEmpty() || among(tiers, profile == null ? null : profile.tier()))
        && (stages.isEmpty() || inStage(profile, day))
        && (models.isEmpty() || (modelId != null && models.contains(modelId)));
  }

  /** Whether time alone may change whom it is about. */
  public boolean dependsOnTime() {
    return !stages.isEmpty();
  }

  private boolean inStage(AccountProfile profile, int day) {
    Lifecycle.Stage stage = Lifecycle.stage(profile, day);
    return stage != null && stages.contains(stage);
  }

  private static boolean among(List<String> allowed, String given) {
    for (int i = 0; i < allowed.size(); i++) {
      if (allowed.get(i).equalsIgnoreCase(given)) {
        return true;
      }
    }
    return false;
  }
}
