package dev.customerhealth.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What was aimed at, beside what was measured. Told, never enforced: one noisy run proves little.
 */
final class Aims {
  private final Map<Contestant, List<RoundResult>> results;

  Aims(Map<Contestant, List<RoundResult>> results) {
    this.results = results;
  }

  /** A Markdown table; empty when the service or the get-put floor did not run. */
  String table() {
    Optional<List<RoundResult>> service = of(Service.LABEL);
    Optional<List<RoundResult>> getPut = of(Floor.GET_PUT.label());
    if (service.isEmpty() || getPut.isEmpty()) {
      return "";
    }
    List<RoundResult> ours = service.get();
    StringBuilder table = new StringBuilder("\n| aim | measured | first light | final |\n");
    table.append("|---|--:|---|---|\n");
    row(
        table,
        "throughput, × get-put",
        Ratio.ofRounds(ours, getPut.get(), RoundResult::eventsPerSecond),
        atLeast(1.0),
        atLeast(1.7));
    row(
        table,
        "CPU per event, × get-put",
        Ratio.ofRounds(ours, getPut.get(), RoundResult::cpu),
        none(),
        atMost(0.6));
    of(Floor.GET_PUT_UNORDERED.label()).ifPresent(unordered -> compare(table, ours, unordered));
    of(Floor.COPY.label())
        .ifPresent(
            copy ->
                row(
                    table,
                    "CPU per event, × copy",
                    Ratio.ofRounds(ours, copy, RoundResult::cpu),
                    none(),
                    atMost(3.5)));
    of(Service.EARLIER_LABEL)
        .ifPresent(
            earlier ->
                row(
                    table,
                    "CPU per event, × earlier version",
                    Ratio.ofRounds(ours, earlier, RoundResult::cpu),
                    none(),
                    atMost(1.5)));
    row(table, "latency p50, ms", present(ours, RoundResult::p50), none(), atMost(65));
    row(table, "latency p99, ms", present(ours, RoundResult::p99), atMost(250), atMost(250));
    row(table, "clean restart, s", median(ours, RoundResult::restart), atMost(10), atMost(3));
    row(
        table,
        "state bytes per account",
        present(ours, RoundResult::stateBytes),
        none(),
        atMost(300));
    return table.toString();
  }

  /** Told without an aim: the aims are about a Kafka Streams app as it is by default. */
  private static void compare(
      StringBuilder table, List<RoundResult> ours, List<RoundResult> unordered) {
    row(
        table,
        "throughput, × get-put-unordered",
        Ratio.ofRounds(ours, unordered, RoundResult::eventsPerSecond),
        none(),
        none());
    row(
        table,
        "CPU per event, × get-put-unordered",
        Ratio.ofRounds(ours, unordered, RoundResult::cpu),
        none(),
        none());
  }

  private Optional<List<RoundResult>> of(String label) {
    return results.entrySet().stream()
        .filter(entry -> entry.getKey().label().equals(label))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static double median(List<RoundResult> rounds, Function<RoundResult, Double> figure) {
    return Spread.of(rounds.stream().map(figure).toList()).median();
  }

  private static double present(
      List<RoundResult> rounds, Function<RoundResult, OptionalDouble> figure) {
    return median(rounds, round -> figure.apply(round).orElse(Double.NaN));
  }

  private record Aim(String sign, double limit) {
    String judge(double measured) {
      if (sign.isEmpty()) {
        return "";
      }
      boolean met = sign.equals("≥") ? measured >= limit : measured <= limit;
      return String.format(Locale.ROOT, "%s %s: %s", sign, limit, met ? "yes" : "**no**");
    }
  }

  private static Aim atLeast(double limit) {
    return new Aim("≥", limit);
  }

  private static Aim atMost(double limit) {
    return new Aim("≤", limit);
  }

  private static Aim none() {
    return new Aim("", 0);
  }

  private static void row(
      StringBuilder table, String what, double measured, Aim firstLight, Aim last) {
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %.2f | %s | %s |%n",
            what,
            measured,
            firstLight.judge(measured),
            last.judge(measured)));
  }
}
