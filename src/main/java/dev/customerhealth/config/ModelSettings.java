package dev.customerhealth.config;

import dev.customerhealth.domain.account.Lifecycle;
import java.nio.file.Path;
import java.util.List;

/**
 * Which scoring models there are beside the shipped ones, who is scored by which, and the alert
 * rules. The names of models are not checked here: that takes the models.
 *
 * @param files model files, absolute, in order
 * @param defaultModel id of the model of accounts that meet no rule
 * @param defaultOrigin where that was said
 * @param rules in the order in which they are asked
 * @param alertRules file of the alert rules, absolute; null for those that are shipped
 * @param shadowsAtOnce shadow models that may score at one time, 0 to {@value #MOST_SHADOWS}
 */
public record ModelSettings(
    List<Path> files,
    String defaultModel,
    String defaultOrigin,
    List<Rule> rules,
    Path alertRules,
    int shadowsAtOnce) {

  /** Every shadow costs a good part of what the live model does. */
  public static final int MOST_SHADOWS = 10;

  /** Where nothing is said. */
  public static final int SHADOWS = 3;

  public ModelSettings {
    files = List.copyOf(files);
    rules = List.copyOf(rules);
  }

  /** With the alert rules that are shipped. */
  public ModelSettings(
      List<Path> files, String defaultModel, String defaultOrigin, List<Rule> rules) {
    this(files, defaultModel, defaultOrigin, rules, null);
  }

  /** With room for a few shadow models. */
  public ModelSettings(
      List<Path> files,
      String defaultModel,
      String defaultOrigin,
      List<Rule> rules,
      Path alertRules) {
    this(files, defaultModel, defaultOrigin, rules, alertRules, SHADOWS);
  }

  /** Only the shipped models, and the default one for all accounts. */
  public static ModelSettings standard(String defaultModel) {
    return new ModelSettings(List.of(), defaultModel, "default", List.of());
  }

  /**
   * One rule: accounts that meet every condition given are scored by a model.
   *
   * @param id of the rule
   * @param model id of the model
   * @param segments any of these; empty for all
   * @param tiers any of these; empty for all
   * @param stages any of these; empty for all
   * @param renewalNear whether the renewal must be near; null when it does not matter
   * @param path the rule's place among the settings, for instance {@code models.rules[1]}
   * @param origin file and line
   */
  public record Rule(
      String id,
      String model,
      List<String> segments,
      List<String> tiers,
      List<Lifecycle.Stage> stages,
      Boolean renewalNear,
      String path,
      String origin) {

    public Rule {
      segments = List.copyOf(segments);
      tiers = List.copyOf(tiers);
      stages = List.copyOf(stages);
    }
  }
}
