package dev.customerhealth.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The results as Markdown: medians, ranges, and ratios to the get-put floor of the same round. */
final class Report {
  private static final String NONE = "–";

  private final Map<Contestant, List<RoundResult>> results;

  Report(Map<Contestant, List<RoundResult>> results) {
    this.results = results;
  }

  /** One row per contestant. */
  String table() {
    StringBuilder table = new StringBuilder();
    row(
        table,
        List.of(
            "contestant",
            "events/s",
            "× get-put",
            "CPU s per million",
            "× get-put",
            "broker CPU s per million",
            "log entries per event",
            "latency p50 ms",
            "latency p99 ms",
            "peak RSS MiB",
            "state bytes per account",
            "clean restart s",
            "restore s"));
    table.append("|---").append("|--:".repeat(12)).append("|\n");
    results.forEach(
        (contestant, rounds) -> {
          List<String> cells = new ArrayList<>();
          cells.add(contestant.label());
          cells.add(cell(rounds, RoundResult::eventsPerSecond, 0));
          cells.add(ratio(rounds, RoundResult::eventsPerSecond));
          cells.add(cell(rounds, RoundResult::cpu, 1));
          cells.add(ratio(rounds, RoundResult::cpu));
          cells.add(cell(rounds, RoundResult::brokerCpu, 1));
          cells.add(cell(rounds, RoundResult::written, 2));
          cells.add(optional(rounds, RoundResult::p50, 0));
          cells.add(optional(rounds, RoundResult::p99, 0));
          cells.add(cell(rounds, RoundResult::peakResident, 0));
          cells.add(optional(rounds, RoundResult::stateBytes, 0));
          cells.add(cell(rounds, RoundResult::restart, 1));
          cells.add(optional(rounds, RoundResult::restore, 1));
          row(table, cells);
        });
    return table.toString();
  }

  /** What the contestants are. */
  String legend() {
    StringBuilder legend = new StringBuilder();
    for (Contestant contestant : results.keySet()) {
      legend.append("- **").append(contestant.label()).append("**: ");
      legend.append(contestant.description()).append('\n');
    }
    return legend.toString();
  }

  private static void row(StringBuilder table, List<String> cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String cell(
      List<RoundResult> rounds, Function<RoundResult, Double> figure, int decimals) {
    return Spread.of(rounds.stream().map(figure).toList()).text(decimals);
  }

  private static String optional(
      List<RoundResult> rounds, Function<RoundResult, OptionalDouble> figure, int decimals) {
    List<Double> present =
        rounds.stream().map(figure).flatMap(each -> each.stream().boxed()).toList();
    return present.isEmpty() ? NONE : Spread.of(present).text(decimals);
  }

  private String ratio(List<RoundResult> rounds, Function<RoundResult, Double> figure) {
    List<RoundResult> floor = results.get(Floor.GET_PUT);
    if (floor == null) {
      return NONE;
    }
    return String.format(Locale.ROOT, "%.2f", Ratio.ofRounds(rounds, floor, figure));
  }
}
