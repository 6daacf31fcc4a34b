package dev.customerhealth.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.command.RootCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command that the pages about alerts show, and those that need nothing carried out. */
class AlertPagesTest {
  private static final List<Path> PAGES =
      List.of(
          Path.of("docs/alerts.md"),
          Path.of("docs/alerts-in-practice.md"),
          Path.of("docs/alert-lifecycle.md"));
  private static final Pattern PROGRAM = Pattern.compile("^(?:bin/)?customer-health (.*)$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir Path folder;

  static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path page : PAGES) {
      addCommands(Files.readAllLines(page), commands);
    }
    addCommands(ofCustomerSuccess(), commands);
    return commands;
  }

  /** The section of the README for those who run customer success. */
  private static List<String> ofCustomerSuccess() throws IOException {
    List<String> readme = Files.readAllLines(Path.of("README.md"));
    int begin = readme.indexOf("### For those who run customer success");
    assertThat(begin).isPositive();
    int end = begin + 1;
    while (!readme.get(end).startsWith("#")) {
      end++;
    }
    return readme.subList(begin, end);
  }

  private static void addCommands(List<String> lines, List<String> commands) {
    boolean inBlock = false;
    for (String line : lines) {
      if (line.startsWith("```")) {
        inBlock = !inBlock;
      }
      Matcher command = PROGRAM.matcher(line);
      if (inBlock && command.matches()) {
        commands.add(command.group(1));
      }
    }
  }

  /** What a shell hands over: without the remark behind it, and without where the output goes. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      boolean quoted = word.group(1) != null;
      if (!quoted && (word.group().startsWith("#") || word.group().startsWith(">"))) {
        break;
      }
      words.add(quoted ? word.group(1) : word.group());
    }
    return words;
  }

  @Test
  void there_are_commands_on_the_pages() throws IOException {
    assertThat(commands())
        .hasSizeGreaterThan(10)
        .anyMatch(line -> line.startsWith("alerts acknowledge"))
        .anyMatch(line -> line.startsWith("alerts quality"))
        .anyMatch(line -> line.startsWith("notify"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void it_is_understood(String line) {
    CommandLine.ParseResult parsed =
        RootCommand.commandLine(Clock.systemUTC()).parseArgs(words(line).toArray(String[]::new));

    assertThat(parsed.subcommand()).as(line).isNotNull();
  }

  @Test
  void those_that_need_no_broker_do_what_the_page_says() throws IOException {
    Path history = folder.resolve("history.ndjson.gz");
    run(List.of("simulate", "-o", history.toString(), "--accounts", "10", "--days", "40"));
    Path rules =
        Files.writeString(
            folder.resolve("my-rules.yml"),
            "version: 1\nextends: standard\nrules: [{id: usage-silent, enabled: false}]\n");
    List<String> ran = new ArrayList<>();
    for (String line : commands()) {
      List<String> words = words(line);
      if (!words.contains("--config") && !words.contains("-c")) {
        words.replaceAll(
            word ->
                switch (word) {
                  case "my-rules.yml" -> rules.toString();
                  case "history.ndjson.gz" -> history.toString();
                  default -> word;
                });
        assertThat(run(words)).as(line).isNotBlank();
        ran.add(line);
      }
    }
    assertThat(ran)
        .anyMatch(line -> line.startsWith("rules list"))
        .anyMatch(line -> line.startsWith("rules validate"))
        .anyMatch(line -> line.startsWith("alerts simulate"));
  }

  private static String run(List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = RootCommand.commandLine(Clock.systemUTC());
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    assertThat(command.execute(words.toArray(String[]::new))).as("%s: %s", words, err).isZero();
    return out.toString();
  }
}
