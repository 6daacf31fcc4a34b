package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelCommandTest {
  private static final String SMALL =
      """
      id: small
      version: 2
      label: Small customers
      extends: M0
      components:
        - {id: growth, weight: 20}
      weights: normalised
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void a_valid_file_is_named_with_its_model() throws IOException {
    Path file = Files.writeString(folder.resolve("small.yml"), SMALL);

    assertThat(execute("model", "validate", file.toString())).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(file + ": model small, version 2 is valid");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void every_problem_of_every_file_is_told_and_the_exit_code_is_1() throws IOException {
    Path one =
        Files.writeString(folder.resolve("one.yml"), SMALL.replace("weight: 20", "weight: x"));
    Path two = Files.writeString(folder.resolve("two.yml"), "id: two\nversion: 0\n");

    assertThat(execute("model", "validate", one.toString(), two.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .contains(
            one
                + ":6: components[growth].weight: 'x': expected a weight above 0 and up to 100, or"
                + " a range such as 25-35",
            two + ":2: version: '0': expected a whole number from 1 to 1000000",
            two + ":1: bands: missing: expected a list of at least 1 item")
        .last()
        .isEqualTo("6 problems");
  }

  @Test
  void the_example_of_the_documentation_is_valid() throws IOException {
    String page = Files.readString(Path.of("docs/models.md"));
    String open = "<!-- example -->\n```yaml\n";
    int from = page.indexOf(open) + open.length();
    Path file =
        Files.writeString(
            folder.resolve("example.yml"),
            page.substring(from, page.indexOf("```\n<!-- /example -->")));

    assertThat(execute("model", "validate", file.toString())).as(err.toString()).isZero();
  }

  @Test
  void the_next_version_of_a_shipped_model_as_documented_is_valid_and_to_be_published()
      throws IOException {
    String page = Files.readString(Path.of("docs/models.md"));
    int from = page.indexOf("# my-M0.yml\n");
    Path file =
        Files.writeString(
            folder.resolve("my-M0.yml"), page.substring(from, page.indexOf("```", from)));

    assertThat(execute("model", "validate", file.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith(file + ": model M0, version 3 is valid as the next version of the shipped M0;")
        .contains("publish it");
  }

  @Test
  void a_shipped_model_under_a_version_that_is_shipped_already_is_told_with_what_else_is_wrong()
      throws IOException {
    Path same = Files.writeString(folder.resolve("M1.yml"), "id: M1\nversion: 1\nextends: M1\n");
    Path two = Files.writeString(folder.resolve("two.yml"), "id: two\nversion: 0\nextends: M0\n");

    assertThat(execute("model", "validate", same.toString(), two.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            two + ":2: version: '0': expected a whole number from 1 to 1000000",
            same + ":2: version: '1': expected a version above 4, which is shipped",
            "2 problems");
  }

  @Test
  void an_unknown_base_hides_no_other_mistake_of_the_next_version_of_a_shipped_model()
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("M0.yml"),
            """
            id: M0
            version: two
            extends: M9
            components:
              - id: relationship
                measures:
                  - {measure: npss, weight: 12}
                  - {measure: nps, weight: -12, half-life: 45x}
            bands: 7
            """);

    assertThat(execute("model", "validate", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(":2: version: 'two'", ":3: extends: 'M9'", "'npss'", "'-12'", "'45x'")
        .contains(":9: bands: '7'");
  }

  @Test
  void the_models_of_an_installation_are_listed_beside_the_shipped_ones() throws IOException {
    assertThat(execute("model", "list", "--config", installation("").toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.startsWith("M0 ") && line.endsWith("(shipped)"))
        .anyMatch(line -> line.startsWith("small ") && line.endsWith("small.yml)"));
  }

  @Test
  void a_model_is_shown_with_the_weights_it_counts_with() throws IOException {
    assertThat(execute("model", "show", "small", "--config", installation("").toString())).isZero();
    assertThat(out.toString())
        .contains("Model small, version 2: Small customers; no score under 30% coverage")
        .containsPattern("Growth +18.18\n")
        .containsPattern("user-growth +9.09 +30d +line through -50: 0, 0: 70, 20: 100\n")
        .containsPattern("from +80 +Healthy +grow +green +Look for expansion\n");
  }

  @Test
  void an_unknown_model_is_an_error_with_what_was_probably_meant() {
    assertThat(execute("model", "show", "M00")).isEqualTo(2);
    assertThat(err.toString()).contains("no model M00 among M0", "did you mean M0?");
  }

  @Test
  void a_description_says_which_rule_chooses_which_model() throws IOException {
    Path config =
        installation(
            """
              rules:
                - id: new-customers
                  when: {segment: [smb], stage: [onboarding], renewal-near: false}
                  model: small
            """);

    assertThat(execute("describe", "--config", config.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("new-customers +segment smb, stage onboarding, renewal not near +small\n")
        .containsPattern("default +every account +M0\n")
        .contains("Model M0, version 2", "Model small, version 2");
  }

  @Test
  void a_rule_that_names_no_model_of_ours_is_told_before_anything_starts() throws IOException {
    Path config =
        installation(
            """
              default: M1x
              rules:
                - id: new-customers
                  when: {stage: onboarding}
                  model: smal
            """);

    assertThat(execute("describe", "--config", config.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "models.default: 'M1x': no such model",
            "models.rules[1].model: 'smal': no such model",
            "did you mean small?");
  }

  @Test
  void rules_without_conditions_or_with_unknown_words_are_told_with_their_lines()
      throws IOException {
    Path config =
        installation(
            """
              rules:
                - {id: a, model: M0}
                - {id: a, when: {stage: old}, model: M0}
                - {id: b, when: {renewal-near: soon, stag: mature}}
            """);

    assertThat(execute("describe", "--config", config.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "models.rules[1].when: expected a condition",
            "models.rules[2].id: 'a': expected an id that no other rule has",
            ":8: models.rules[2].when.stage: 'old': expected onboarding or growth or mature",
            ":9: models.rules[3].when.renewal-near: 'soon': expected true or false",
            ":9: models.rules[3].when.stag: no such setting; did you mean"
                + " models.rules[3].when.stage?");
  }

  private Path installation(String rules) throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.writeString(models.resolve("small.yml"), SMALL);
    return Files.writeString(
        folder.resolve("c.yml"),
        """
        kafka: {bootstrap.servers: 'a:1'}
        registry: {schema.registry.url: 'http://a'}
        state-dir: /srv/x
        models:
          files: models
        """
            + rules);
  }

  private int execute(String... arguments) {
    CommandLine commandLine = RootCommand.commandLine(Clock.systemUTC());
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
