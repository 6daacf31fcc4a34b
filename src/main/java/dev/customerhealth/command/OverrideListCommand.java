package dev.customerhealth.command;

import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.ScoreOverride;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what is set. */
@Command(
    name = "list",
    description = {
      "Lists the overrides that stand, the first to end first.",
      "Reads the topic health-scores from its beginning; the service need not run."
    },
    mixinStandardHelpOptions = true)
final class OverrideListCommand implements Callable<Integer> {
  private static final List<String> HEADINGS =
      List.of("account", "computed", "shown", "until", "by", "reason");

  @Spec private CommandSpec spec;
  @Mixin private ToldOptions options;

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    Map<String, HealthScore> overridden = new HashMap<>();
    try (Told told = options.open();
        ToldRecords<HealthScore> scores = told.records(told.topics().healthScores())) {
      scores.fromBeginning(scores.partitions(null));
      scores.readToEnd(
          (account, score) -> {
            if (score == null || score.getOverride() == null) {
              overridden.remove(account);
            } else {
              overridden.put(account, score);
            }
          });
    }
    PrintWriter out = spec.commandLine().getOut();
    table(List.copyOf(overridden.values())).forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }

  /** The lines for a terminal. */
  static List<String> table(List<HealthScore> overridden) {
    if (overridden.isEmpty()) {
      return List.of("no override stands");
    }
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    overridden.stream()
        .sorted(
            Comparator.comparing((HealthScore score) -> score.getOverride().getExpiresAt())
                .thenComparing(HealthScore::getAccountId))
        .forEach(score -> rows.add(cells(score)));
    String format = NamedColumns.row(rows);
    return rows.stream()
        .map(row -> String.format(Locale.ROOT, format, row.toArray()).stripTrailing())
        .toList();
  }

  private static List<String> cells(HealthScore score) {
    ScoreOverride set = score.getOverride();
    String band = set.getBandLabel() == null ? set.getBandId() : set.getBandLabel();
    return Stream.of(
            score.getAccountId(),
            score.getScore() == null
                ? "no score"
                : String.format(Locale.ROOT, "%.1f", score.getScore()),
            set.getScore() == null
                ? band
                : String.format(Locale.ROOT, "%.1f %s", set.getScore(), band),
            OverrideText.at(set.getExpiresAt()),
            set.getSetBy(),
            set.getReason().strip())
        .map(PrintableText::of)
        .toList();
  }
}
