package dev.customerhealth.development;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DevelopmentMainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Those of production are looked at where they are at home. */
  @ParameterizedTest
  @ValueSource(strings = {"demo", "sandbox"})
  void its_commands_explain_themselves(String command) {
    assertThat(execute(command, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: customer-health " + command).contains("--help");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void beside_those_of_production_there_are_just_these_two() {
    assertThat(DevelopmentMain.commandLine(Clock.systemUTC()).getSubcommands())
        .containsKeys("run", "import", "demo", "sandbox");
  }

  @ParameterizedTest
  @CsvSource({"demo,--acounts,--accounts", "sandbox,--kafka-prot,--kafka-port"})
  void a_mistyped_option_is_named_with_what_was_meant(String command, String typed, String meant) {
    assertThat(execute(command, typed, "3")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "customer-health %s: unknown option '%s'; did you mean %s?"
                .formatted(command, typed, meant));
  }

  @ParameterizedTest
  @CsvSource({
    "demo,--http-port,99999",
    "demo,--kafka-port,-1",
    "sandbox,--registry-port,65536",
    "sandbox,--http-port,http"
  })
  void a_port_that_cannot_be_is_refused_before_anything_starts(
      String command, String option, String port) {
    assertThat(execute(command, option + "=" + port)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("customer-health " + command + ": Invalid value for option '" + option + "'")
        .contains("'" + port + "' is no port: expected 1 to 65535, or 0 for a free one");
    assertThat(out.toString()).isEmpty();
  }

  private int execute(String... arguments) {
    CommandLine commandLine = DevelopmentMain.commandLine(Clock.systemUTC());
    return commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }
}
