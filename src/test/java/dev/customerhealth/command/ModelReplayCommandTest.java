package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A changed weight, played over the past. */
class ModelReplayCommandTest {
  @TempDir Path folder;

  private String book;
  private String out;
  private String err;

  @BeforeEach
  void makeHistory() {
    book = folder.resolve("book.ndjson").toString();
    assertThat(run("simulate", "-o", book, "--accounts", "20", "--days", "60")).as(err).isZero();
  }

  private int run(String... arguments) {
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine command = RootCommand.commandLine(Clock.systemUTC());
    command.setOut(new PrintWriter(told)).setErr(new PrintWriter(wrong));
    int exit = command.execute(arguments);
    out = told.toString();
    err = wrong.toString();
    return exit;
  }

  private String model(String text) throws IOException {
    return Files.writeString(folder.resolve("model.yml"), text).toString();
  }

  private static long count(List<String> lines, String name, int column) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(28).strip().split(" +", -1)[column]))
        .sum();
  }

  @Test
  void a_changed_weight_moves_accounts_for_reasons_that_are_named() throws Exception {
    String changed =
        model(
            """
            id: M0
            version: 9
            extends: M0
            components:
              - id: relationship
                measures:
                  - {measure: nps, weight: 1}
                  - {measure: csm-sentiment, weight: 14}
            """);

    assertThat(run("model", "replay", changed, "--from", book, "--top", "5")).as(err).isZero();

    List<String> lines = out.lines().toList();
    assertThat(lines.get(0)).matches("M0 version 9 in the place of M0 version \\d+");
    assertThat(lines).anyMatch(line -> line.matches("mean score +\\d+\\.\\d +\\d+\\.\\d"));
    List<String> most = lines.subList(lines.indexOf("accounts that move most") + 1, lines.size());
    assertThat(most)
        .hasSize(5)
        .allMatch(line -> line.matches("\\S+ +\\d+\\.\\d \\S+ -> +\\d+\\.\\d \\S+  [+-]\\d.*: .*"))
        .anyMatch(line -> line.contains("nps "));
    assertThat(err).contains("signals to 22 accounts", "nobody was told");
  }

  @Test
  void a_measure_that_moves_by_less_than_is_shown_is_no_reason() throws Exception {
    String changed =
        model(
            """
            id: M0
            version: 9
            extends: M0
            components:
              - id: relationship
                measures:
                  - {measure: nps, weight: 12}
                  - {measure: csm-sentiment, weight: 3}
            """);

    assertThat(run("model", "replay", changed, "--from", book, "--top", "22")).as(err).isZero();

    assertThat(out.lines().dropWhile(line -> !line.startsWith("accounts that move most")))
        .hasSizeGreaterThan(5)
        .noneMatch(line -> line.matches(".*, \\S+ [+-]0\\.0\\b.*"));
  }

  @Test
  void every_account_is_in_one_band_now_and_then() throws Exception {
    String changed = model("id: tried\nversion: 1\nextends: M1\nlabel: Tried\n");

    assertThat(run("model", "replay", changed, "--from", book)).as(err).isZero();

    List<String> lines = out.lines().toList();
    assertThat(lines.get(0)).startsWith("tried version 1 in the place of M0 version ");
    List<String> bands =
        lines.subList(2, lines.indexOf(line(lines, "mean score"))).stream().skip(1).toList();
    for (int column : List.of(0, 1)) {
      assertThat(
              bands.stream()
                  .mapToLong(
                      band -> Long.parseLong(band.substring(28).strip().split(" +", -1)[column]))
                  .sum())
          .isEqualTo(22);
    }
  }

  @Test
  void the_same_weights_change_nothing() throws Exception {
    String same = model("id: M0\nversion: 9\nextends: M0\n");

    assertThat(run("model", "replay", same, "--from", book)).as(err).isZero();

    List<String> lines = out.lines().toList();
    assertThat(lines)
        .contains("0 of 22 accounts stand in another band; 0 higher, 0 lower")
        .doesNotContain("accounts that move most");
    assertThat(count(lines, "all", 0)).isPositive().isEqualTo(count(lines, "all", 1));
  }

  @Test
  void a_model_nobody_is_scored_by_has_no_place_to_take() throws Exception {
    String same = model("id: M0\nversion: 9\nextends: M0\n");

    assertThat(run("model", "replay", same, "--from", book, "--in-place-of", "M7")).isEqualTo(2);
    assertThat(err).contains("--in-place-of: M7 scores nobody; expected one of [M0]");
  }

  @Test
  void everything_wrong_with_the_file_is_told_and_nothing_is_played() throws Exception {
    String wrong = model("id: M0\nversion: two\nextends: M0\nhalf-life: never\n");

    assertThat(run("model", "replay", wrong, "--from", book)).isEqualTo(1);
    assertThat(err).contains("model.yml:2", "model.yml:4").doesNotContain("played");
  }

  private static String line(List<String> lines, String beginning) {
    return lines.stream().filter(each -> each.startsWith(beginning)).findFirst().orElseThrow();
  }
}
