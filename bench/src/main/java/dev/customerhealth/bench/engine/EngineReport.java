package dev.customerhealth.bench.engine;

import dev.customerhealth.bench.Measured;
import dev.customerhealth.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The results as Markdown: medians, and ratios within a round. */
final class EngineReport {
  private static final String NONE = "–";

  private final Map<Variant, List<Figures>> results;
  private final int events;
  private final int accounts;

  EngineReport(Map<Variant, List<Figures>> results, int events, int accounts) {
    this.results = results;
    this.events = events;
    this.accounts = accounts;
  }

  /** The whole section. */
  String text() {
    return "## The engine alone\n\n"
        + String.format(
            Locale.ROOT,
            "Written by `bench/engine --write`; see [README.md](README.md#the-engine-alone). Median"
                + " (least–most) of %d interleaved rounds, ratios within a round, a process each."
                + " %,d events of %,d accounts over %d days: %,.0f an account and day. Java %s,"
                + " %s.%n%n",
            results.get(Variant.M0).size(),
            events,
            accounts,
            EngineBook.DAYS,
            events / (double) accounts / EngineBook.DAYS,
            System.getProperty("java.version"),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        + Measured.now().inWords()
        + "\n\n"
        + table()
        + "\n"
        + aims();
  }

  private String table() {
    StringBuilder table =
        new StringBuilder(
            "| engine | what | CPU ns per event | × floor | × M0 | allocated bytes per event |"
                + " state bytes per account |\n"
                + "|---|---|--:|--:|--:|--:|--:|\n");
    results.forEach(
        (variant, rounds) ->
            table
                .append("| ")
                .append(
                    String.join(
                        " | ",
                        variant.label(),
                        variant.description(),
                        spread(rounds, Figures::nanosPerEvent),
                        ratio(variant, Variant.FLOOR),
                        ratio(variant, Variant.M0),
                        middle(rounds, Figures::bytesPerEvent),
                        variant == Variant.FLOOR ? NONE : middle(rounds, Figures::bytesPerAccount)))
                .append(" |\n"));
    return table.toString();
  }

  private String aims() {
    StringBuilder aims = new StringBuilder("| aim, CPU per event | measured | |\n|---|--:|---|\n");
    if (results.containsKey(Variant.EARLIER)) {
      aim(
          aims,
          "M0 as shipped, 12 rules × first version ≤ 1.5",
          Variant.M0,
          Variant.EARLIER,
          0,
          1.5);
      aim(
          aims,
          "M0 with the 4 rules of the first version × it ≤ 1.5",
          Variant.RULES_4,
          Variant.EARLIER,
          0,
          1.5);
    }
    aim(aims, "windows of 365 days × 30 ≤ 1.5", Variant.WINDOWS_365, Variant.WINDOWS_30, 0, 1.5);
    aim(aims, "400 users × 20 ≤ 1.5", Variant.USERS_400, Variant.M0, 0, 1.5);
    aim(aims, "a shadow model, more than M0 < 0.25", Variant.SHADOW, Variant.M0, 1, 0.25);
    aim(aims, "a second one, more than M0 < 0.25", Variant.SHADOWS, Variant.SHADOW, 1, 0.25);
    aim(aims, "a shadow with other measures < 0.25", Variant.SHADOW_M1, Variant.M0, 1, 0.25);
    return aims.toString();
  }

  private void aim(
      StringBuilder aims, String what, Variant one, Variant other, int less, double most) {
    double measured = ratioOf(one, other) - less;
    aims.append(
        String.format(
            Locale.ROOT,
            "| %s | %.2f | %s |%n",
            what,
            measured,
            measured <= most ? "yes" : "**no**"));
  }

  private String ratio(Variant one, Variant other) {
    return results.containsKey(other)
        ? String.format(Locale.ROOT, "%.2f", ratioOf(one, other))
        : NONE;
  }

  private double ratioOf(Variant one, Variant other) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < results.get(one).size(); round++) {
      ratios.add(
          results.get(one).get(round).nanosPerEvent()
              / results.get(other).get(round).nanosPerEvent());
    }
    return Spread.of(ratios).median();
  }

  private static String spread(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
    return of(rounds, figure).text(0);
  }

  private static String middle(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
    return String.format(Locale.ROOT, "%,.0f", of(rounds, figure).median());
  }

  private static Spread of(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
    return Spread.of(rounds.stream().mapToDouble(figure).boxed().toList());
  }
}
