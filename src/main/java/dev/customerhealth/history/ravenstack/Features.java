package dev.customerhealth.history.ravenstack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which features a plan includes. No table says it, so it is taken from use: a feature belongs to a
 * plan when a subscription of that plan ever used it.
 */
final class Features {
  private final Map<String, TreeSet<String>> byPlan = new HashMap<>();

  void used(String plan, String feature) {
    byPlan.computeIfAbsent(plan, unseen -> new TreeSet<>()).add(feature);
  }

  /** Features of a plan in alphabetical order; none for a plan nobody used. */
  List<String> of(String plan) {
    TreeSet<String> features = byPlan.get(plan);
    return features == null ? List.of() : List.copyOf(features);
  }
}
