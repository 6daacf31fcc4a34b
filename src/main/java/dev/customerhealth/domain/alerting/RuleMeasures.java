package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.measure.AskedMeasures;
import dev.customerhealth.domain.measure.CountedDays;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.portfolio.Standing;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be read of an account so that rules can be asked about it: what its model looks at, at
 * the same places, and behind it what only rules do.
 *
 * @param model the model
 * @param asked what is to be read; the model's own where rules look at nothing else
 * @param timed what of it moves with time otherwise than day by day, and what the book of business
 *     looks at. Of what merely counts days a rule knows the day on which it will matter
 */
public record RuleMeasures(ScoringModel model, AskedMeasures asked, AskedMeasures timed) {

  /** What rules look at beside a model. */
  public static RuleMeasures of(ScoringModel model, List<AlertRule> rules) {
    AskedMeasures own = model.measures();
    Set<WindowedMeasure> asked = new LinkedHashSet<>(own.measures());
    Set<WindowedMeasure> timed = new LinkedHashSet<>(own.measures());
    Set<WindowedMeasure> compared = new LinkedHashSet<>();
    for (int i = 0; i < own.size(); i++) {
      if (own.isCompared(i)) {
        compared.add(own.measure(i));
      }
    }
    int comparedByModel = compared.size();
    for (AlertRule rule : rules) {
      List<String> models = rule.scope().models();
      if (!models.isEmpty() && !models.contains(model.id())) {
        continue;
      }
      for (MeasureBeyond each : rule.condition().measures()) {
        asked.add(each.measure());
        if (each.compared() != MeasureBeyond.Compared.VALUE) {
          compared.add(each.measure());
        }
        if (!CountedDays.is(each.measure().measure())) {
          timed.add(each.measure());
        }
      }
    }
    boolean same = asked.size() == own.size() && compared.size() == comparedByModel;
    timed.addAll(Standing.TIMED);
    AskedMeasures inTime = AskedMeasures.of(List.copyOf(timed), compared);
    return same
        ? new RuleMeasures(model, own, inTime)
        : new RuleMeasures(model, AskedMeasures.of(List.copyOf(asked), compared), inTime);
  }

  /**
   * The same, which waits for time by the very measures of others where it waits for the same, so
   * that one look serves all.
   */
  public RuleMeasures waitingWith(List<RuleMeasures> others) {
    return others.stream()
        .map(RuleMeasures::timed)
        .filter(timed::asksTheSameAs)
        .findFirst()
        .map(same -> new RuleMeasures(model, asked, same))
        .orElse(this);
  }
}
