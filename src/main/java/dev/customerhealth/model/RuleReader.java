package dev.customerhealth.model;

import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.alerting.AlertCondition;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.AlertScope;
import dev.customerhealth.domain.alerting.AlertTiming;
import dev.customerhealth.domain.alerting.Severity;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.Ids;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Mapping;
import dev.customerhealth.yaml.YamlNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From a document to alert rules. What it accepts is what {@code alert-rules.schema.json} accepts,
 * and what no schema can say: orders of bars, names of measures with their windows, ids used twice.
 */
final class RuleReader {
  static final int MOST_VERSIONS = 1_000_000;

  private static final Pattern TEXT = Pattern.compile("(?s).*\\S.*");
  private static final Pattern PERCENT = Pattern.compile("(?:[0-9]|[1-9][0-9]|100)%");
  private static final Pattern TIME = Pattern.compile("[1-9][0-9]{0,3}[dh]");
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST_ID = 60;
  private static final int TEN_THOUSANDTHS_PER_PERCENT = 100;
  private static final String OWN = "own";

  private final Problems problems;
  private final KnownComponents components;
  private final Bars bars;

  /**
   * Reads alert rules of a file.
   *
   * @param components those that rules may name
   */
  RuleReader(Problems problems, KnownComponents components) {
    this(problems, components, Bars.OF_FILES);
  }

  private RuleReader(Problems problems, KnownComponents components, Bars bars) {
    this.problems = problems;
    this.components = components;
    this.bars = bars;
  }

  /**
   * Reads published alert rules. Which components there are is asked before they are published and
   * not here: a model may come after the rules.
   */
  static RuleReader ofPublished(Problems problems) {
    return new RuleReader(problems, KnownComponents.ANY, Bars.PUBLISHED);
  }

  /**
   * What a document says.
   *
   * @param description why the rule is as it is, for people; null when nothing is said
   */
  record Described(AlertRule rule, String description) {}

  /** The version of a whole document; its rules are read by {@link #rules}. */
  int version(Fields document) {
    return document.integer("version", 1, MOST_VERSIONS);
  }

  /**
   * The rules of a list, those that can be used.
   *
   * @param path of the list
   */
  List<Described> rules(List<YamlNode> nodes, String path) {
    List<Described> rules = new ArrayList<>();
    Ids ids = new Ids();
    int place = 0;
    for (YamlNode node : nodes) {
      place++;
      String at = path + "[" + Ids.nameOf(node, "id", place) + "]";
      Fields.of(node, at, problems).flatMap(fields -> rule(fields, ids)).ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<Described> rule(Fields fields, Ids ids) {
    int before = problems.count();
    String id = ids.read(fields, "rule");
    if (id != null && id.length() > LONGEST_ID) {
      fields.wrong("id", "expected at most " + LONGEST_ID + " characters");
    }
    String source = fields.textOr("source", OWN, TEXT, "expected a text");
    String label = fields.text("label", TEXT, "expected a text");
    String description = fields.textOr("description", null, TEXT, "expected a text");
    Severity severity = fields.choice("severity", Severity.WARNING);
    boolean enabled = truthOr(fields, "enabled", true);
    AlertScope scope = scope(fields);
    int coverage = coverage(fields);
    AlertTiming timing =
        new AlertTiming(
            time(fields, "confirm"), time(fields, "cooldown"), time(fields, "escalate-after"));
    Optional<AlertCondition> condition =
        new ConditionReader(problems, components.among(scope.models()), bars).read(fields, "when");
    String action = fields.textOr("action", null, TEXT, "expected a text");
    fields.refuseUnknown();
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(
            new Described(
                new AlertRule(
                    id,
                    source,
                    label,
                    severity,
                    enabled,
                    scope,
                    coverage,
                    timing,
                    condition.orElseThrow(),
                    action),
                description));
  }

  private AlertScope scope(Fields fields) {
    if (!fields.has("where")) {
      return AlertScope.ALL;
    }
    Optional<Fields> where =
        fields
            .node("where", "expected segment, tier, stage or model")
            .flatMap(node -> Fields.of(node, fields.path("where"), problems));
    if (where.isEmpty()) {
      return AlertScope.ALL;
    }
    SelectionReader texts = new SelectionReader(problems);
    List<String> segments = texts.texts(where.get(), "segment");
    List<String> tiers = texts.texts(where.get(), "tier");
    List<Lifecycle.Stage> stages = texts.stages(where.get());
    List<String> models = texts.texts(where.get(), "model");
    where.get().refuseUnknown();
    for (String name : List.of("segment", "tier", "stage", "model")) {
      if (where.get().has(name)
          && where.get().node(name, "expected texts").orElseThrow() instanceof Sequence list
          && list.items().isEmpty()) {
        where.get().wrong(name, "expected at least one; leave it out for all");
      }
    }
    for (String model : models) {
      components
          .objectionToModel(model)
          .ifPresent(
              expected ->
                  problems.add(
                      where.get().place("model"), where.get().path("model"), model, expected));
    }
    return new AlertScope(segments, tiers, stages, models);
  }

  private static int coverage(Fields fields) {
    String given =
        fields.textOr(
            "minimum-coverage",
            "0%",
            PERCENT,
            "expected a whole number of percent from 0% to 100%, for instance 30%");
    return Integer.parseInt(given.substring(0, given.length() - 1)) * TEN_THOUSANDTHS_PER_PERCENT;
  }

  private static Duration time(Fields fields, String name) {
    String given =
        fields.textOr(name, null, TIME, "expected hours or days, for instance 12h or 3d");
    if (given == null) {
      return Duration.ZERO;
    }
    int number = Integer.parseInt(given.substring(0, given.length() - 1));
    return given.endsWith("h") ? Duration.ofHours(number) : Duration.ofDays(number);
  }

  private static boolean truthOr(Fields fields, String name, boolean otherwise) {
    if (!fields.has(name)) {
      return otherwise;
    }
    YamlNode node = fields.node(name, "expected true or false").orElseThrow();
    boolean truth =
        node instanceof YamlNode.Scalar scalar && scalar.scalarKind() == YamlNode.ScalarKind.TRUTH;
    if (!truth) {
      fields.wrong(name, "expected true or false");
      return otherwise;
    }
    return Boolean.parseBoolean(Fields.textOf(node));
  }

  /** The id of a rule in a document; null when it has none that can be used. */
  static String idOf(YamlNode rule) {
    String id = rule instanceof Mapping mapping ? mapping.text("id") : null;
    return id != null && ID.matcher(id).matches() ? id : null;
  }
}
