package dev.customerhealth.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.testing.NpmFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors that use the YAML language server do with a model file, by the shipped schema. */
class EditorInteropIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA = "scoring-model.schema.json";

  /** As docs/models.md has it. */
  private static final String POINTER = "# yaml-language-server: $schema=" + SCHEMA + "\n";

  private static NpmFolder editor;

  @TempDir Path folder;

  @BeforeAll
  static void install() throws Exception {
    editor = NpmFolder.install("editor", "ask.js");
  }

  @BeforeEach
  void keepTheSchemaBesideTheFile() throws IOException {
    Files.copy(Path.of("schemas", "model", SCHEMA), folder.resolve(SCHEMA));
  }

  @Test
  void it_offers_every_measure_where_one_belongs() throws Exception {
    String measure = "      - measure: ";
    List<String> offered =
        offered(
            """
            id: mine
            version: 1
            extends: M0
            components:
              - id: usage
                measures:
            """
                + measure
                + "\n",
            measure.length());

    assertThat(offered).containsAll(Measure.all().stream().map(Measure::id).toList());
  }

  @Test
  void it_offers_the_fields_of_a_model_and_the_roles_of_a_band() throws Exception {
    assertThat(offered("id: mine\nversion: 1\n\n", 0))
        .contains("extends", "components", "caps", "bands", "minimum-coverage")
        .doesNotContain("id", "version");

    String role = "    role: ";
    assertThat(offered("id: mine\nversion: 1\nbands:\n  - id: good\n" + role + "\n", role.length()))
        .contains("grow", "monitor", "intervene", "escalate");
  }

  @Test
  void it_marks_a_measure_that_is_none_and_a_field_that_no_model_has() throws Exception {
    JsonNode marked =
        shown(
                """
                id: mine
                version: 1
                extends: M0
                colour: red
                components:
                  - id: usage
                    measures:
                      - measure: login-freqency
                """)
            .get("marked");

    assertThat(marked).as(marked.toString()).hasSize(2);
    assertThat(marked.findValuesAsText("line")).containsExactlyInAnyOrder("4", "8");
    assertThat(marked.findValuesAsText("message")).anyMatch(text -> text.contains("colour"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4"})
  void it_marks_nothing_in_a_shipped_model(String id) throws Exception {
    String model = Files.readString(Path.of("src", "main", "resources", "models", id + ".yml"));

    assertThat(shown(model.substring(model.indexOf('\n') + 1)).get("marked")).isEmpty();
  }

  /** What is offered at the end of the last line but for the empty one. */
  private List<String> offered(String model, int character) throws Exception {
    Path file = write(model);
    int line = (int) (POINTER + model).lines().count() - 1;
    JsonNode offered =
        JSON.readTree(
                editor.run(
                    Map.of(),
                    "ask.js",
                    file.toString(),
                    Integer.toString(line),
                    Integer.toString(character)))
            .get("offered");
    return JSON.convertValue(offered, new TypeReference<List<String>>() {});
  }

  private JsonNode shown(String model) throws Exception {
    return JSON.readTree(editor.run(Map.of(), "ask.js", write(model).toString()));
  }

  private Path write(String model) throws IOException {
    return Files.writeString(folder.resolve("model.yml"), POINTER + model);
  }
}
