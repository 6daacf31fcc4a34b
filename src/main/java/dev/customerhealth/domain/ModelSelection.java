package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which model scores an account: the first rule it meets chooses, and where it meets none, the
 * default does. Immutable.
 */
public final class ModelSelection {
  /** Id of the rule that chooses where no other does. */
  public static final String DEFAULT_RULE = "default";

  private final List<SelectionRule> rules;
  private final boolean dependsOnTime;

  /**
   * A selection.
   *
   * @param rules in the order in which they are asked; ids differ and none is {@link #DEFAULT_RULE}
   * @param otherwise the default model
   * @throws IllegalArgumentException when two rules have one id
   */
  public ModelSelection(List<SelectionRule> rules, ScoringModel otherwise) {
    List<SelectionRule> all = new ArrayList<>(rules);
    all.add(new SelectionRule(DEFAULT_RULE, List.of(), List.of(), List.of(), null, otherwise));
    this.rules = List.copyOf(all);
    this.dependsOnTime = rules.stream().anyMatch(SelectionRule::dependsOnTime);
    long ids = all.stream().map(SelectionRule::id).distinct().count();
    if (ids != all.size()) {
      throw new IllegalArgumentException(
          "model selection: expected a different id for every rule, found "
              + all.stream().map(SelectionRule::id).toList());
    }
  }

  /** One model for all accounts. */
  public static ModelSelection always(ScoringModel model) {
    return new ModelSelection(List.of(), model);
  }

  /**
   * The same rules, where another model scores those that a model would.
   *
   * @param id of the model whose place it takes
   */
  public ModelSelection inPlaceOf(String id, ScoringModel candidate) {
    List<SelectionRule> changed =
        rules.stream().map(rule -> rule.inPlaceOf(id, candidate)).toList();
    int last = changed.size() - 1;
    return new ModelSelection(changed.subList(0, last), changed.get(last).model());
  }

  /** The rules, the default last. */
  public List<SelectionRule> rules() {
    return rules;
  }

  /** The default model. */
  public ScoringModel otherwise() {
    return rules.get(rules.size() - 1).model();
  }

  /** Every model that may be chosen, each once. */
  public List<ScoringModel> models() {
    Set<ScoringModel> models = new LinkedHashSet<>();
    models.add(otherwise());
    rules.forEach(rule -> models.add(rule.model()));
    return List.copyOf(models);
  }

  /**
   * The rule that chooses for an account on a day.
   *
   * @param facts what is known to have happened
   * @param profile who the account is; null when not known
   */
  public SelectionRule choose(AccountFacts facts, AccountProfile profile, int day) {
    int last = rules.size() - 1;
    for (int i = 0; i < last; i++) {
      if (rules.get(i).matches(facts, profile, day)) {
        return rules.get(i);
      }
    }
    return rules.get(last);
  }

  /** First later day on which time may choose another model; {@link Days#NONE} when none will. */
  int nextChange(AccountFacts facts, AccountProfile profile, int day) {
    return dependsOnTime ? Lifecycle.nextChange(facts, profile, day) : Days.NONE;
  }
}
