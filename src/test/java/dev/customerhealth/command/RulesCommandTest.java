package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.model.RuleLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RulesCommandTest {
  private static final Path DOCUMENT = Path.of("docs/alerts.md");
  private static final String OPEN = "<!-- rules -->\n";
  private static final String CLOSE = "<!-- /rules -->";
  private static final String OWN =
      """
      version: 4
      extends: standard
      rules:
        - {id: usage-silent, enabled: false}
        - id: no-meetings
          label: No meeting for a month
          severity: info
          when: {measure: {measure: communication, at-most: 0, resolved-at: 1}}
          confirm: 36h
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void a_valid_file_is_named_with_what_it_switches_on() throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yml"), OWN);
    int shipped = RuleLibrary.shipped().rules().size();
    long on = RuleLibrary.shipped().rules().stream().filter(AlertRule::enabled).count();

    assertThat(execute("rules", "validate", file.toString())).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            file + ": version 4 is valid: " + (shipped + 1) + " rules, " + on + " of them on");
  }

  @Test
  void every_problem_is_told_and_the_exit_code_is_1() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rules.yml"),
            OWN.replace("severity: info", "severity: loud").replace("36h", "soon"));

    assertThat(execute("rules", "validate", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            file + ":7: rules[no-meetings].severity: 'loud': expected info or warning or critical",
            file
                + ":9: rules[no-meetings].confirm: 'soon': expected hours or days, for instance 12h"
                + " or 3d",
            "2 problems");
  }

  @Test
  void a_file_that_is_not_there_is_told_in_the_words_of_every_other_command() {
    assertThat(execute("rules", "validate", folder.resolve("none.yml").toString())).isEqualTo(1);
    String ofRules = err.toString();

    assertThat(execute("model", "validate", folder.resolve("none.yml").toString())).isEqualTo(1);
    assertThat(err.toString()).isEqualTo(ofRules + ofRules);
    assertThat(ofRules).startsWith(folder.resolve("none.yml") + ": no such file or folder");
  }

  @Test
  void the_rules_of_an_installation_are_listed_with_what_its_file_says() throws IOException {
    assertThat(execute("rules", "list", "--config", installation(OWN).toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("\\* off +usage-silent +R50a +warning +Nobody has .*"))
        .anyMatch(line -> line.matches("\\* on +no-meetings +own +info +No meeting for a month"))
        .anyMatch(line -> line.matches(" {2}on +score-drop-7d +R46 +critical +The score fell.*"));
  }

  @Test
  void a_rule_is_shown_with_everything_it_says() throws IOException {
    assertThat(execute("rules", "show", "no-meetings", "--config", installation(OWN).toString()))
        .isZero();
    assertThat(out.toString().lines())
        .contains(
            "Rule       no-meetings, on",
            "Raised     communication is at most 0 contacts",
            "Resolved   1 contacts or more",
            "Confirmed  36h",
            "Action     what the band says");
  }

  @Test
  void an_unknown_rule_is_an_error_with_what_was_probably_meant() {
    assertThat(execute("rules", "show", "usage-silnt")).isEqualTo(2);
    assertThat(err.toString()).contains("no rule usage-silnt", "did you mean usage-silent?");
  }

  @Test
  void a_wrong_file_of_an_installation_is_told_before_anything_starts() throws IOException {
    Path config = installation("version: 1\nrules: []\n");

    assertThat(execute("describe", "--config", config.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("rules.yml:2: rules: expected a list of at least 1 item");
  }

  @Test
  void the_document_holds_the_shipped_rules() throws IOException {
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(OPEN) + OPEN.length();
    int to = document.indexOf(CLOSE);
    assertThat(from).as("a section for the table").isGreaterThan(OPEN.length());
    String table = RuleText.markdown(RuleLibrary.shipped());
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.writeString(DOCUMENT, document.substring(0, from) + table + document.substring(to));
      return;
    }
    assertThat(document.substring(from, to))
        .as("%s; mvn -Dtest=RulesCommandTest -Dsnapshots=update test rewrites it", DOCUMENT)
        .isEqualTo(table);
  }

  @Test
  void a_mistyped_id_of_a_shipped_rule_is_named_with_what_was_meant() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("near.yml"),
            """
            version: 1
            extends: standard
            rules:
              - {id: feedback-negativ, enabled: false}
            """);

    assertThat(execute("rules", "validate", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("near.yml:4: rules[feedback-negativ].id: 'feedback-negativ': no shipped rule")
        .contains("did you mean feedback-negative?")
        .contains("1 problem");
  }

  /** Somebody's own rule may well be called nearly like one that is shipped. */
  @Test
  void a_rule_of_ones_own_may_be_called_nearly_like_a_shipped_one() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("own.yml"),
            """
            version: 1
            extends: standard
            rules:
              - id: score-drop-8d
                label: It fell
                severity: info
                when: {score-drop: {more-than: 30, resolved-at: 10, within: 8d}}
            """);

    assertThat(execute("rules", "validate", file.toString())).as(err.toString()).isZero();
  }

  @Test
  void a_directory_and_a_file_that_is_no_text_are_told_as_such() throws IOException {
    Path binary = Files.write(folder.resolve("b.yml"), new byte[] {0x7f, 'E', 'L', 'F', -1, -2});

    assertThat(execute("rules", "validate", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(folder + ": expected a file, this is a folder");
    assertThat(execute("rules", "validate", binary.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("b.yml: expected text in UTF-8");
  }

  @Test
  void the_example_of_the_document_is_valid() throws IOException {
    String page = Files.readString(DOCUMENT);
    String open = "<!-- example -->\n```yaml\n";
    int from = page.indexOf(open) + open.length();
    Path file =
        Files.writeString(
            folder.resolve("example.yml"),
            page.substring(from, page.indexOf("```\n<!-- /example -->")));

    assertThat(execute("rules", "validate", file.toString())).as(err.toString()).isZero();
  }

  private Path installation(String rules) throws IOException {
    Files.writeString(folder.resolve("rules.yml"), rules);
    return Files.writeString(
        folder.resolve("c.yml"),
        """
        kafka: {bootstrap.servers: 'a:1'}
        registry: {schema.registry.url: 'http://a'}
        state-dir: /srv/x
        alerts: {rules: rules.yml}
        """);
  }

  private int execute(String... arguments) {
    CommandLine commandLine = RootCommand.commandLine(Clock.systemUTC());
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
