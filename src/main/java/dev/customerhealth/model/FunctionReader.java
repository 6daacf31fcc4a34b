package dev.customerhealth.model;

import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.PeerPercentile;
import dev.customerhealth.domain.scoring.ScoringFunction;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringFunction.LinearThroughPoints;
import dev.customerhealth.domain.scoring.ScoringFunction.OfValue;
import dev.customerhealth.domain.scoring.ScoringFunction.Point;
import dev.customerhealth.domain.scoring.ScoringFunction.Step;
import dev.customerhealth.domain.scoring.ScoringFunction.Steps;
import dev.customerhealth.domain.scoring.ShareOfWhole;
import dev.customerhealth.domain.scoring.TenureGrid;
import dev.customerhealth.domain.scoring.Trend;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Mapping;
import dev.customerhealth.yaml.YamlNode.Scalar;
import dev.customerhealth.yaml.YamlNode.ScalarKind;
import dev.customerhealth.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the scoring function of one measure. */
final class FunctionReader {
  private static final Set<String> PLAIN = new TreeSet<>(Set.of("steps", "linear", "points"));
  private static final Set<String> ALL =
      new TreeSet<>(
          Set.of("steps", "linear", "points", "trend", "share", "peer-percentile", "tenure-grid"));

  private static final double HIGHEST_SCORE = 100;
  private static final double LONGEST_TENURE = 36_500;
  private static final double LOWEST_CHANGE = -100;

  private final Problems problems;
  private final WindowedMeasure measure;

  /** For a measure, whose range values must lie in; null when it is not known which. */
  FunctionReader(WindowedMeasure measure, Problems problems) {
    this.measure = measure;
    this.problems = problems;
  }

  /** The function; empty, with a problem, when it cannot be used. */
  Optional<ScoringFunction> read(Fields of, String name) {
    Range range = measure == null ? Range.ANY : Range.of(measure.measure());
    return one(of, name, ALL, (function, kind) -> function(function, kind, range));
  }

  private Optional<? extends ScoringFunction> function(Fields fields, String kind, Range range) {
    return switch (kind) {
      case "trend" -> trend(fields);
      case "share" -> section(fields, kind).flatMap(this::share);
      case "peer-percentile" -> peers(fields);
      case "tenure-grid" -> section(fields, kind).flatMap(grid -> grid(grid, range));
      default -> plain(fields, kind, range);
    };
  }

  private Optional<Fields> section(Fields fields, String name) {
    return fields
        .node(name, "expected 'name: value' lines")
        .flatMap(node -> Fields.of(node, fields.path(name), problems));
  }

  private interface KindReader<T> {
    Optional<? extends T> read(Fields fields, String kind);
  }

  /**
   * What a field says that must be of exactly one of some kinds. Where it names several, all are
   * read for what else is wrong with them.
   */
  private <T> Optional<T> one(Fields of, String name, Set<String> kinds, KindReader<T> reader) {
    String expected = "expected one of " + Fields.words(kinds);
    Optional<YamlNode> node = of.node(name, expected);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof Mapping mapping)) {
      of.wrong(name, expected);
      return Optional.empty();
    }
    Fields fields = new Fields(mapping, of.path(name), problems);
    List<String> given = mapping.entries().keySet().stream().filter(kinds::contains).toList();
    kinds.forEach(fields::has);
    fields.refuseUnknown();
    if (given.size() != 1) {
      problems.add(
          of.place(name),
          of.path(name),
          given.isEmpty() ? null : String.join(" and ", mapping.entries().keySet()),
          expected);
    }
    Optional<T> read = Optional.empty();
    for (String kind : given) {
      read = reader.read(fields, kind).map(each -> each);
    }
    return given.size() == 1 ? read : Optional.empty();
  }

  private Optional<OfValue> plain(Fields function, String kind, Range range) {
    return switch (kind) {
      case "steps" -> steps(function, range);
      case "points" -> points(function, range);
      default -> section(function, kind).flatMap(linear -> linear(linear, range));
    };
  }

  private Optional<OfValue> inner(Fields of, String name, Range range) {
    return one(of, name, PLAIN, (function, kind) -> plain(function, kind, range));
  }

  private Optional<OfValue> linear(Fields linear, Range range) {
    double zeroAt = linear.number("zero-at", range.least(), range.most());
    double fullAt = linear.number("full-at", range.least(), range.most());
    linear.refuseUnknown();
    if (Double.isNaN(zeroAt) || Double.isNaN(fullAt)) {
      return Optional.empty();
    }
    if (zeroAt == fullAt) {
      linear.wrong("full-at", "expected another value than zero-at");
      return Optional.empty();
    }
    return Optional.of(new Linear(zeroAt, fullAt));
  }

  private Optional<OfValue> steps(Fields function, Range range) {
    List<Step> steps = new ArrayList<>();
    boolean usable =
        eachPair(
            function, "steps", 1, "from", range, (from, score) -> steps.add(new Step(from, score)));
    return usable ? Optional.of(new Steps(steps)) : Optional.empty();
  }

  private Optional<OfValue> points(Fields function, Range range) {
    List<Point> points = new ArrayList<>();
    boolean usable =
        eachPair(
            function, "points", 2, "at", range, (at, score) -> points.add(new Point(at, score)));
    return usable ? Optional.of(new LinearThroughPoints(points)) : Optional.empty();
  }

  private interface Pair {
    void take(double value, double score);
  }

  /** Whether every pair of a list can be used: values within the range, ascending, scores 0-100. */
  private boolean eachPair(
      Fields function, String name, int least, String valueName, Range range, Pair pair) {
    int before = problems.count();
    double last = Double.NEGATIVE_INFINITY;
    int place = 0;
    for (YamlNode item : function.items(name, least)) {
      place++;
      Optional<Fields> fields = Fields.of(item, function.path(name) + "[" + place + "]", problems);
      if (fields.isEmpty()) {
        continue;
      }
      double value = fields.get().number(valueName, range.least(), range.most());
      double score = fields.get().number("score", 0, HIGHEST_SCORE);
      fields.get().refuseUnknown();
      if (value <= last) {
        fields
            .get()
            .wrong(valueName, "expected more than the " + Fields.plain(last) + " before it");
      }
      last = Double.isNaN(value) ? last : value;
      if (problems.count() == before) {
        pair.take(value, score);
      }
    }
    return problems.count() == before;
  }

  private Optional<ScoringFunction> trend(Fields function) {
    if (measure != null && !measure.hasEarlier()) {
      function.wrong(
          "trend",
          "needs a measure with an earlier window to compare with; "
              + measure.measure().id()
              + " has none");
    } else if (measure != null && !measure.isComparable()) {
      function.wrong(
          "trend",
          measure.id()
              + " looks back on earlier windows itself, further than an account remembers for a"
              + " comparison; expected a shorter window");
    }
    return inner(function, "trend", new Range(LOWEST_CHANGE, Double.POSITIVE_INFINITY))
        .map(Trend::new);
  }

  private Optional<ScoringFunction> share(Fields share) {
    String expected = "expected a number above 0 or the id of a measure";
    Optional<YamlNode> whole = share.node("of", expected);
    share.has("score");
    share.refuseUnknown();
    Optional<OfValue> inner =
        inner(share, "score", new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    if (!(whole.get() instanceof Scalar scalar)) {
      share.wrong("of", expected);
      return Optional.empty();
    }
    if (scalar.scalarKind() == ScalarKind.NUMBER) {
      double fixed = share.number(scalar, share.path("of"), 0, Double.POSITIVE_INFINITY);
      if (fixed == 0) {
        share.wrong("of", expected);
      }
      return fixed > 0 ? inner.map(each -> new ShareOfWhole(fixed, null, each)) : Optional.empty();
    }
    Optional<WindowedMeasure> of = MeasureNames.read(share, "of", null);
    return of.flatMap(each -> inner.map(function -> new ShareOfWhole(0, each, function)));
  }

  private Optional<ScoringFunction> peers(Fields function) {
    return inner(function, "peer-percentile", new Range(0, HIGHEST_SCORE)).map(PeerPercentile::new);
  }

  private Optional<ScoringFunction> grid(Fields grid, Range range) {
    int before = problems.count();
    TenureGrid.Between between = grid.choiceOr("between", TenureGrid.Between.LINES);
    List<Double> tenures = ascending(grid, "tenure-days", new Range(0, LONGEST_TENURE));
    List<Double> values = ascending(grid, "values", range);
    List<List<Double>> scores = new ArrayList<>();
    List<YamlNode> rows = grid.items("scores", 1);
    for (int row = 0; row < rows.size(); row++) {
      String at = grid.path("scores") + "[" + (row + 1) + "]";
      scores.add(row(grid, rows.get(row), at, values.size()));
    }
    if (!rows.isEmpty() && rows.size() != tenures.size()) {
      grid.wrong("scores", "expected a row per tenure, " + tenures.size() + " of them");
    }
    grid.refuseUnknown();
    return problems.count() == before
        ? Optional.of(new TenureGrid(between, tenures, values, scores))
        : Optional.empty();
  }

  private List<Double> row(Fields grid, YamlNode node, String at, int columns) {
    String expected = "expected a list with a score per value, " + columns + " of them";
    if (!(node instanceof Sequence row) || row.items().size() != columns) {
      problems.add(node.place(), at, Fields.textOf(node), expected);
      return List.of();
    }
    return row.items().stream().map(each -> grid.number(each, at, 0, HIGHEST_SCORE)).toList();
  }

  private List<Double> ascending(Fields grid, String name, Range range) {
    List<Double> numbers = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (YamlNode item : grid.items(name, 1)) {
      double number = grid.number(item, grid.path(name), range.least(), range.most());
      if (number <= last) {
        problems.add(
            item.place(),
            grid.path(name),
            Fields.textOf(item),
            "expected more than the " + Fields.plain(last) + " before it");
      }
      last = Double.isNaN(number) ? last : number;
      numbers.add(number);
    }
    return numbers;
  }
}
