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

  /** Whether an alert with the first labels silences one with the second. */
  public boolean silences(Map<String, String> open, Map<String, String> other) {
    return matches(source, open)
        && matches(target, other)
        // As in Alertmanager: what is on both sides does not silence its like.
        && !(matches(target, open) && matches(source, other))
        && equal.stream()
            .allMatch(label -> open.getOrDefault(label, "").equals(other.getOrDefault(label, "")));
  }

  private static boolean matches(List<Matcher> matchers, Map<String, String> labels) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }
}
