package dev.customerhealth.model;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ModelSettings;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelSelection;
import dev.customerhealth.domain.SelectionRule;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.yaml.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an installation judges accounts: its models, and its rules of who is scored by which. */
public final class ConfiguredPolicy {

  private ConfiguredPolicy() {}

  /**
   * The policy of an installation.
   *
   * @throws InvalidConfigException with everything wrong with its models, or with the rules that
   *     name them
   */
  public static HealthPolicy of(ModelSettings settings) throws InvalidConfigException {
    ModelLibrary library = ModelLibrary.presetsAnd(settings.files());
    List<ConfigProblem> problems = new ArrayList<>();
    Optional<ScoringModel> otherwise =
        model(
            library, settings.defaultModel(), settings.defaultOrigin(), "models.default", problems);
    List<SelectionRule> rules = new ArrayList<>();
    for (ModelSettings.Rule rule : settings.rules()) {
      model(library, rule.model(), rule.origin(), rule.path() + ".model", problems)
          .map(
              model ->
                  new SelectionRule(
                      rule.id(),
                      rule.segments(),
                      rule.tiers(),
                      rule.stages(),
                      rule.renewalNear(),
                      model))
          .ifPresent(rules::add);
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    return new HealthPolicy(
        new ModelSelection(rules, otherwise.orElseThrow()), Peers.UNKNOWN, StandardRules.all());
  }

  private static Optional<ScoringModel> model(
      ModelLibrary library, String id, String origin, String path, List<ConfigProblem> problems) {
    Optional<ScoringModel> model = library.model(id);
    if (model.isEmpty()) {
      problems.add(
          new ConfigProblem(
              origin,
              path,
              id,
              "no such model; known are "
                  + String.join(", ", library.ids())
                  + Fields.meant(id, library.ids())));
    }
    return model;
  }
}
