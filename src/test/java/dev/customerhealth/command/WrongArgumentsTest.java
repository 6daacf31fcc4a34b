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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told who names a wrong option, or a file that cannot be used. */
class WrongArgumentsTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("c.yml"),
        """
        state-dir: /srv/x
        kafka: {bootstrap.servers: '127.0.0.1:1'}
        registry: {schema.registry.url: 'http://127.0.0.1:1'}
        """);
    Files.createDirectories(folder.resolve("folder"));
    Files.writeString(folder.resolve("empty"), "");
    Files.write(folder.resolve("latin1"), new byte[] {'i', 'd', ':', ' ', (byte) 0xE9, '\n'});
    Files.write(folder.resolve("gzip"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulate --accounts 0 -o x             | 2 | customer-health simulate: | accounts must be",
        "simulate --accounts many -o x          | 2 | customer-health simulate: | --accounts",
        "simulate --dirty 2 -o x                | 2 | customer-health simulate: | --dirty",
        "simulate -o DIR/folder                 | 1 | customer-health:          | DIR/folder:"
            + " expected a file, this is a folder",
        "simulate -o DIR/none/x                 | 1 | customer-health:          | DIR/none/x: no"
            + " such file or folder",
        "import -c DIR/c.yml DIR/none           | 2 | customer-health import:   | DIR/none: no such"
            + " file",
        "import -c DIR/c.yml DIR/folder         | 2 | customer-health import:   | DIR/folder:"
            + " expected a file, this is a folder",
        "import -c DIR/c.yml DIR/gzip           | 1 | customer-health:          | DIR/gzip: damaged"
            + " gzip data",
        "import -c DIR/c.yml                    | 2 | customer-health import:   | FILE",
        "import -c DIR/folder DIR/empty         | 2 | customer-health:          | DIR/folder:"
            + " expected a file, this is a folder",
        "run -c DIR/latin1                      | 2 | customer-health:          | DIR/latin1:"
            + " expected text in UTF-8",
        "topics -c DIR/none                     | 2 | customer-health:          | DIR/none: no such"
            + " file",
        "topics -c DIR/c.yml --colour red       | 2 | customer-health topics:   | --colour",
        "portfolio -c DIR/c.yml --month 2026-13 | 2 | customer-health portfolio: | --month:"
            + " expected a month as 2026-03, found \"2026-13\"",
        "portfolio -c DIR/c.yml --month march  | 2 | customer-health portfolio: | found \"march\"",
        "portfolio -c DIR/c.yml --cohort 2026  | 2 | customer-health portfolio: | --cohort:"
            + " expected a month as 2026-03",
        "explain --conifg DIR/c.yml acme        | 2 | customer-health explain:  | unknown option"
            + " '--conifg'; did you mean --config?",
        "explain acme --conifg=DIR/c.yml        | 2 | customer-health explain:  | unknown option"
            + " '--conifg'; did you mean --config?",
        "explain -c DIR/c.yml acme --changse 3  | 2 | customer-health explain:  | unknown option"
            + " '--changse'; did you mean --changes?",
        "model publish x --resaon why           | 2 | customer-health model publish: | unknown"
            + " option '--resaon'; did you mean --reason?",
        "explain acme                           | 2 | customer-health explain:  | Missing required"
            + " option: '--config=FILE'",
        "explain -c DIR/c.yml acme --changes -3 | 2 | customer-health explain:  | --changes must be"
            + " from 0 to 10000, not -3",
        "convert ravenstack DIR/none -o x       | 2 | customer-health convert ravenstack: |"
            + " DIR/none: no such folder",
        "convert ravenstack DIR/empty -o x      | 2 | customer-health convert ravenstack: |"
            + " DIR/empty: expected the folder",
        "convert ravenstack DIR/folder -o x     | 1 | customer-health:          | .csv: no such"
            + " file or folder",
        "peers publish -c DIR/c.yml             | 2 | customer-health peers publish: | expected"
            + " either --from-scores or the FILE",
        "peers publish -c DIR/c.yml x --from-scores | 2 | customer-health peers publish: | expected"
            + " either --from-scores or the FILE",
        "peers publish -c DIR/c.yml --from-scores | 2 | customer-health peers publish: | expected"
            + " --reason, or --print",
        "peers publish -c DIR/c.yml --from-scores --print --minimum-peers 1 | 2 | customer-health"
            + " peers publish: | --minimum-peers must be from 2 to 1000000, not 1",
        "audit -c DIR/c.yml --since 99999999999d | 2 | customer-health audit: | '99999999999d' is"
            + " too long: at most 36500d",
        "notify -c DIR/c.yml --dry-run --since 99999999999d | 2 | customer-health notify: |"
            + " '99999999999d' is too long: at most 36500d",
        "explain -c DIR/c.yml acme --since 36501d | 2 | customer-health explain: | '36501d' is too"
            + " long",
        "alerts snooze -c DIR/c.yml a r --reason x --until=-3d | 2 | customer-health alerts snooze:"
            + " | '-3d' is neither a duration from now on such as 3d nor a time such as 2026",
        "override set -c DIR/c.yml a --score 3 --reason x --until tomorrow | 2 | customer-health"
            + " override set: | 'tomorrow' is neither a duration",
        "model show NONE                        | 2 | customer-health model show: | no model NONE",
      })
  void the_reason_comes_first_and_is_followed_by_no_page_of_usage(
      String command, int exit, String start, String reason) {
    assertThat(execute(command.replace("DIR", folder.toString()).split(" ")))
        .as(err.toString())
        .isEqualTo(exit);
    assertThat(err.toString().lines().findFirst().orElse(""))
        .startsWith(start)
        .contains(reason.replace("DIR", folder.toString()));
    assertThat(err.toString()).hasLineCount(exit == 2 && start.contains("h ") ? 2 : 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "topcis        | customer-health: no such command 'topcis'; did you mean topics?",
        "model publsih | customer-health model: no such command 'publsih'; did you mean publish?",
        "xyzzy         | customer-health: no such command 'xyzzy'",
      })
  void a_command_that_is_not_there_is_called_so(String command, String told) {
    assertThat(execute(command.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(2)
        .startsWith(told)
        .last()
        .asString()
        .endsWith("--help' shows the commands.");
  }

  @Test
  void an_account_without_an_id_is_refused_and_not_looked_up() {
    assertThat(execute("explain", "-c", folder.resolve("c.yml").toString(), "")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("customer-health explain: ACCOUNT must be the id of an account, found");
  }

  @ParameterizedTest
  @CsvSource({
    "folder,'expected a file, this is a folder'",
    "none,no such file or folder",
    "latin1,expected text in UTF-8",
    "empty,expected 'name: value' lines"
  })
  void a_model_file_that_cannot_be_used_is_named_with_the_reason(String file, String reason) {
    assertThat(execute("model", "validate", folder.resolve(file).toString())).isEqualTo(1);
    assertThat(err.toString()).contains(folder.resolve(file).toString(), reason);
  }

  @Test
  void a_routing_file_is_named_only_to_try_it() {
    String file = folder.resolve("c.yml").toString();

    assertThat(execute("notify", "--config", file, "--routing", file)).isEqualTo(2);
    assertThat(err.toString()).contains("--routing needs --dry-run");
  }

  @Test
  void whoever_names_no_command_sees_which_there_are_and_then_the_reason() {
    assertThat(execute("model")).isEqualTo(2);
    List<String> lines = err.toString().lines().toList();
    assertThat(lines.get(0)).startsWith("Usage:");
    assertThat(lines.get(lines.size() - 1)).startsWith("customer-health model: which command: ");
  }

  @Test
  void an_option_cannot_write_on_the_terminal() {
    assertThat(execute("topics", "--\u001b[2J")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("\u001b");
  }

  @Test
  void an_empty_history_is_said_to_have_nothing_to_send() {
    String empty = folder.resolve("empty").toString();

    assertThat(execute("import", "-c", folder.resolve("c.yml").toString(), empty)).isZero();
    assertThat(out.toString()).contains(empty + " is empty", "there is nothing to send");
  }

  @Test
  void how_many_lines_were_rejected_is_said_again_in_the_end() throws IOException {
    Path file = Files.writeString(folder.resolve("h.ndjson"), "no event\n{}\n");

    assertThat(
            execute("import", "--check", "-c", folder.resolve("c.yml").toString(), file.toString()))
        .isEqualTo(1);
    assertThat(out.toString().lines().reduce((one, other) -> other))
        .hasValue(
            "2 of 2 lines were rejected: 2 are no events, 0 make no sense, 0 are too large; the"
                + " reasons are above");
  }

  @Test
  void a_history_out_of_order_is_told_what_to_do() throws IOException {
    String login =
        """
        {"topic":"product-usage","event":{"event_id":"%s","account_id":"a",\
        "occurred_at":"2026-0%d-01T10:00:00Z","type":"LOGIN","user_id":"u"}}
        """;
    Path file =
        Files.writeString(
            folder.resolve("h.ndjson"), login.formatted("a", 2) + login.formatted("b", 1));

    assertThat(execute("import", "-c", folder.resolve("c.yml").toString(), file.toString()))
        .isEqualTo(1);
    assertThat(out.toString()).endsWith("say import --sort.\n");
    assertThat(execute("simulate", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " ")).contains("is loaded by import --sort");
  }

  private int execute(String... arguments) {
    return RootCommand.commandLine(Clock.systemUTC())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
