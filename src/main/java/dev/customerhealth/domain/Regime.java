package dev.customerhealth.domain;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.FormerRule;
import dev.customerhealth.domain.alerting.RuleChange;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What judges accounts from a moment on.
 *
 * @param fromMillis business time from which it holds, in milliseconds since 1970 UTC
 * @param policy how accounts are judged
 * @param shadows candidates that score beside, in the order in which they came
 */
public record Regime(long fromMillis, HealthPolicy policy, List<Shadow> shadows) {

  /** Holds since ever. */
  public static final long EVER = Long.MIN_VALUE;

  public Regime {
    shadows = List.copyOf(shadows);
  }

  /**
   * Whether it judges by other models, another table of peers or other alert rules than another
   * regime; shadows do not count.
   */
  @SuppressWarnings("ReferenceEquality") // a table that came anew is another one
  public boolean judgesOtherwiseThan(Regime other) {
    return policy.peers() != other.policy.peers()
        || !policy.models().rules().equals(other.policy.models().rules())
        || alertsOtherwiseThan(other);
  }

  /** Whether other alert rules hold than under another regime. */
  boolean alertsOtherwiseThan(Regime other) {
    return !policy.rules().equals(other.policy.rules());
  }

  /** How the alert rules differ from those of another regime, which was in force before. */
  public RuleChange ruleChangeSince(Regime other) {
    if (!alertsOtherwiseThan(other)) {
      return RuleChange.NONE;
    }
    Map<String, AlertRule> known = new HashMap<>();
    other.policy.rules().forEach(rule -> known.put(rule.id(), rule));
    Set<String> ids = new HashSet<>();
    for (AlertRule rule : policy.rules()) {
      if (!rule.asksTheSameAs(known.get(rule.id()))) {
        ids.add(rule.id());
      }
    }
    return new RuleChange(ids, id -> known.containsKey(id) ? FormerRule.of(known.get(id)) : null);
  }

  /** The shadow of an id; null when none is in force. */
  public Shadow shadow(String modelId) {
    for (int i = 0; i < shadows.size(); i++) {
      if (shadows.get(i).model().id().equals(modelId)) {
        return shadows.get(i);
      }
    }
    return null;
  }

  /** The models in force, shadows and a table of peers behind them, for a person. */
  public String names() {
    StringBuilder names = new StringBuilder();
    policy.models().models().forEach(model -> append(names, model));
    shadows.forEach(shadow -> append(names.append("shadow "), shadow.model()));
    if (policy.peers().version() != Peers.NO_VERSION) {
      names.append("peers@").append(policy.peers().version());
    }
    return names.toString().stripTrailing();
  }

  private static void append(StringBuilder names, ScoringModel model) {
    names.append(model.id()).append('@').append(model.version()).append(' ');
  }
}
