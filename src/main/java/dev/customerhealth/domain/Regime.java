package dev.customerhealth.domain;

import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.List;

/**
 * What judges accounts from a moment on.
 *
 * @param fromMillis business time from which it holds, in milliseconds since 1970 UTC
 * @param policy how accounts are judged
 * @param shadows candidates that score beside, in the order in which they came
 */
public record Regime(long fromMillis, HealthPolicy policy, List<ScoringModel> shadows) {

  /** Holds since ever. */
  public static final long EVER = Long.MIN_VALUE;

  public Regime {
    shadows = List.copyOf(shadows);
  }

  /** The models in force, shadows and a table of peers behind them, for a person. */
  public String names() {
    StringBuilder names = new StringBuilder();
    policy
        .models()
        .models()
        .forEach(model -> names.append(model.id()).append('@').append(model.version()).append(' '));
    shadows.forEach(
        model ->
            names
                .append("shadow ")
                .append(model.id())
                .append('@')
                .append(model.version())
                .append(' '));
    if (policy.peers().version() != Peers.NO_VERSION) {
      names.append("peers@").append(policy.peers().version());
    }
    return names.toString().stripTrailing();
  }
}
