package dev.customerhealth.command;

import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.SelectionRule;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.Cap;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.MissingData;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.Staleness;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import dev.customerhealth.model.ConditionText;
import dev.customerhealth.model.FunctionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How accounts are judged, as text for a terminal. */
final class ModelText {

  private ModelText() {}

  /** A model in a few words. */
  static String name(ScoringModel model) {
    return "model " + model.id() + ", version " + model.version();
  }

  /** Which model scores whom, every model that may, and the alert rules. */
  static String of(HealthPolicy policy) {
    StringBuilder text = new StringBuilder();
    line(text, "Which model scores an account");
    for (SelectionRule rule : policy.models().rules()) {
      line(text, "  %-24s %-40s %s", rule.id(), conditions(rule), rule.model().id());
    }
    for (ScoringModel model : policy.models().models()) {
      text.append('\n').append(of(model));
    }
    line(text, "%nAlert rules");
    for (AlertRule rule : policy.rules()) {
      line(
          text,
          "  %-5s %-26s %-9s %s",
          rule.source(),
          rule.id(),
          rule.severity().name().toLowerCase(Locale.ROOT),
          ConditionText.raised(rule.condition()));
    }
    return text.toString();
  }

  /** A model with its weights as they count. */
  static String of(ScoringModel model) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "Model %s, version %d: %s; no score under %.0f%% coverage",
        model.id(),
        model.version(),
        model.label(),
        100 * model.minimumCoverage());
    double total = model.components().stream().mapToDouble(Component::weight).sum();
    int place = 0;
    for (Component component : model.components()) {
      line(text, "  %-38s %6.2f", component.label(), 100 * component.weight() / total);
      for (WeightedMeasure part : component.measures()) {
        WindowedMeasure measure = part.measure();
        line(
            text,
            "    %-36s %6.2f  %-4s %s",
            measure.measure().id(),
            model.weight(place++),
            measure.windowDays() == 0 ? "" : measure.windowDays() + "d",
            FunctionText.of(part.function()) + conditions(part));
      }
    }
    if (!model.caps().isEmpty()) {
      line(text, "%nCaps");
    }
    for (Cap cap : model.caps()) {
      line(
          text,
          "  %-24s at most %s while %s is at %s %s",
          cap.label(),
          FunctionText.number(Points.asDouble(cap.limit())),
          cap.measure().id(),
          cap.side() == Cap.Side.AT_LEAST ? "least" : "most",
          FunctionText.number(cap.bar()));
    }
    line(text, "%nBands");
    for (Band band : model.bands()) {
      line(
          text,
          "  from %3s  %-16s %-10s %-8s %s",
          FunctionText.number(Points.asDouble(band.lowerBound())),
          band.label(),
          band.role().name().toLowerCase(Locale.ROOT),
          band.colour(),
          band.action());
    }
    return text.toString();
  }

  private static String conditions(WeightedMeasure part) {
    StringBuilder text = new StringBuilder();
    Staleness staleness = part.staleness();
    if (part.missing() != MissingData.LEAVE_OUT) {
      text.append("; missing: ").append(part.missing().name().toLowerCase(Locale.ROOT));
    }
    if (staleness.halfLifeDays() > 0) {
      text.append("; half-life ").append(staleness.halfLifeDays()).append('d');
    }
    if (staleness.expiryDays() > 0) {
      text.append("; expires at ").append(staleness.expiryDays()).append('d');
    }
    if (part.graceDays() > 0) {
      text.append("; grace ").append(part.graceDays()).append('d');
    }
    return text.toString();
  }

  private static String conditions(SelectionRule rule) {
    List<String> conditions = new ArrayList<>();
    add(conditions, "segment", rule.segments());
    add(conditions, "tier", rule.tiers());
    add(
        conditions,
        "stage",
        rule.stages().stream().map(stage -> stage.name().toLowerCase(Locale.ROOT)).toList());
    if (rule.renewalNear() != null) {
      conditions.add(rule.renewalNear() ? "renewal near" : "renewal not near");
    }
    return conditions.isEmpty() ? "every account" : String.join(", ", conditions);
  }

  private static void add(List<String> conditions, String name, List<String> values) {
    if (!values.isEmpty()) {
      conditions.add(name + " " + String.join(" or ", values));
    }
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
