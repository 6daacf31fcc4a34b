package dev.customerhealth.topology;

import dev.customerhealth.model.ModelDraft;
import dev.customerhealth.oracle.Oracle;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** M0 with other weights: as people publish it, and as the oracle knows it. */
final class OtherWeights {

  private static final Map<String, Map<String, Integer>> WEIGHTS =
      new TreeMap<>(
          Map.of(
              "product-usage",
              Map.of("login-frequency", 30, "feature-breadth", 10, "usage-depth", 10),
              "engagement",
              Map.of("sessions-per-user", 2, "time-in-product", 4, "active-users-share", 4),
              "relationship",
              Map.of("nps", 5, "csm-sentiment", 10, "executive-engagement", 5),
              "support",
              Map.of(
                  "ticket-volume-trend", 10, "ticket-sentiment", 3, "resolution-satisfaction", 2),
              "growth",
              Map.of("user-growth", 3, "usage-growth", 2)));

  /** The publication. */
  ModelNotice notice(Instant from) {
    return Notices.live(draft(), from);
  }

  /** The model as people write it. */
  ModelDraft draft() {
    StringBuilder yaml =
        new StringBuilder(
            "id: M0\nversion: " + (Presets.m0().version() + 1) + "\nextends: M0\ncomponents:\n");
    WEIGHTS.forEach(
        (component, measures) -> {
          int sum = measures.values().stream().mapToInt(Integer::intValue).sum();
          yaml.append("  - id: %s\n    weight: %d\n    measures:\n".formatted(component, sum));
          measures.forEach(
              (measure, weight) ->
                  yaml.append("      - {measure: %s, weight: %d}\n".formatted(measure, weight)));
        });
    return Notices.draft(yaml.toString());
  }

  /** The oracle that knows of it. */
  Oracle oracle(Instant from) {
    Map<String, Integer> all = new TreeMap<>();
    WEIGHTS.values().forEach(all::putAll);
    return new Oracle().switching(from, all);
  }
}
