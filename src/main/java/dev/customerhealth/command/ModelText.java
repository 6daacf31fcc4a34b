package dev.customerhealth.command;

import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import java.util.Locale;

/** How accounts are judged, as text for a terminal. */
final class ModelText {

  private ModelText() {}

  static String of(HealthPolicy policy) {
    ScoringModel model = policy.model();
    StringBuilder text = new StringBuilder();
    line(
        text,
        "Model %s, version %d; no score under %.0f%% coverage",
        model.id(),
        model.version(),
        100 * model.minimumCoverage());
    for (Component component : model.components()) {
      line(text, "  %-38s %5.1f", component.label(), component.weight());
      for (WeightedMeasure measure : component.measures()) {
        line(text, "    %-36s %5.1f", measure.measure().id(), measure.weight());
      }
    }
    line(text, "%nBands");
    for (Band band : model.bands()) {
      line(
          text,
          "  from %3d  %-12s %-10s %s",
          band.lowerBound() / Points.PER_POINT,
          band.label(),
          band.role().name().toLowerCase(Locale.ROOT),
          band.action());
    }
    line(text, "%nAlert rules");
    for (AlertRule rule : policy.rules()) {
      line(
          text,
          "  %-5s %-24s %-9s %s",
          rule.source(),
          rule.id(),
          rule.severity().name().toLowerCase(Locale.ROOT),
          rule.windowDays() == 0 ? "" : "looks back " + rule.windowDays() + " days");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
