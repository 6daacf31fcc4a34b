package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AlertSimulateCommandTest {
  @TempDir Path folder;

  private String out;
  private String err;

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

  @Test
  void every_rule_is_told_with_what_became_of_its_alerts() {
    String book = folder.resolve("book.ndjson").toString();
    assertThat(run("simulate", "-o", book, "--accounts", "20", "--days", "60")).as(err).isZero();

    assertThat(run("alerts", "simulate", "--from", book, "--weeks")).as(err).isZero();

    assertThat(out.lines().toList())
        .anyMatch(line -> line.matches("rule +raised +accounts +again +resolved +open +open for"))
        .anyMatch(line -> line.startsWith("score-drop-7d "))
        .anyMatch(line -> line.startsWith("escalation-zone-entered "))
        .anyMatch(line -> line.startsWith("all "))
        .anyMatch(line -> line.matches("\\S+ +\\S+ +\\d{4}-W\\d\\d +\\d+ .*"));
    assertThat(err).contains("signals to 20 accounts", "nobody was told");
  }

  @Test
  void topics_need_a_configuration() {
    assertThat(run("alerts", "simulate", "--from", "topics")).isEqualTo(2);
    assertThat(err).contains("--from topics needs --config FILE");
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    assertThat(run("alerts", "simulate", "--from", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err).contains("none: no file that can be read");
  }

  @Test
  void times_are_told_as_people_say_them() {
    assertThat(AlertFiguresText.inWords(Duration.ofMinutes(90))).isEqualTo("90 min");
    assertThat(AlertFiguresText.inWords(Duration.ofMinutes(150))).isEqualTo("2.5 h");
    assertThat(AlertFiguresText.inWords(Duration.ofHours(60))).isEqualTo("2.5 d");
  }
}
