package dev.customerhealth.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.domain.alerting.quality.AlertQuality;
import dev.customerhealth.domain.alerting.quality.AlertQuality.RuleCsmWeek;
import dev.customerhealth.domain.alerting.quality.QualityFigures;
import dev.customerhealth.domain.alerting.quality.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Figures of alerts as tables and as JSON. */
final class AlertFiguresText {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final QualityFigures NONE = new AlertQuality(Duration.ZERO).all();

  private final SortedMap<String, QualityFigures> rules;
  private final SortedMap<RuleCsmWeek, QualityFigures> weeks;
  private final QualityFigures all;

  /**
   * The figures of a fold.
   *
   * @param ruleIds rules to be named also when they raised nothing
   */
  AlertFiguresText(AlertQuality quality, Collection<String> ruleIds) {
    this.rules = new TreeMap<>(quality.byRule());
    ruleIds.forEach(rule -> rules.putIfAbsent(rule, NONE));
    this.weeks = quality.byRuleCsmAndWeek();
    this.all = quality.all();
  }

  /** What people made of alerts, by rule. */
  List<String> quality() {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            "rule",
            "raised",
            "again",
            "open",
            "resolved",
            "alone",
            "withdrawn",
            "acked",
            "useful",
            "known",
            "false",
            "acked in",
            "open for"));
    rules.forEach((rule, figures) -> lines.add(qualityRow(rule, figures)));
    lines.add(qualityRow("all", all));
    return lines;
  }

  private static String qualityRow(String name, QualityFigures figures) {
    return row(
        name,
        figures.raised(),
        figures.raisedAgain(),
        figures.open(),
        figures.resolved(),
        figures.resolvedByThemselves(),
        figures.withdrawn(),
        figures.acknowledged(),
        figures.useful(),
        figures.known(),
        figures.falseAlarms(),
        inWords(figures.toAcknowledge()),
        inWords(figures.openFor()));
  }

  /** How often rules fired, by rule. */
  List<String> firing() {
    List<String> lines = new ArrayList<>();
    String heads = firingRow("rule", "raised", "accounts", "again", "resolved", "open", "open for");
    lines.add(handled() ? wide(heads, "acked", "useful", "known", "false") : heads);
    rules.forEach((rule, figures) -> lines.add(firingRow(rule, figures)));
    lines.add(firingRow("all", all));
    return lines;
  }

  /** Whether persons did anything about alerts: most histories say nothing of it. */
  private boolean handled() {
    return all.acknowledged() + all.useful() + all.known() + all.falseAlarms() > 0;
  }

  private String firingRow(String name, QualityFigures figures) {
    String row =
        firingRow(
            name,
            figures.raised(),
            figures.accounts(),
            figures.raisedAgain(),
            figures.resolved(),
            figures.open(),
            inWords(figures.openFor()));
    return handled()
        ? wide(
            row, figures.acknowledged(), figures.useful(), figures.known(), figures.falseAlarms())
        : row;
  }

  private static String wide(String row, Object... more) {
    return String.format(Locale.ROOT, "%-88s", row)
        + String.format(Locale.ROOT, " %6s %7s %6s %6s", more);
  }

  /** By rule, CSM and week. */
  List<String> byWeek() {
    List<String> lines = new ArrayList<>();
    String format =
        NamedColumns.column(Stream.concat(Stream.of("rule"), names(RuleCsmWeek::ruleId)))
            + NamedColumns.column(Stream.concat(Stream.of("csm"), names(AlertFiguresText::csm)))
            + "%-9s %6s %6s %6s %6s";
    lines.add(line(format, "rule", "csm", "week", "raised", "again", "acked", "false"));
    weeks.forEach(
        (key, figures) ->
            lines.add(
                line(
                    format,
                    key.ruleId(),
                    csm(key),
                    key.week(),
                    figures.raised(),
                    figures.raisedAgain(),
                    figures.acknowledged(),
                    figures.falseAlarms())));
    lines.addAll(busiest());
    return lines;
  }

  /** What a CSM has to do in all, and in the worst week: the one to plan for. */
  private List<String> busiest() {
    SortedMap<String, SortedMap<String, Integer>> byCsm = new TreeMap<>();
    SortedMap<String, Integer> byWeek = new TreeMap<>();
    weeks.forEach(
        (key, figures) -> {
          String csm = csm(key);
          String week = key.week().toString();
          byCsm
              .computeIfAbsent(csm, any -> new TreeMap<>())
              .merge(week, figures.raised(), Integer::sum);
          byWeek.merge(week, figures.raised(), Integer::sum);
        });
    List<String> lines = new ArrayList<>();
    if (byWeek.isEmpty()) {
      return lines;
    }
    lines.add("");
    lines.add(loadRow("raised by csm", "all", "weeks", "busiest week", "in it"));
    byCsm.entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<String, SortedMap<String, Integer>> csm) -> -most(csm.getValue()))
                .thenComparing(Map.Entry::getKey))
        .forEach(csm -> lines.add(loadRow(csm.getKey(), csm.getValue())));
    lines.add(loadRow("all", byWeek));
    lines.add(
        "the busiest week is the one to plan for: %s with %d raised"
            .formatted(busiestOf(byWeek), most(byWeek)));
    return lines;
  }

  private static String loadRow(String name, SortedMap<String, Integer> raised) {
    int sum = raised.values().stream().mapToInt(Integer::intValue).sum();
    return loadRow(name, sum, raised.size(), busiestOf(raised), most(raised));
  }

  private static int most(SortedMap<String, Integer> raised) {
    return raised.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The first of several that are as busy. */
  private static String busiestOf(SortedMap<String, Integer> raised) {
    int most = most(raised);
    return raised.entrySet().stream()
        .filter(week -> week.getValue() == most)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("-");
  }

  private static String loadRow(Object... cells) {
    return line("%-28s %7s %6s  %-13s %6s", cells);
  }

  private static String row(Object... cells) {
    return line("%-28s %7s %6s %6s %9s %6s %10s %6s %7s %6s %6s  %-17s %s", cells);
  }

  private static String firingRow(Object... cells) {
    return line("%-28s %7s %9s %6s %9s %6s  %s", cells);
  }

  private Stream<String> names(Function<RuleCsmWeek, String> part) {
    return weeks.keySet().stream().map(part);
  }

  private static String csm(RuleCsmWeek key) {
    return key.csm().isEmpty() ? "-" : key.csm();
  }

  private static String line(String format, Object... cells) {
    return PrintableText.of(String.format(Locale.ROOT, format, cells)).stripTrailing();
  }

  /** Half of them and nine of ten. */
  private static String inWords(Spread spread) {
    return spread.count() == 0 ? "-" : inWords(spread.median()) + " / " + inWords(spread.most());
  }

  static String inWords(Duration time) {
    if (time.compareTo(Duration.ofDays(2)) >= 0) {
      return String.format(Locale.ROOT, "%.1f d", time.toHours() / 24.0);
    }
    return time.compareTo(Duration.ofHours(2)) >= 0
        ? String.format(Locale.ROOT, "%.1f h", time.toMinutes() / 60.0)
        : time.toMinutes() + " min";
  }

  /** Everything, for programs; times in seconds. */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("all", json(all));
    ObjectNode byRule = json.putObject("rules");
    rules.forEach((rule, figures) -> byRule.set(rule, json(figures)));
    ArrayNode byWeek = json.putArray("weeks");
    weeks.forEach(
        (key, figures) -> {
          ObjectNode entry = byWeek.addObject();
          entry.put("rule", key.ruleId()).put("csm", key.csm()).put("week", key.week().toString());
          entry.setAll(json(figures));
        });
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static ObjectNode json(QualityFigures figures) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("raised", figures.raised());
    json.put("accounts", figures.accounts());
    json.put("raised_again", figures.raisedAgain());
    json.put("escalated", figures.escalated());
    json.put("acknowledged", figures.acknowledged());
    json.put("resolved", figures.resolved());
    json.put("resolved_by_themselves", figures.resolvedByThemselves());
    json.put("withdrawn", figures.withdrawn());
    json.put("open", figures.open());
    json.put("useful", figures.useful());
    json.put("known", figures.known());
    json.put("false", figures.falseAlarms());
    json.set("to_acknowledge", json(figures.toAcknowledge()));
    json.set("open_for", json(figures.openFor()));
    return json;
  }

  private static ObjectNode json(Spread spread) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("count", spread.count());
    if (spread.count() > 0) {
      json.put("median", spread.median().toSeconds());
      json.put("ninety_percent", spread.most().toSeconds());
      json.put("longest", spread.longest().toSeconds());
    }
    return json;
  }
}
