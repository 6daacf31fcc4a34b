package dev.customerhealth.model;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ModelSettings;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelSelection;
import dev.customerhealth.domain.SelectionRule;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.yaml.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How an installation judges accounts: its models, its rules of who is scored by which, and its
 * alert rules.
 */
public final class ConfiguredPolicy {

  private ConfiguredPolicy() {}

  /**
   * The policy of an installation.
   *
   * @throws InvalidConfigException with everything wrong with its models and with the rules that
   *     name them
   */
  public static HealthPolicy of(ModelSettings settings) throws InvalidConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    ModelLibrary library = library(settings, problems);
    RuleLibrary rules = rules(settings, library, problems);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    List<SelectionRule> selection =
        settings.rules().stream()
            .map(
                rule ->
                    new SelectionRule(
                        rule.id(),
                        rule.segments(),
                        rule.tiers(),
                        rule.stages(),
                        rule.renewalNear(),
                        library.model(rule.model()).orElseThrow()))
            .toList();
    return new HealthPolicy(
        new ModelSelection(selection, library.model(settings.defaultModel()).orElseThrow()),
        Peers.UNKNOWN,
        rules.rules());
  }

  /** Everything wrong with the models of an installation and the rules that name them. */
  public static List<ConfigProblem> problems(ModelSettings settings) {
    List<ConfigProblem> problems = new ArrayList<>();
    rules(settings, library(settings, problems), problems);
    return problems;
  }

  /**
   * What may be a mistake and keeps no service from starting, one line each; empty where something
   * is wrong anyway.
   */
  public static List<String> warnings(ModelSettings settings) {
    List<ConfigProblem> problems = new ArrayList<>();
    ModelLibrary library = library(settings, problems);
    RuleLibrary rules = rules(settings, library, problems);
    return problems.isEmpty()
        ? rules.warnings(library.models()).stream()
            .map(line -> settings.alertRules() + ": " + line)
            .toList()
        : List.of();
  }

  /** Components are only asked for when every model could be read: else one mistake is two. */
  private static RuleLibrary rules(
      ModelSettings settings, ModelLibrary library, List<ConfigProblem> problems) {
    return RuleLibrary.of(
        settings.alertRules(),
        problems.isEmpty() ? KnownComponents.ofConfigured(library.models()) : KnownComponents.ANY,
        problems);
  }

  private static ModelLibrary library(ModelSettings settings, List<ConfigProblem> problems) {
    ModelLibrary library = ModelLibrary.presetsAnd(settings.files(), problems);
    requireModel(
        library, settings.defaultModel(), settings.defaultOrigin(), "models.default", problems);
    for (ModelSettings.Rule rule : settings.rules()) {
      if (rule.model() != null) {
        requireModel(library, rule.model(), rule.origin(), rule.path() + ".model", problems);
      }
    }
    return library;
  }

  /** A model that is there and cannot be used is told by its own mistakes. */
  private static void requireModel(
      ModelLibrary library, String id, String origin, String path, List<ConfigProblem> problems) {
    Set<String> named = library.named();
    if (!named.contains(id)) {
      problems.add(
          new ConfigProblem(
              origin,
              path,
              id,
              "no such model; known are " + String.join(", ", named) + Fields.meant(id, named)));
    }
  }
}
