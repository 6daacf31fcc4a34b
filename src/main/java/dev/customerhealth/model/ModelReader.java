package dev.customerhealth.model;

import dev.customerhealth.domain.measure.AnswerAge;
import dev.customerhealth.domain.measure.Direction;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.Cap;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.MissingData;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.scoring.ScoringFunction;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.Staleness;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.Ids;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From a document to a scoring model. What it accepts is what {@code scoring-model.schema.json}
 * accepts, and what no schema can say: sums, orders, names of measures with their windows. A reader
 * reads one model.
 */
final class ModelReader {
  static final Pattern MODEL_ID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,59}");
  static final String MODEL_ID_EXPECTED =
      "expected a letter, then letters, digits, '.', '_' or '-', at most 60";

  private static final int MOST_VERSIONS = 1_000_000;
  private static final int MOST_FEATURES = 100_000;
  private static final int LONGEST_GRACE = 3650;
  private static final double WHOLE = 100;
  private static final Pattern TEXT = Pattern.compile("(?s).*\\S.*");
  private static final Pattern PERCENT = Pattern.compile("(?:[0-9]|[1-9][0-9]|100)%");

  /** How the weights of a file are meant. */
  enum Weights {
    /** Components sum to 100, and the measures of each to its weight. */
    SUM_TO_100,
    /** They are shares, and made to sum to 100. */
    NORMALISED
  }

  private final Problems problems;
  private final Problems ofReplaced;
  private final Bars bars;
  private final Ids measures = new Ids();

  ModelReader(Problems problems) {
    this(problems, problems, Bars.OF_FILES);
  }

  /**
   * A reader of a document that may inherit something.
   *
   * @param ofReplaced is told what is wrong within bands, functions and conditions that are there:
   *     they replace inherited ones whole, so that it is wrong whatever is inherited
   */
  ModelReader(Problems problems, Problems ofReplaced) {
    this(problems, ofReplaced, Bars.OF_FILES);
  }

  private ModelReader(Problems problems, Problems ofReplaced, Bars bars) {
    this.problems = problems;
    this.ofReplaced = ofReplaced;
    this.bars = bars;
  }

  /** A reader of a published model, which inherits nothing. */
  static ModelReader ofPublished(Problems problems) {
    return new ModelReader(problems, problems, Bars.PUBLISHED);
  }

  /** Grows with every problem. */
  private int found() {
    return problems.count() + ofReplaced.count();
  }

  /** The fields to read a part by that replaces an inherited one; left out, it is inherited. */
  private Fields replacing(Fields fields, String name) {
    return fields.has(name) ? fields.tellingTo(ofReplaced) : fields;
  }

  /** The model; empty, with problems, when the document cannot be used. */
  Optional<ScoringModel> read(Mapping document) {
    int before = found();
    Fields model = new Fields(document, "", problems);
    model.has(Inheritance.EXTENDS);
    String id = model.text("id", MODEL_ID, MODEL_ID_EXPECTED);
    int version = model.integer("version", 1, MOST_VERSIONS);
    String label = model.text("label", TEXT, "expected a text");
    model.textOr("description", "", TEXT, "expected a text");
    String percent = "expected a whole number of percent from 0% to 100%, for instance 30%";
    String coverage = model.text("minimum-coverage", PERCENT, percent);
    int planFeatures = ScoringModel.NO_PLAN_ASSUMED;
    if (model.has(AssumedPlan.NAME)) {
      planFeatures = model.integer(AssumedPlan.NAME, ScoringModel.NO_PLAN_ASSUMED, MOST_FEATURES);
    }
    Weights weights = model.choiceOr("weights", Weights.SUM_TO_100);
    List<Component> components = components(model, weights);
    List<Cap> caps = caps(model);
    List<Band> bands = new BandReader(ofReplaced).read(replacing(model, "bands"));
    model.refuseUnknown();
    if (found() > before) {
      return Optional.empty();
    }
    return Optional.of(
        new ScoringModel(
            id,
            version,
            label,
            Integer.parseInt(coverage.substring(0, coverage.length() - 1)) / WHOLE,
            planFeatures,
            components,
            caps,
            bands));
  }

  private List<Component> components(Fields model, Weights weights) {
    List<Component> components = new ArrayList<>();
    Ids ids = new Ids();
    double sum = 0;
    int place = 0;
    for (YamlNode node : model.items("components", 1)) {
      place++;
      String path = model.path("components") + "[" + Ids.nameOf(node, "id", place) + "]";
      Optional<Fields> fields = Fields.of(node, path, problems);
      if (fields.isPresent()) {
        double weight = WeightReader.read(fields.get());
        sum += weight;
        component(fields.get(), ids, weight, weights).ifPresent(components::add);
      }
    }
    boolean mustSum = weights == Weights.SUM_TO_100 && place > 0 && !Double.isNaN(sum);
    if (mustSum && !WeightReader.sumTo(WHOLE, sum)) {
      model.wrong(
          "components",
          "the weights of the components sum to "
              + sumText(sum)
              + ", expected 100; or say weights: normalised");
    }
    return components;
  }

  private Optional<Component> component(Fields fields, Ids ids, double weight, Weights weights) {
    String id = ids.read(fields, "component");
    String label = fields.text("label", TEXT, "expected a text");
    List<WeightedMeasure> weighted = new ArrayList<>();
    List<YamlNode> nodes = fields.items("measures", 1);
    long ownWeights =
        nodes.stream()
            .filter(node -> node instanceof Mapping mapping && mapping.get("weight") != null)
            .count();
    boolean equalShares = ownWeights == 0;
    double sum = 0;
    int place = 0;
    for (YamlNode node : nodes) {
      place++;
      String path = fields.path("measures") + "[" + Ids.nameOf(node, "measure", place) + "]";
      Optional<Fields> measure = Fields.of(node, path, problems);
      if (measure.isPresent()) {
        double share = equalShares ? 1 : WeightReader.readOfMeasure(measure.get());
        sum += share;
        measure(measure.get(), share).ifPresent(weighted::add);
      }
    }
    fields.refuseUnknown();
    boolean mustSum = weights == Weights.SUM_TO_100 && !equalShares && !Double.isNaN(sum + weight);
    if (mustSum && !WeightReader.sumTo(weight, sum)) {
      fields.wrong(
          "measures",
          "the weights of the measures sum to "
              + sumText(sum)
              + ", expected the component's "
              + Fields.plain(weight)
              + "; or leave all of them out for equal shares");
    }
    boolean onlyShown = !weighted.isEmpty() && sum == 0;
    if (onlyShown && !mustSum) {
      fields.wrong("measures", "expected at least one measure with a weight above 0");
    }
    return id == null || label == null || Double.isNaN(weight) || weighted.isEmpty() || onlyShown
        ? Optional.empty()
        : Optional.of(new Component(id, label, weight, weighted));
  }

  private Optional<WeightedMeasure> measure(Fields fields, double weight) {
    int before = found();
    fields.has("weight");
    Optional<WindowedMeasure> measure = MeasureNames.read(fields, "measure", "window");
    measure.ifPresent(
        each ->
            measures.once(
                fields,
                "measure",
                each.id(),
                "expected every measure once: it is weighed already"));
    Optional<ScoringFunction> function =
        new FunctionReader(measure.orElse(null), ofReplaced)
            .read(replacing(fields, "score"), "score");
    Towards towards = fields.choiceOr("direction", Towards.of(measure));
    MissingData missing = fields.choiceOr("missing", MissingData.LEAVE_OUT);
    Staleness staleness = staleness(fields, measure);
    int grace = fields.daysOr("grace", 0, LONGEST_GRACE);
    if (measure.isPresent() || fields.has("direction")) {
      function.ifPresent(each -> requireDirection(fields, each, towards));
    }
    fields.refuseUnknown();
    return found() == before && !Double.isNaN(weight)
        ? Optional.of(
            new WeightedMeasure(
                measure.orElseThrow(), weight, function.orElseThrow(), missing, staleness, grace))
        : Optional.empty();
  }

  private Staleness staleness(Fields fields, Optional<WindowedMeasure> measure) {
    int halfLife = fields.daysOr("half-life", 0, Staleness.LONGEST);
    int expiry = fields.daysOr("expiry", 0, Staleness.LONGEST);
    if (measure.isPresent() && !AnswerAge.isOf(measure.get())) {
      for (String name : List.of("half-life", "expiry")) {
        if (fields.has(name)) {
          fields.wrong(
              name,
              "only answers grow old; "
                  + measure.get().measure().id()
                  + " is counted anew every day");
        }
      }
      return Staleness.NONE;
    }
    return halfLife == 0 && expiry == 0 ? Staleness.NONE : new Staleness(halfLife, expiry);
  }

  /** Which way more points lie. */
  enum Towards {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER;

    /** What the catalogue says of a measure. */
    static Towards of(Optional<WindowedMeasure> measure) {
      return measure.isPresent() && measure.get().measure().direction() == Direction.LOWER
          ? LOWER_IS_BETTER
          : HIGHER_IS_BETTER;
    }
  }

  private static void requireDirection(Fields fields, ScoringFunction function, Towards towards) {
    boolean agrees = towards == Towards.HIGHER_IS_BETTER ? function.rises() : function.falls();
    if (!agrees) {
      fields.wrong(
          "score",
          towards == Towards.HIGHER_IS_BETTER
              ? "expected scores that never fall as the value rises; or say direction:"
                  + " lower-is-better"
              : "expected scores that never rise as the value rises; or say direction:"
                  + " higher-is-better");
    }
  }

  private List<Cap> caps(Fields model) {
    List<Cap> caps = new ArrayList<>();
    Ids ids = new Ids();
    int place = 0;
    for (YamlNode node : model.itemsOrNone("caps")) {
      place++;
      String path = model.path("caps") + "[" + Ids.nameOf(node, "id", place) + "]";
      Fields.of(node, path, problems).flatMap(each -> cap(each, ids)).ifPresent(caps::add);
    }
    return caps;
  }

  private Optional<Cap> cap(Fields fields, Ids ids) {
    int before = found();
    String id = ids.read(fields, "cap");
    String label = fields.text("label", TEXT, "expected a text");
    double limit = fields.number("at-most", 0, WHOLE);
    if (limit == WHOLE) {
      fields.wrong("at-most", "expected less than 100: this limits nothing");
    }
    Optional<Fields> when =
        fields
            .node("when", "expected a measure with at-least or at-most")
            .flatMap(node -> Fields.of(node, fields.path("when"), ofReplaced));
    fields.refuseUnknown();
    if (when.isEmpty()) {
      return Optional.empty();
    }
    Fields condition = when.get();
    Optional<WindowedMeasure> measure = MeasureNames.read(condition, "measure", "window");
    Range range = measure.map(each -> bars.range(each.measure())).orElse(Range.ANY);
    boolean atLeast = condition.has("at-least");
    boolean atMost = condition.has("at-most");
    if (atLeast == atMost) {
      condition.wrongTogether(null, "expected one of at-least and at-most");
    }
    condition.refuseUnknown();
    double least = atLeast ? condition.number("at-least", range.least(), range.most()) : Double.NaN;
    double most = atMost ? condition.number("at-most", range.least(), range.most()) : Double.NaN;
    Cap.Side side = atLeast ? Cap.Side.AT_LEAST : Cap.Side.AT_MOST;
    return found() == before
        ? Optional.of(
            new Cap(
                id, label, measure.orElseThrow(), side, atLeast ? least : most, Points.of(limit)))
        : Optional.empty();
  }

  private static String sumText(double sum) {
    return Fields.plain(Math.round(sum * 1e4) / 1e4);
  }
}
