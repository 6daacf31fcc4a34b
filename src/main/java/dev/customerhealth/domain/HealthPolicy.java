package dev.customerhealth.domain;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.scoring.PresetModels;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.List;

/**
 * How accounts are judged: the scoring model and the alert rules.
 *
 * @param model the scoring model
 * @param rules the alert rules, in the order in which their alerts are told
 */
public record HealthPolicy(ScoringModel model, List<AlertRule> rules) {
  public HealthPolicy {
    rules = List.copyOf(rules);
  }

  /** The default: model M0 with bands B0, and rules R46, R47 and R48. */
  public static HealthPolicy standard() {
    return new HealthPolicy(PresetModels.m0(), StandardRules.all());
  }

  /** Days back to the oldest score any rule compares with, today included, at least 1. */
  int longestLookBack() {
    int longest = 1;
    for (int i = 0; i < rules.size(); i++) {
      longest = Math.max(longest, rules.get(i).windowDays());
    }
    return longest;
  }
}
