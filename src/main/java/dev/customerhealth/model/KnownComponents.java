package dev.customerhealth.model;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.yaml.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The models there are, and their components, which an alert rule may look at. */
final class KnownComponents {
  /** Nothing is known of the models: every component may be there. */
  static final KnownComponents ANY = new KnownComponents(null, List.of(), true);

  private final Map<String, Set<String>> byModel;
  private final List<String> asked;
  private final boolean othersMayCome;

  private KnownComponents(
      Map<String, Set<String>> byModel, List<String> asked, boolean othersMayCome) {
    this.byModel = byModel;
    this.asked = asked;
    this.othersMayCome = othersMayCome;
  }

  /** Those of models; of two with the same id, those of the later one. */
  static KnownComponents of(List<ScoringModel> models) {
    return of(models, false);
  }

  /** The same of a configuration, beside which models may be published that nobody knows here. */
  static KnownComponents ofConfigured(List<ScoringModel> models) {
    return of(models, true);
  }

  private static KnownComponents of(List<ScoringModel> models, boolean othersMayCome) {
    Map<String, Set<String>> byModel = new LinkedHashMap<>();
    for (ScoringModel model : models) {
      Set<String> ids = new LinkedHashSet<>();
      model.components().stream().map(Component::id).forEach(ids::add);
      byModel.put(model.id(), ids);
    }
    return new KnownComponents(byModel, List.of(), othersMayCome);
  }

  /**
   * Those of some of the models.
   *
   * @param models their ids; empty for all
   */
  KnownComponents among(List<String> models) {
    return byModel == null ? this : new KnownComponents(byModel, models, othersMayCome);
  }

  /** What was expected instead of a model; empty when it is there. */
  Optional<String> objectionToModel(String model) {
    return othersMayCome || byModel.containsKey(model)
        ? Optional.empty()
        : Optional.of("no such model; " + known(model));
  }

  /** Models there are none of here, which is right where they are published; one line each. */
  List<String> warnings(List<AlertRule> rules) {
    List<String> lines = new ArrayList<>();
    for (AlertRule rule : rules) {
      for (String model : rule.scope().models()) {
        if (!byModel.containsKey(model)) {
          lines.add(
              "rules["
                  + rule.id()
                  + "].where.model: '"
                  + model
                  + "': no model of the configuration: the rule is about nobody until such a model"
                  + " is published; "
                  + known(model));
        }
      }
    }
    return lines;
  }

  private String known(String model) {
    return "known are "
        + String.join(", ", byModel.keySet())
        + Fields.meant(model, byModel.keySet());
  }

  /** What was expected instead of a component; empty when it is there. */
  Optional<String> objection(String component) {
    if (byModel == null || (othersMayCome && !byModel.keySet().containsAll(asked))) {
      return Optional.empty();
    }
    Set<String> known =
        byModel.entrySet().stream()
            .filter(model -> asked.isEmpty() || asked.contains(model.getKey()))
            .flatMap(model -> model.getValue().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    // Where no model is known, that is the mistake, and told of the models themselves.
    if (known.isEmpty() || known.contains(component)) {
      return Optional.empty();
    }
    return Optional.of(
        (asked.isEmpty() ? "no model" : "no model among " + String.join(", ", asked))
            + " has such a component; known are "
            + String.join(", ", known)
            + Fields.meant(component, known));
  }
}
