package dev.customerhealth.development.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.command.DurationConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The part of the demo's promise of a minute that no machine can change. */
class DemoCommandTest {

  @Test
  void playing_the_history_leaves_half_of_the_minute_to_all_that_depends_on_the_machine()
      throws Exception {
    assertThat(new DurationConverter().convert(historyIn()))
        .isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void the_readme_says_how_long_the_history_is_played() throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains("in " + historyIn().replace("s", " s") + " where the machine keeps up");
  }

  private static String historyIn() {
    return new CommandLine(new DemoCommand(Clock.systemUTC()))
        .getCommandSpec()
        .findOption("--history-in")
        .defaultValue();
  }
}
