package dev.customerhealth.domain;

import dev.customerhealth.domain.alerting.AlertRule;
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
}
