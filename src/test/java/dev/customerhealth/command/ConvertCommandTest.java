package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.history.ravenstack.RavenStackTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From somebody's tables to a history that import takes. */
class ConvertCommandTest {
  @TempDir Path folder;

  private RavenStackTables tables;
  private Path history;
  private String out;
  private String err;

  @BeforeEach
  void nameFiles() throws IOException {
    tables = new RavenStackTables(Files.createDirectories(folder.resolve("tables")));
    history = folder.resolve("history.ndjson.gz");
  }

  @Test
  void tables_become_a_zipped_history_with_a_line_for_every_event() throws IOException {
    tables.writeSound();

    assertThat(convert()).as(out + err).isZero();

    assertThat(out)
        .contains(
            "ravenstack_accounts.csv: 1 rows, 1 events",
            "ravenstack_support_tickets.csv: 2 rows, 7 events",
            "wrote 17 events to " + history)
        .doesNotContain("not understood");
    assertThat(lines(history)).hasSize(17).allMatch(line -> line.startsWith("{\"topic\":\""));
  }

  @Test
  void the_history_passes_the_check_of_import() throws IOException {
    tables.writeSound();
    convert();

    assertThat(check()).as(out + err).isZero();

    assertThat(out)
        .contains("read 17 lines: 17 events from 2023-12-01T00:00:00Z to 2024-03-11T00:00:00Z")
        .doesNotContain("make no sense", "are no events");
  }

  @Test
  void a_row_that_cannot_be_understood_is_told_with_exit_code_1_and_the_others_are_written()
      throws IOException {
    tables.write();

    assertThat(convert()).as(out + err).isEqualTo(1);

    assertThat(out)
        .contains(
            "not understood",
            "row 3, column 'closed_at': found yesterday, expected a time",
            "wrote 17 events to " + history);
    assertThat(check()).as(out + err).isZero();
  }

  private int convert() {
    return run(
        "convert", "ravenstack", folder.resolve("tables").toString(), "-o", history.toString());
  }

  private int check() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("c.yml"),
            """
            kafka: {bootstrap.servers: 'localhost:1'}
            registry: {schema.registry.url: 'http://localhost:1'}
            """);
    return run("import", "--config", config.toString(), "--check", history.toString());
  }

  private int run(String... arguments) {
    StringWriter told = new StringWriter();
    StringWriter complained = new StringWriter();
    int code =
        RootCommand.commandLine(Clock.systemUTC())
            .setOut(new PrintWriter(told))
            .setErr(new PrintWriter(complained))
            .execute(arguments);
    out = told.toString();
    err = complained.toString();
    return code;
  }

  private static List<String> lines(Path zipped) throws IOException {
    try (InputStream file = new GZIPInputStream(Files.newInputStream(zipped))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
