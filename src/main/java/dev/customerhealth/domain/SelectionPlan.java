package dev.customerhealth.domain;

import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is scored by which model, by the ids of models: which version an id stands for changes while
 * the rules stay.
 *
 * @param choices in the order in which they are asked
 * @param otherwise id of the model of accounts that meet none
 */
public record SelectionPlan(List<Choice> choices, String otherwise) {

  /** A rule as {@link SelectionRule}, with the id of its model. */
  public record Choice(
      String id,
      List<String> segments,
      List<String> tiers,
      List<Lifecycle.Stage> stages,
      Boolean renewalNear,
      String modelId) {

    public Choice {
      segments = List.copyOf(segments);
      tiers = List.copyOf(tiers);
      stages = List.copyOf(stages);
    }
  }

  public SelectionPlan {
    choices = List.copyOf(choices);
  }

  /** The plan behind a selection. */
  public static SelectionPlan of(ModelSelection selection) {
    List<SelectionRule> rules = selection.rules();
    return new SelectionPlan(
        rules.subList(0, rules.size() - 1).stream()
            .map(
                rule ->
                    new Choice(
                        rule.id(),
                        rule.segments(),
                        rule.tiers(),
                        rule.stages(),
                        rule.renewalNear(),
                        rule.model().id()))
            .toList(),
        selection.otherwise().id());
  }

  /** Ids of all models it may choose, each once. */
  public Set<String> modelIds() {
    Set<String> ids = new LinkedHashSet<>();
    choices.forEach(choice -> ids.add(choice.modelId()));
    ids.add(otherwise);
    return ids;
  }

  /**
   * The selection with the models that are in force.
   *
   * @param models by id; every one of {@link #modelIds()}
   */
  public ModelSelection bind(Map<String, ScoringModel> models) {
    return new ModelSelection(
        choices.stream()
            .map(
                choice ->
                    new SelectionRule(
                        choice.id(),
                        choice.segments(),
                        choice.tiers(),
                        choice.stages(),
                        choice.renewalNear(),
                        models.get(choice.modelId())))
            .toList(),
        models.get(otherwise));
  }

  /** Everything it says, by where it says it; the same plan says the same in the same order. */
  public Map<String, String> content() {
    Map<String, String> content = new LinkedHashMap<>();
    int place = 1;
    for (Choice choice : choices) {
      String at = "rules[" + choice.id() + "].";
      content.put(at + "place", Integer.toString(place++));
      content.put(at + "segment", choice.segments().toString());
      content.put(at + "tier", choice.tiers().toString());
      content.put(at + "stage", choice.stages().toString());
      content.put(at + "renewal-near", String.valueOf(choice.renewalNear()));
      content.put(at + "model", choice.modelId());
    }
    content.put("default", otherwise);
    return content;
  }

  /** Who is scored by which model, in one line for a person; what rules ask for is left out. */
  public String inWords() {
    StringBuilder words = new StringBuilder();
    choices.forEach(
        choice -> words.append(choice.id()).append(": ").append(choice.modelId()).append(", "));
    return words.append(choices.isEmpty() ? "every account: " : "all others: ") + otherwise;
  }

  /** SHA-256 of {@link #content()}, in hexadecimal. */
  public String digest() {
    return ModelContent.digest(content());
  }
}
