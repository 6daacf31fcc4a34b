package dev.customerhealth.command;

import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What one version says and another does not, for people. */
final class ModelDifference {
  private static final String NOTHING = "-";

  private ModelDifference() {}

  /** Weights as they count first, then everything else by where it is said; empty when none. */
  static List<String> between(ScoringModel before, ScoringModel after) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        between(weights(before), weights(after)).stream()
            .map(line -> "weight of " + line + " (of 100)")
            .toList());
    Map<String, String> contentBefore = new LinkedHashMap<>(ModelContent.of(before));
    Map<String, String> contentAfter = new LinkedHashMap<>(ModelContent.of(after));
    contentBefore.keySet().removeIf(path -> path.endsWith(".weight"));
    contentAfter.keySet().removeIf(path -> path.endsWith(".weight"));
    lines.addAll(between(contentBefore, contentAfter));
    return lines;
  }

  /** Everything that differs, as {@code where: before -> after}. */
  static List<String> between(Map<String, String> before, Map<String, String> after) {
    Set<String> paths = new LinkedHashSet<>(before.keySet());
    paths.addAll(after.keySet());
    List<String> lines = new ArrayList<>();
    for (String path : paths) {
      String old = before.getOrDefault(path, NOTHING);
      String now = after.getOrDefault(path, NOTHING);
      if (!old.equals(now)) {
        lines.add(path + ": " + old + " -> " + now);
      }
    }
    return lines;
  }

  private static Map<String, String> weights(ScoringModel model) {
    Map<String, String> weights = new LinkedHashMap<>();
    for (int i = 0; i < model.size(); i++) {
      weights.put(model.measure(i).id(), String.format(Locale.ROOT, "%.2f", model.weight(i)));
    }
    return weights;
  }
}
