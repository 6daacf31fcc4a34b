package dev.customerhealth.model;

import dev.customerhealth.domain.ModelSelection;
import dev.customerhealth.domain.SelectionPlan;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.Ids;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Mapping;
import dev.customerhealth.yaml.YamlNode.Scalar;
import dev.customerhealth.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** From a document to rules of who is scored by which model, as below {@code models} in YAML. */
final class SelectionReader {
  private static final int MOST_VERSIONS = 1_000_000;
  private static final Pattern ANY = Pattern.compile(".+");
  private static final String STAGES =
      "expected "
          + String.join(" or ", Arrays.stream(Lifecycle.Stage.values()).map(Fields::word).toList());

  private final Problems problems;

  SelectionReader(Problems problems) {
    this.problems = problems;
  }

  record Rules(int version, SelectionPlan plan) {}

  /** The rules; empty, with problems, when the document cannot be used. */
  Optional<Rules> read(Mapping document) {
    int before = problems.count();
    Fields fields = new Fields(document, "", problems);
    int version = fields.integer("version", 1, MOST_VERSIONS);
    String otherwise = fields.text("default", ModelReader.MODEL_ID, ModelReader.MODEL_ID_EXPECTED);
    List<SelectionPlan.Choice> choices = new ArrayList<>();
    Ids ids = new Ids();
    int place = 0;
    for (YamlNode node : fields.itemsOrNone("rules")) {
      place++;
      String path = fields.path("rules") + "[" + Ids.nameOf(node, "id", place) + "]";
      Fields.of(node, path, problems).map(rule -> choice(rule, ids)).ifPresent(choices::add);
    }
    fields.refuseUnknown();
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new Rules(version, new SelectionPlan(choices, otherwise)));
  }

  private SelectionPlan.Choice choice(Fields rule, Ids ids) {
    String id = ids.read(rule, "rule");
    if (ModelSelection.DEFAULT_RULE.equals(id)) {
      rule.wrong("id", "expected another id: this one is of accounts that meet no rule");
    }
    String model = rule.text("model", ModelReader.MODEL_ID, ModelReader.MODEL_ID_EXPECTED);
    Optional<Fields> when =
        rule.node("when", "expected a condition: segment, tier, stage or renewal-near")
            .flatMap(node -> Fields.of(node, rule.path("when"), problems));
    rule.refuseUnknown();
    if (when.isEmpty()) {
      return new SelectionPlan.Choice(id, List.of(), List.of(), List.of(), null, model);
    }
    Fields conditions = when.get();
    int before = problems.count();
    List<String> segments = texts(conditions, "segment");
    List<String> tiers = texts(conditions, "tier");
    List<Lifecycle.Stage> stages = stages(conditions);
    Boolean renewalNear = truth(conditions);
    conditions.refuseUnknown();
    boolean none = segments.isEmpty() && tiers.isEmpty() && stages.isEmpty() && renewalNear == null;
    if (none && problems.count() == before) {
      conditions.wrongTogether(
          null,
          "expected a condition: segment, tier, stage or renewal-near; for all others say default");
    }
    return new SelectionPlan.Choice(id, segments, tiers, stages, renewalNear, model);
  }

  /** One text, or a list of them. */
  List<String> texts(Fields fields, String name) {
    if (!fields.has(name)) {
      return List.of();
    }
    YamlNode node = fields.node(name, "expected texts").orElseThrow();
    List<YamlNode> items = node instanceof Sequence list ? list.items() : List.of(node);
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items) {
      String text = item instanceof Scalar scalar ? scalar.text() : null;
      if (text == null || !ANY.matcher(text).matches()) {
        problems.add(item.place(), fields.path(name), text, "expected a text, or a list of them");
      } else {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Stages of life, by the words for them. */
  List<Lifecycle.Stage> stages(Fields fields) {
    List<Lifecycle.Stage> stages = new ArrayList<>();
    for (String word : texts(fields, "stage")) {
      Optional<Lifecycle.Stage> stage =
          Arrays.stream(Lifecycle.Stage.values())
              .filter(each -> Fields.word(each).equals(word))
              .findFirst();
      if (stage.isEmpty()) {
        problems.add(fields.place("stage"), fields.path("stage"), word, STAGES);
      }
      stage.ifPresent(stages::add);
    }
    return stages;
  }

  private Boolean truth(Fields fields) {
    List<String> given = texts(fields, "renewal-near");
    if (given.isEmpty()) {
      return null;
    }
    if (given.size() > 1 || !(given.get(0).equals("true") || given.get(0).equals("false"))) {
      fields.wrong("renewal-near", "expected true or false");
      return null;
    }
    return Boolean.valueOf(given.get(0));
  }
}
