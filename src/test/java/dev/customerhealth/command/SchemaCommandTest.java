package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What editors complete by is in the distribution, and the pages say how to come by it. */
class SchemaCommandTest {
  private static final Path SCHEMAS = Path.of("schemas");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "model,model/scoring-model.schema.json",
    "rules,rules/alert-rules.schema.json",
    "notify,notify/routing.schema.json"
  })
  void a_schema_is_printed_as_it_is_published(String command, String file) throws IOException {
    assertThat(execute(command, "schema")).as(err.toString()).isZero();

    assertThat(out.toString()).isEqualTo(Files.readString(SCHEMAS.resolve(file)));
  }

  /** The example of a page names the file that the command beside it writes. */
  @ParameterizedTest
  @CsvSource({"model,docs/models.md", "rules,docs/alerts.md", "notify,docs/notifications.md"})
  void the_example_of_a_page_begins_with_the_schema_that_the_page_has_printed(
      String command, String page) throws IOException {
    String text = Files.readString(Path.of(page));
    int from = text.indexOf("# yaml-language-server: $schema=");
    String name = text.substring(text.indexOf('=', from) + 1, text.indexOf('\n', from));

    assertThat(text).contains("bin/customer-health " + command + " schema > " + name);
    assertThat(execute(command, "schema", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("# yaml-language-server: $schema=" + name);
  }

  @Test
  void every_schema_for_editors_is_packaged() throws IOException {
    try (Stream<Path> files = Files.walk(SCHEMAS)) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".schema.json"))
                  .filter(
                      file ->
                          SchemaCommand.class.getResource("/" + file.toString().replace('\\', '/'))
                              == null))
          .isEmpty();
    }
  }

  private int execute(String... arguments) {
    CommandLine commandLine = RootCommand.commandLine(Clock.systemUTC());
    // As a console does: what is not flushed is not seen.
    commandLine.setOut(new PrintWriter(new BufferedWriter(out)));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
