package dev.customerhealth.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.command.RootCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever was woken up types what the page shows; it must not answer with what it lacks. */
class RunbookCommandsTest {
  private static final Pattern SHOWN = Pattern.compile("`([^`]+)`");
  private static final Pattern OURS = Pattern.compile("^bin/customer-health (.*)$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private static List<String> shown() throws IOException {
    List<String> commands = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Path.of("docs/runbooks"))) {
      for (Path page : pages.sorted().toList()) {
        Matcher command = SHOWN.matcher(Files.readString(page));
        while (command.find()) {
          commands.add(command.group(1));
        }
      }
    }
    return commands;
  }

  static List<String> ours() throws IOException {
    return shown().stream().filter(command -> OURS.matcher(command).matches()).distinct().toList();
  }

  @Test
  void pages_show_commands() throws IOException {
    assertThat(ours()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("ours")
  void a_command_of_ours_is_whole(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.substring("bin/customer-health ".length()));
    while (word.find()) {
      words.add(word.group(1) == null ? word.group() : word.group(1));
    }

    assertThat(
            RootCommand.commandLine(Clock.systemUTC())
                .parseArgs(words.toArray(String[]::new))
                .subcommand())
        .isNotNull();
    assertThat(words).as("the installation it is about").contains("--config");
  }

  @Test
  void a_command_of_kafkas_names_the_broker() throws IOException {
    assertThat(shown())
        .filteredOn(command -> command.matches("kafka-\\S+\\.sh .*"))
        .hasSizeGreaterThan(2)
        .allMatch(command -> command.contains(" --bootstrap-server HOST"));
    assertThat(shown())
        .filteredOn(command -> command.matches("(printf .* \\| )?kcat .*"))
        .isNotEmpty()
        .allMatch(command -> command.contains("kcat -b HOST"));
  }
}
