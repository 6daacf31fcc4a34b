package dev.customerhealth.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.customerhealth.domain.measure.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schema that editors complete by, against the loader: what the schema refuses the loader
 * refuses, and what the loader accepts the schema accepts. {@code -Dsnapshots=update} writes the
 * measures of the catalogue into the schema.
 */
class ModelSchemaTest {
  private static final Path SCHEMA = Path.of("schemas/model/scoring-model.schema.json");
  private static final Path PRESETS = Path.of("src/main/resources/models");
  private static final YAMLMapper YAML = new YAMLMapper();

  static List<Mistakes> mistakes() {
    return Mistakes.all();
  }

  static List<Path> presets() throws IOException {
    try (Stream<Path> files = Files.list(PRESETS)) {
      return files.sorted().toList();
    }
  }

  @Test
  void it_knows_the_measures_of_the_catalogue() throws IOException {
    String text = Files.readString(SCHEMA);
    String open = "\"enum\": [\n        \"";
    int from = text.indexOf(open, text.indexOf("\"measure-id\": {")) + "\"enum\": [\n".length();
    int to = text.indexOf("\n      ]", from);
    String expected =
        Measure.all().stream()
            .map(measure -> "        \"" + measure.id() + "\"")
            .collect(Collectors.joining(",\n"));
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.writeString(SCHEMA, text.substring(0, from) + expected + text.substring(to));
      return;
    }

    assertThat(text.substring(from, to))
        .as(
            "mvn -Dtest=ModelSchemaTest -Dsnapshots=update test writes the catalogue into "
                + SCHEMA)
        .isEqualTo(expected);
  }

  @Test
  void it_is_a_schema_itself() throws IOException {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());

    assertThat(
            factory.getSchema(SchemaLocation.of(schema.get("$schema").asText())).validate(schema))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void every_preset_follows_it_and_points_editors_to_it(Path preset) throws IOException {
    assertThat(objections(Files.readString(preset))).isEmpty();
    String pointer = Files.readAllLines(preset).get(0).replaceFirst(".*\\$schema=", "");
    assertThat(preset.getParent().resolve(pointer).normalize()).isEqualTo(SCHEMA);
  }

  @Test
  void it_accepts_a_sound_model() throws IOException {
    assertThat(objections(Mistakes.SOUND)).isEmpty();
  }

  @Test
  void it_accepts_a_model_that_says_only_what_it_changes() throws IOException {
    assertThat(
            objections(
                """
                id: X1
                version: 1
                extends: M0
                components:
                  - id: growth
                    measures: [{measure: user-growth, remove: true}]
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void it_sees_the_mistakes_a_schema_can_see(Mistakes mistake) throws IOException {
    assertThat(!objections(mistake.yaml()).isEmpty())
        .as("objections: %s", objections(mistake.yaml()))
        .isEqualTo(mistake.schemaSees());
  }

  private static Set<ValidationMessage> objections(String yaml) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMA));
    return schema.validate(YAML.readTree(yaml));
  }
}
