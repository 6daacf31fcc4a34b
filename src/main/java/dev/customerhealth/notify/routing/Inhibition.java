package dev.customerhealth.notify.routing;

import java.util.List;
import java.util.Map;

/**
 * While one alert is open, others about the same are not told.
 *
 * @param source what the alert that silences matches
 * @param target what the alerts that are silenced match
 * @param equal labels that must be equal in both
 */
public record Inhibition(List<Matcher> source, List<Matcher> target, List<String> equal) {

  public Inhibition {
    source = List.copyOf(source);
    target = List.copyOf(target);
    equal = List.copyOf(equal);
  }

  boolean isSource(Map<String, String> labels) {
    return source.stream().allMatch(matcher -> matcher.matches(labels));
  }

  boolean isTarget(Map<String, String> labels) {
    return target.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /** What has to be the same in both, in the order of the rule. */
  List<String> same(Map<String, String> labels) {
    return equal.stream().map(label -> labels.getOrDefault(label, "")).toList();
  }
}
