package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RootCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  static List<String> commands() {
    List<String> commands = new ArrayList<>();
    collect(RootCommand.commandLine(Clock.systemUTC()), "", commands);
    return commands;
  }

  private static void collect(CommandLine command, String path, List<String> commands) {
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              commands.add((path + " " + name).strip());
              collect(sub, path + " " + name, commands);
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_explains_itself(String command) {
    assertThat(execute((command + " --help").split(" "))).isZero();
    assertThat(out.toString()).startsWith("Usage: customer-health " + command).contains("--help");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void commands_of_commands_are_among_those_looked_at() {
    assertThat(commands()).contains("run", "model shadow compare", "notify").hasSizeGreaterThan(30);
  }

  /** The list of commands shows the first paragraph of each description only. */
  @Test
  void every_command_is_listed_with_a_whole_sentence() {
    RootCommand.commandLine(Clock.systemUTC())
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getCommandSpec().usageMessage().description()[0])
                    .as(name)
                    .endsWith("."));
  }

  @Test
  void no_command_is_an_error_with_the_commands_there_are() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString()).contains("which command?", "topics", "describe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "topics", "accounting"})
  void a_wrong_configuration_is_told_line_by_line_without_a_stack_trace(String command)
      throws IOException {
    Path file = Files.writeString(folder.resolve("c.yml"), "http: {port: web}\n");

    assertThat(execute(command, "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("customer-health: " + file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "topics", "describe"})
  void models_that_do_not_exist_are_told_with_every_other_mistake(String command)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("c.yml"),
            """
            state-dir: /srv/x
            http: {port: web}
            kafka: {bootstrap.servers: 'a:1'}
            registry: {schema.registry.url: 'http://a'}
            models:
              default: M00
              rules:
                - id: small
                  model: M7
                  when: {tier: small}
            """);

    assertThat(execute(command, "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(3)
        .anyMatch(line -> line.contains(file + ":2: http.port"))
        .anyMatch(line -> line.contains(file + ":6: models.default: 'M00': no such model"))
        .anyMatch(line -> line.contains(file + ":9: models.rules[1].model: 'M7': no such model"));
  }

  @Test
  void with_verbose_the_stack_trace_is_there() {
    assertThat(execute("run", "--verbose", "--config", "/none")).isEqualTo(2);
    assertThat(err.toString()).contains("/none: no such file", "\tat dev.customerhealth");
  }

  @Test
  void a_description_names_topics_steps_and_weights() {
    assertThat(execute("describe")).isZero();
    assertThat(out.toString())
        .contains("| product-usage ", "assess-account", "Model M0", "R46", "from  80");
  }

  @Test
  void a_description_with_a_configuration_has_its_partitions() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("c.yml"),
            """
            kafka: {bootstrap.servers: 'a:1'}
            registry: {schema.registry.url: 'http://a'}
            state-dir: /srv/x
            topics: {partitions: 17}
            """);

    assertThat(execute("describe", "--config", file.toString())).isZero();
    assertThat(out.toString()).contains("| 17 ");
  }

  /** The guard is on in the shipped configuration: what users run is what they are shown. */
  @Test
  void a_description_of_the_shipped_configuration_has_the_fleet_guard() {
    assertThat(execute("describe", "--config", "config/customer-health.yml")).isZero();
    assertThat(out.toString()).contains("watch-fleet", "fleet-reports", "produce-fleet-alerts");
  }

  private int execute(String... arguments) {
    CommandLine commandLine = RootCommand.commandLine(Clock.systemUTC());
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
