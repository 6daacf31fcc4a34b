package dev.customerhealth.model;

import dev.customerhealth.domain.account.ScoreCloses.Period;
import dev.customerhealth.domain.alerting.AlertCondition;
import dev.customerhealth.domain.alerting.AllOf;
import dev.customerhealth.domain.alerting.ComponentBeyond;
import dev.customerhealth.domain.alerting.ComponentDrop;
import dev.customerhealth.domain.alerting.Decline;
import dev.customerhealth.domain.alerting.InBand;
import dev.customerhealth.domain.alerting.MeasureBeyond;
import dev.customerhealth.domain.alerting.MeasureBeyond.Compared;
import dev.customerhealth.domain.alerting.MeasureBeyond.Side;
import dev.customerhealth.domain.alerting.ScoreAtLeast;
import dev.customerhealth.domain.alerting.ScoreBelow;
import dev.customerhealth.domain.alerting.ScoreDrop;
import dev.customerhealth.domain.alerting.ZoneEntered;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.BandRole;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads what an alert rule looks at. */
final class ConditionReader {
  private static final Set<String> SINGLE =
      new TreeSet<>(
          Set.of(
              "score-drop",
              "band-entered",
              "band",
              "score",
              "measure",
              "decline",
              "component",
              "component-drop"));
  private static final Set<String> ALL =
      new TreeSet<>(
          Set.of(
              "score-drop",
              "band-entered",
              "band",
              "score",
              "measure",
              "decline",
              "component",
              "component-drop",
              "all"));

  private static final double WHOLE = 100;
  private static final double WIDEST_MARGIN = 50;
  private static final double USUAL_MARGIN = 2;
  private static final double THOUSANDTHS = 1000;
  private static final double LARGEST = 1e12;
  private static final int LONGEST_LOOK_BACK = 90;
  private static final int DAYS_OF_WEEK = 7;
  private static final double LEAST_STEP = 0.1;
  private static final Pattern COMPONENT = Pattern.compile(".*\\S.*");

  private final Problems problems;
  private final KnownComponents components;
  private final Bars permitted;

  /**
   * Reads conditions of a rule.
   *
   * @param components those of the models the rule is about
   */
  ConditionReader(Problems problems, KnownComponents components, Bars permitted) {
    this.problems = problems;
    this.components = components;
    this.permitted = permitted;
  }

  /** The condition of a field; empty, with a problem, when it cannot be used. */
  Optional<AlertCondition> read(Fields of, String name) {
    return of.node(name, expected(ALL)).flatMap(node -> read(node, of.path(name), ALL));
  }

  private static String expected(Set<String> kinds) {
    return "expected one of " + Fields.words(kinds);
  }

  private Optional<AlertCondition> read(YamlNode node, String path, Set<String> kinds) {
    if (!(node instanceof Mapping mapping)) {
      problems.add(node.place(), path, Fields.textOf(node), expected(kinds));
      return Optional.empty();
    }
    Fields fields = new Fields(mapping, path, problems);
    List<String> given = mapping.entries().keySet().stream().filter(kinds::contains).toList();
    kinds.forEach(fields::has);
    fields.refuseUnknown();
    if (given.size() != 1) {
      fields.wrongTogether(given.isEmpty() ? null : String.join(" and ", given), expected(kinds));
      return Optional.empty();
    }
    String kind = given.get(0);
    if (kind.equals("all")) {
      return all(fields);
    }
    int before = problems.count();
    Optional<Fields> inner =
        fields
            .node(kind, "expected 'name: value' lines")
            .flatMap(value -> Fields.of(value, fields.path(kind), problems));
    if (inner.isEmpty()) {
      return Optional.empty();
    }
    AlertCondition condition = single(kind, inner.get(), before);
    return problems.count() == before ? Optional.ofNullable(condition) : Optional.empty();
  }

  /** Null when a problem was found since there were so many. */
  private AlertCondition single(String kind, Fields fields, int before) {
    return switch (kind) {
      case "score-drop" -> drop(fields, before);
      case "band-entered" -> entered(fields, before);
      case "band" -> band(fields, before);
      case "score" -> score(fields, before);
      case "decline" -> decline(fields, before);
      case "component" -> component(fields, before);
      case "component-drop" -> componentDrop(fields, before);
      default -> measure(fields, before);
    };
  }

  private Optional<AlertCondition> all(Fields fields) {
    List<AlertCondition> parts = new ArrayList<>();
    int before = problems.count();
    int place = 0;
    for (YamlNode item : fields.items("all", 2)) {
      place++;
      read(item, fields.path("all") + "[" + place + "]", SINGLE).ifPresent(parts::add);
    }
    return problems.count() == before ? Optional.of(new AllOf(parts)) : Optional.empty();
  }

  private AlertCondition drop(Fields fields, int before) {
    double moreThan = fields.number("more-than", 0, WHOLE);
    double resolvedAt = fields.number("resolved-at", 0, WHOLE);
    int days = days(fields, "within");
    fields.refuseUnknown();
    if (resolvedAt > moreThan) {
      fields.wrong(
          "resolved-at", "expected points at most those of more-than, " + Fields.plain(moreThan));
    }
    return problems.count() > before
        ? null
        : new ScoreDrop(days, Points.of(moreThan), Points.of(resolvedAt));
  }

  private int days(Fields fields, String name) {
    if (!fields.has(name)) {
      fields.wrong(name, "missing: expected days, for instance 30d");
      return 1;
    }
    return fields.daysOr(name, 1, LONGEST_LOOK_BACK);
  }

  private AlertCondition entered(Fields fields, int before) {
    BandRole role = fields.choice("role", BandRole.INTERVENE);
    double margin = fields.numberOr("exit-margin", USUAL_MARGIN, 0, WIDEST_MARGIN);
    fields.refuseUnknown();
    return problems.count() > before ? null : new ZoneEntered(role, Points.of(margin));
  }

  private AlertCondition band(Fields fields, int before) {
    boolean atLeast = side(fields);
    double margin = fields.numberOr("exit-margin", USUAL_MARGIN, 0, WIDEST_MARGIN);
    fields.refuseUnknown();
    if (problems.count() > before) {
      return null;
    }
    BandRole role = fields.choice(atLeast ? "at-least" : "at-most", BandRole.GROW);
    return problems.count() > before ? null : new InBand(role, atLeast, Points.of(margin));
  }

  /** Whether the bar is below; with a problem when it is not said, or both ways. */
  private static boolean side(Fields fields) {
    boolean atLeast = fields.has("at-least");
    boolean atMost = fields.has("at-most");
    if (atLeast == atMost) {
      fields.wrongTogether(null, "expected one of at-least and at-most");
    }
    return atLeast;
  }

  private AlertCondition score(Fields fields, int before) {
    PointBars bars = pointBars(fields);
    if (problems.count() > before) {
      return null;
    }
    return bars.below()
        ? new ScoreBelow(bars.raiseAt(), bars.resolveAt())
        : new ScoreAtLeast(bars.raiseAt(), bars.resolveAt());
  }

  /**
   * The bars of a score or a component.
   *
   * @param below whether less than the bar raises; else the bar and more do
   * @param raiseAt thousandths of a point
   * @param resolveAt likewise
   */
  private record PointBars(boolean below, int raiseAt, int resolveAt) {}

  /** The last fields of a condition; with problems when they are no bars. */
  private static PointBars pointBars(Fields fields) {
    boolean below = fields.has("below");
    if (below == fields.has("at-least")) {
      fields.wrongTogether(null, "expected one of below and at-least");
    }
    String bar = below ? "below" : "at-least";
    double raisedAt = fields.has(bar) ? fields.number(bar, 0, WHOLE) : Double.NaN;
    double resolvedAt = fields.number("resolved-at", 0, WHOLE);
    fields.refuseUnknown();
    if (below && resolvedAt < raisedAt) {
      fields.wrong(
          "resolved-at", "expected points of at least those of below, " + Fields.plain(raisedAt));
    }
    if (!below && resolvedAt >= raisedAt) {
      fields.wrong("resolved-at", "expected less than " + Fields.plain(raisedAt));
    }
    return new PointBars(below, Points.of(raisedAt), Points.of(resolvedAt));
  }

  private AlertCondition decline(Fields fields, int before) {
    Period period = fields.choice("closes", Period.MONTHLY);
    int inARow = fields.integer("in-a-row", 1, Decline.MOST_IN_A_ROW);
    double step = fields.number("at-least", LEAST_STEP, WHOLE);
    double resolvedAt = fields.number("resolved-at", 0, WHOLE);
    fields.refuseUnknown();
    if (resolvedAt >= step) {
      fields.wrong("resolved-at", "expected less than " + Fields.plain(step));
    }
    return problems.count() > before
        ? null
        : new Decline(period, inARow, Points.of(step), Points.of(resolvedAt));
  }

  private AlertCondition component(Fields fields, int before) {
    String component = fields.text("component", COMPONENT, "expected the id of a component");
    requireComponent(fields, component, before);
    PointBars bars = pointBars(fields);
    return problems.count() > before
        ? null
        : new ComponentBeyond(
            component,
            bars.below() ? ComponentBeyond.Side.BELOW : ComponentBeyond.Side.AT_LEAST,
            bars.raiseAt(),
            bars.resolveAt());
  }

  private void requireComponent(Fields fields, String component, int before) {
    if (component != null && problems.count() == before) {
      components.objection(component).ifPresent(expected -> fields.wrong("component", expected));
    }
  }

  private AlertCondition componentDrop(Fields fields, int before) {
    String component =
        fields.textOr("component", null, COMPONENT, "expected the id of a component");
    requireComponent(fields, component, before);
    int days = days(fields, "within");
    if (days < DAYS_OF_WEEK && problems.count() == before) {
      fields.wrong("within", "expected at least 7d: compared is with the ends of weeks");
    }
    double moreThan = fields.number("more-than", 0, WHOLE);
    double resolvedAt = fields.number("resolved-at", 0, WHOLE);
    double hiddenBy = fields.number("score-lost-at-most", 0, WHOLE);
    fields.refuseUnknown();
    if (resolvedAt > moreThan) {
      fields.wrong(
          "resolved-at", "expected points at most those of more-than, " + Fields.plain(moreThan));
    }
    return problems.count() > before
        ? null
        : new ComponentDrop(
            component, days, Points.of(moreThan), Points.of(resolvedAt), Points.of(hiddenBy));
  }

  private AlertCondition measure(Fields fields, int before) {
    Optional<WindowedMeasure> measure = MeasureNames.read(fields, "measure", "window");
    Compared compared = fields.choiceOr("compare", Compared.VALUE);
    boolean compares = compared != Compared.VALUE;
    if (compares && measure.isPresent() && !measure.get().hasEarlier()) {
      fields.wrong(
          "compare",
          "needs a measure with an earlier window to compare with; "
              + measure.get().measure().id()
              + " has none");
    } else if (compares && measure.isPresent() && !measure.get().isComparable()) {
      fields.wrong(
          "compare",
          measure.get().id()
              + " looks back on earlier windows itself, further than an account remembers for a"
              + " comparison; expected a shorter window");
    }
    Side side = measureSide(fields);
    Range range =
        compares || measure.isEmpty()
            ? new Range(-LARGEST, LARGEST)
            : permitted.range(measure.get().measure());
    double bar = side == null ? Double.NaN : number(fields, Fields.word(side), range);
    double resolvedAt = number(fields, "resolved-at", range);
    fields.refuseUnknown();
    if (side != null) {
      requireApart(fields, side, bar, resolvedAt);
    }
    return problems.count() > before
        ? null
        : new MeasureBeyond(
            measure.orElseThrow(),
            compared,
            side,
            Math.round(bar * THOUSANDTHS),
            Math.round(resolvedAt * THOUSANDTHS));
  }

  /** Null, with a problem, when it is not said, or several ways. */
  private static Side measureSide(Fields fields) {
    List<Side> said = new ArrayList<>();
    for (Side side : Side.values()) {
      if (fields.has(Fields.word(side))) {
        said.add(side);
      }
    }
    if (said.size() != 1) {
      fields.wrongTogether(null, "expected one of at-least, at-most, above and below");
      return null;
    }
    return said.get(0);
  }

  private static void requireApart(Fields fields, Side side, double bar, double resolvedAt) {
    boolean apart =
        switch (side) {
          case AT_LEAST -> !(resolvedAt >= bar);
          case AT_MOST -> !(resolvedAt <= bar);
          case ABOVE -> !(resolvedAt > bar);
          case BELOW -> !(resolvedAt < bar);
        };
    if (!apart) {
      String expected =
          switch (side) {
            case AT_LEAST -> "less than ";
            case AT_MOST -> "more than ";
            case ABOVE -> "at most ";
            case BELOW -> "at least ";
          };
      fields.wrong("resolved-at", "expected " + expected + Fields.plain(bar));
    }
  }

  private static double number(Fields fields, String name, Range range) {
    return fields.number(name, Math.max(range.least(), -LARGEST), Math.min(range.most(), LARGEST));
  }
}
