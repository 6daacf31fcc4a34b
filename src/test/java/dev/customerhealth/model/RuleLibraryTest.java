package dev.customerhealth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ModelSettings;
import dev.customerhealth.domain.account.Lifecycle.Stage;
import dev.customerhealth.domain.account.ScoreCloses.Period;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.AlertScope;
import dev.customerhealth.domain.alerting.AlertTiming;
import dev.customerhealth.domain.alerting.AllOf;
import dev.customerhealth.domain.alerting.ComponentBeyond;
import dev.customerhealth.domain.alerting.ComponentDrop;
import dev.customerhealth.domain.alerting.Decline;
import dev.customerhealth.domain.alerting.InBand;
import dev.customerhealth.domain.alerting.MeasureBeyond;
import dev.customerhealth.domain.alerting.MeasureBeyond.Compared;
import dev.customerhealth.domain.alerting.MeasureBeyond.Side;
import dev.customerhealth.domain.alerting.ScoreAtLeast;
import dev.customerhealth.domain.alerting.ScoreBelow;
import dev.customerhealth.domain.alerting.ScoreDrop;
import dev.customerhealth.domain.alerting.Severity;
import dev.customerhealth.domain.alerting.ZoneEntered;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.BandRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Alert rules from files, and the schema that editors complete by: what it refuses the reader
 * refuses. {@code -Dsnapshots=update} writes the measures of the catalogue into the schema.
 */
class RuleLibraryTest {
  private static final Path SCHEMA = Path.of("schemas/rules/alert-rules.schema.json");
  private static final Path PRESET = Path.of("src/main/resources/rules/standard.yml");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir Path folder;

  static List<RuleMistakes> mistakes() {
    return RuleMistakes.all();
  }

  private RuleLibrary load(String yaml) throws IOException, InvalidConfigException {
    return RuleLibrary.of(
        Files.writeString(folder.resolve("rules.yml"), yaml), ModelLibrary.presets().models());
  }

  @Test
  void what_a_shipped_rule_asks_is_said_in_the_same_words_by_every_process() {
    assertThat(RuleLibrary.shipped().rules())
        .isNotEmpty()
        .allSatisfy(
            rule -> assertThat(rule.asks()).doesNotContainPattern("@[0-9a-f]+").contains("["));
  }

  private static final String ABOUT_ANOTHER_MODEL =
      """
      version: 1
      rules:
        - id: support-low
          label: Support is bad
          severity: info
          where: {model: [M0, M33]}
          when: {component: {component: hand-holding, below: 40, resolved-at: 50}}
      """;

  @Test
  void a_configured_rule_about_a_model_that_is_only_published_is_a_warning() throws Exception {
    Path file = Files.writeString(folder.resolve("rules.yml"), ABOUT_ANOTHER_MODEL);
    ModelSettings settings = new ModelSettings(List.of(), "M0", "test", List.of(), file);

    assertThat(ConfiguredPolicy.problems(settings)).isEmpty();
    assertThat(ConfiguredPolicy.of(settings).rules())
        .extracting(AlertRule::id)
        .containsExactly("support-low");
    assertThat(ConfiguredPolicy.warnings(settings))
        .containsExactly(
            file
                + ": rules[support-low].where.model: 'M33': no model of the configuration: the rule"
                + " is about nobody until such a model is published; known are M0, M1, M3, M4; did"
                + " you mean M3?");
  }

  @Test
  void a_configured_rule_about_a_component_no_configured_model_has_is_refused() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rules.yml"), ABOUT_ANOTHER_MODEL.replace("[M0, M33]", "[M0]"));
    ModelSettings settings = new ModelSettings(List.of(), "M0", "test", List.of(), file);

    assertThat(ConfiguredPolicy.warnings(settings)).isEmpty();
    assertThat(ConfiguredPolicy.problems(settings))
        .singleElement()
        .asString()
        .contains("'hand-holding': no model among M0 has such a component");
  }

  @Test
  void sound_rules_are_read_to_the_last_field() throws Exception {
    RuleLibrary library = load(RuleMistakes.SOUND);

    assertThat(library.version()).isEqualTo(3);
    assertThat(library.rules()).hasSize(9);
    assertThat(library.rules().get(0))
        .isEqualTo(
            new AlertRule(
                "few-logins",
                "own",
                "Few logins",
                Severity.WARNING,
                true,
                new AlertScope(
                    List.of("smb", "mid-market"),
                    List.of("gold"),
                    List.of(Stage.GROWTH),
                    List.of("M0")),
                5_000,
                new AlertTiming(Duration.ofHours(12), Duration.ofDays(3), Duration.ofDays(5)),
                new MeasureBeyond(
                    WindowedMeasure.of(Measure.LOGIN_FREQUENCY, 7),
                    Compared.VALUE,
                    Side.AT_MOST,
                    3_000,
                    10_000),
                "Call"));
    assertThat(library.descriptionOf("few-logins")).isEqualTo("We were asked for it.");
    assertThat(library.rules())
        .extracting(AlertRule::condition)
        .contains(
            new ScoreDrop(14, 30_000, 10_000),
            new ZoneEntered(BandRole.ESCALATE, 2_000),
            new Decline(Period.WEEKLY, 4, 1_500, 500),
            new ComponentDrop("product-usage", 28, 30_000, 5_000, 3_000),
            new ComponentBeyond("support", ComponentBeyond.Side.BELOW, 40_000, 40_000),
            new ComponentBeyond("growth", ComponentBeyond.Side.AT_LEAST, 90_000, 80_500),
            new AllOf(
                List.of(
                    new ScoreBelow(50_000, 55_000),
                    new MeasureBeyond(
                        WindowedMeasure.of(Measure.TICKETS_OPENED),
                        Compared.PERCENT,
                        Side.AT_LEAST,
                        50_000,
                        20_000),
                    new InBand(BandRole.INTERVENE, false, 3_000))),
            new AllOf(
                List.of(
                    new ScoreAtLeast(90_000, 85_500),
                    new MeasureBeyond(
                        WindowedMeasure.of(Measure.NPS),
                        Compared.VALUE,
                        Side.ABOVE,
                        50_000,
                        50_000),
                    new MeasureBeyond(
                        WindowedMeasure.of(Measure.OPEN_TICKETS),
                        Compared.VALUE,
                        Side.BELOW,
                        3_000,
                        3_000))));
    assertThat(library.rule("low-and-loud").orElseThrow().enabled()).isFalse();
    assertThat(library.rule("big-drop").orElseThrow())
        .extracting(AlertRule::source, AlertRule::action, AlertRule::timing)
        .containsExactly("own", null, AlertTiming.AT_ONCE);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void every_mistake_is_told_with_line_path_value_and_what_was_expected(RuleMistakes mistake) {
    InvalidConfigException refused =
        catchThrowableOfType(InvalidConfigException.class, () -> load(mistake.yaml()));

    String file = folder.resolve("rules.yml").toString();
    assertThat(refused).as(mistake.name()).isNotNull();
    assertThat(refused.problems())
        .extracting(problem -> problem.toString().replace(file, "FILE").replaceFirst("FILE:", ""))
        .containsExactlyElementsOf(mistake.problems());
  }

  @Test
  void all_mistakes_are_told_at_once() {
    String all =
        RuleMistakes.SOUND
            .replace("confirm: 12h", "confirm: soon")
            .replace("role: escalate", "role: run")
            .replace("more-than: 30, resolved-at: 10", "more-than: lots, resolved-at: 10");

    InvalidConfigException refused =
        catchThrowableOfType(InvalidConfigException.class, () -> load(all));

    assertThat(refused.problems()).extracting(ConfigProblem::path).hasSize(3);
  }

  @Test
  void a_file_that_extends_changes_what_it_says_and_nothing_else() throws Exception {
    RuleLibrary library =
        load(
            """
            version: 2
            extends: standard
            rules:
              - {id: usage-silent, enabled: false}
              - {id: payment-failed, enabled: true, cooldown: 5d}
              - id: score-drop-7d
                when: {score-drop: {more-than: 15, resolved-at: 5, within: 7d}}
              - id: my-own
                label: Hardly any meetings
                severity: info
                when: {measure: {measure: communication, at-most: 0, resolved-at: 1}}
            """);

    List<AlertRule> expected = new ArrayList<>();
    for (AlertRule rule : RuleLibrary.shipped().rules()) {
      expected.add(library.rule(rule.id()).orElseThrow());
      boolean said = Set.of("usage-silent", "payment-failed", "score-drop-7d").contains(rule.id());
      assertThat(library.isSaidByFile(rule.id())).isEqualTo(said);
      assertThat(library.rule(rule.id()).orElseThrow().equals(rule)).as(rule.id()).isEqualTo(!said);
    }
    expected.add(library.rule("my-own").orElseThrow());
    assertThat(library.rules()).isEqualTo(expected);
    assertThat(library.version()).isEqualTo(2);
    assertThat(library.rule("usage-silent").orElseThrow().enabled()).isFalse();
    assertThat(library.rule("payment-failed").orElseThrow())
        .matches(AlertRule::enabled)
        .extracting(rule -> rule.timing().cooldown())
        .isEqualTo(Duration.ofDays(5));
    assertThat(library.rule("score-drop-7d").orElseThrow().condition())
        .isEqualTo(new ScoreDrop(7, 15_000, 5_000));
  }

  @Test
  void a_mistake_in_what_changes_a_shipped_rule_is_told_where_it_is() {
    InvalidConfigException refused =
        catchThrowableOfType(
            InvalidConfigException.class,
            () ->
                load(
                    """
                    version: 2
                    extends: standard
                    rules:
                      - {id: usage-silent, severity: loud}
                      - {id: my-own}
                    """));

    assertThat(refused.problems())
        .extracting(ConfigProblem::path)
        .containsExactly(
            "rules[usage-silent].severity",
            "rules[my-own].label",
            "rules[my-own].severity",
            "rules[my-own].when");
    assertThat(refused.problems().get(0).toString()).contains("rules.yml:4: ");
  }

  @Test
  void what_is_written_out_reads_as_the_same_rules() throws Exception {
    RuleLibrary library =
        load("version: 2\nextends: standard\nrules:\n  - {id: usage-silent, enabled: false}\n");

    RuleLibrary again = load(library.text());

    assertThat(again.rules()).isEqualTo(library.rules());
    assertThat(again.version()).isEqualTo(2);
  }

  @Test
  void every_shipped_rule_says_why_it_is_on_or_off() {
    RuleLibrary shipped = RuleLibrary.shipped();
    for (AlertRule rule : shipped.rules()) {
      assertThat(shipped.descriptionOf(rule.id()))
          .as(rule.id())
          .startsWith(rule.enabled() ? "On. " : "Off. ");
    }
  }

  @Test
  void every_alert_of_the_domain_reference_is_shipped() {
    assertThat(RuleLibrary.shipped().rules().stream().map(AlertRule::source).distinct())
        .contains(
            "R46", "R47", "R48", "R49", "R50a", "R50b", "R50c", "R50d", "R50e", "R50f", "R50g",
            "R50h", "R50i", "R50j", "R50k", "R50l", "R50m", "R50n");
  }

  @Test
  void the_schema_is_a_schema_itself() throws IOException {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());

    assertThat(
            factory.getSchema(SchemaLocation.of(schema.get("$schema").asText())).validate(schema))
        .isEmpty();
  }

  @Test
  void the_schema_knows_the_measures_of_the_catalogue() throws IOException {
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
            "mvn -Dtest=RuleLibraryTest -Dsnapshots=update test writes the catalogue into "
                + SCHEMA)
        .isEqualTo(expected);
  }

  @Test
  void the_shipped_rules_follow_the_schema_and_point_editors_to_it() throws IOException {
    assertThat(objections(Files.readString(PRESET))).isEmpty();
    String pointer = Files.readAllLines(PRESET).get(0).replaceFirst(".*\\$schema=", "");
    assertThat(PRESET.getParent().resolve(pointer).normalize()).isEqualTo(SCHEMA);
  }

  @Test
  void the_schema_accepts_what_is_sound_and_what_only_changes_something() throws IOException {
    assertThat(objections(RuleMistakes.SOUND)).isEmpty();
    assertThat(
            objections(
                "version: 2\nextends: standard\nrules: [{id: usage-silent, enabled: false}]\n"))
        .isEmpty();
    assertThat(objections("version: 2\nrules: [{id: usage-silent, enabled: false}]\n"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void the_schema_sees_the_mistakes_a_schema_can_see(RuleMistakes mistake) throws IOException {
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
