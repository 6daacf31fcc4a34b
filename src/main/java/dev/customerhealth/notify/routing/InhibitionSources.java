package dev.customerhealth.notify.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The open alerts that silence others by one rule, kept by what has to be the same in both: an
 * alert asks once, however many are open, and ten thousand are looked at in ten thousand steps.
 */
public final class InhibitionSources {

  private final Inhibition rule;
  private final Set<List<String>> sources = new HashSet<>();

  /** Those that the rule would silence, too: as in Alertmanager they do not silence their like. */
  private final Set<List<String>> sourcesAndTargets = new HashSet<>();

  /** A rule nothing is open for yet. */
  public InhibitionSources(Inhibition rule) {
    this.rule = rule;
  }

  /** Takes note of an open alert. */
  public void open(Map<String, String> labels) {
    if (rule.isSource(labels)) {
      (rule.isTarget(labels) ? sourcesAndTargets : sources).add(rule.same(labels));
    }
  }

  /** Whether an alert is silenced; never by itself. */
  public boolean silence(Map<String, String> labels) {
    if (!rule.isTarget(labels)) {
      return false;
    }
    List<String> same = rule.same(labels);
    return sources.contains(same) || (sourcesAndTargets.contains(same) && !rule.isSource(labels));
  }
}
