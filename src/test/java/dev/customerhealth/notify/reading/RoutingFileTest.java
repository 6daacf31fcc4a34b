package dev.customerhealth.notify.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.notify.notice.Urgency;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader of routing files and the schema editors complete by, held to one list of mistakes. */
class RoutingFileTest {
  private static final Path SCHEMA = Path.of("schemas/notify/routing.schema.json");
  private static final Path EXAMPLE = Path.of("config/routing.yml");
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "SLACK", "https://hooks.slack.com/services/T0/B0/hush",
          "TEAMS", "https://teams.example.com/workflows/hush",
          "HOOK", "https://hook.example.com/in",
          "PAGER", "R0UT1NGK3Y",
          "SIGNING", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
          "MAIL_PASSWORD", "hush");

  @TempDir Path folder;

  static List<RoutingMistakes> mistakes() {
    return RoutingMistakes.all();
  }

  @Test
  void every_field_is_read() throws Exception {
    Routing routing = read(RoutingMistakes.SOUND);

    assertThat(routing.allTargets())
        .extracting(Target::id)
        .containsExactly(
            "everybody/slack/1",
            "everybody/msteams/1",
            "everybody/email/1",
            "everybody/email/2",
            "everybody/log/1",
            "machines/pagerduty/1",
            "machines/webhook/1",
            "machines/cloudevents/1");
    assertThat(routing.person("kim").zone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(routing.person("kim").quietHours()).isEqualTo(routing.quietHours());
    assertThat(routing.person("lee").quietHours().orElseThrow().from())
        .isEqualTo(LocalTime.of(22, 0));
    assertThat(routing.rateLimit().orElseThrow().except()).containsExactly(Urgency.CRITICAL);
    assertThat(routing.historyAfter()).isEqualTo(Duration.ofHours(12));
    assertThat(routing.intervals()).containsOnlyKeys("year-end");
    assertThat(routing.smtp().orElseThrow().port()).isEqualTo(587);
  }

  @Test
  void a_route_inherits_what_it_does_not_say() throws Exception {
    Routing routing = read(RoutingMistakes.SOUND);

    var child = routing.root().routes().get(0).routes().get(0);
    assertThat(child.receiver()).isEqualTo("machines");
    assertThat(child.groupWait()).isEqualTo(Duration.ofSeconds(10));
    assertThat(child.groupInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(child.repeatInterval()).isEmpty();
    assertThat(child.muteTimes()).as("as in Alertmanager, not inherited").isEmpty();
  }

  @Test
  void a_secret_may_lie_in_a_file_beside_the_routing_file() throws Exception {
    Files.writeString(folder.resolve("slack-url"), "https://hooks.slack.com/from-file\n");

    Routing routing = read(RoutingMistakes.SOUND.replace("url_env: SLACK", "url_file: slack-url"));

    assertThat(((ChannelSettings.Slack) routing.allTargets().get(0).settings()).url().value())
        .isEqualTo("https://hooks.slack.com/from-file");
  }

  @Test
  void a_routing_never_prints_its_secrets() throws Exception {
    assertThat(read(RoutingMistakes.SOUND).toString())
        .doesNotContain("hush", "R0UT1NGK3Y", "whsec_")
        .contains("(secret from $PAGER)");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void every_mistake_is_told_with_line_path_value_and_what_was_expected(RoutingMistakes mistake)
      throws IOException {
    Path file = Files.writeString(folder.resolve("routing.yml"), mistake.yaml());

    InvalidConfigException refused =
        catchThrowableOfType(
            InvalidConfigException.class, () -> RoutingFile.read(file, ENVIRONMENT));

    assertThat(refused.problems())
        .extracting(ConfigProblem::toString)
        .containsExactlyElementsOf(
            mistake.problems().stream().map(problem -> file + ":" + problem).toList());
  }

  @Test
  void all_mistakes_are_told_at_once() throws IOException {
    String yaml =
        RoutingMistakes.SOUND
            .replace("group_wait: 10s", "group_wait: ten")
            .replace("time_zone: Europe/Berlin", "time_zone: Nowhere/Land")
            .replace("receiver: machines\n      continue", "receiver: nobody\n      continue");
    Path file = Files.writeString(folder.resolve("routing.yml"), yaml);

    assertThatThrownBy(() -> RoutingFile.read(file, ENVIRONMENT))
        .hasMessageContainingAll("Nowhere/Land", "ten", "nobody");
  }

  @Test
  void a_missing_file_is_told_by_its_name() {
    assertThatThrownBy(() -> RoutingFile.read(folder.resolve("none.yml"), ENVIRONMENT))
        .hasMessage(folder.resolve("none.yml") + ": no such file");
  }

  @Test
  void the_example_is_sound_and_points_editors_to_the_schema() throws Exception {
    assertThat(RoutingFile.read(EXAMPLE, Map.of()).allTargets()).hasSize(1);
    assertThat(objections(Files.readString(EXAMPLE))).isEmpty();
    String pointer = Files.readAllLines(EXAMPLE).get(0).replaceFirst(".*\\$schema=", "");
    assertThat(EXAMPLE.getParent().resolve(pointer).normalize()).isEqualTo(SCHEMA);
  }

  @Test
  void the_schema_is_a_schema_itself() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());

    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(schema.get("$schema").asText()))
                .validate(schema))
        .isEmpty();
  }

  @Test
  void the_schema_accepts_a_sound_file() throws IOException {
    assertThat(objections(RoutingMistakes.SOUND)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void the_schema_sees_the_mistakes_a_schema_can_see(RoutingMistakes mistake) throws IOException {
    assertThat(!objections(mistake.yaml()).isEmpty())
        .as("objections: %s", objections(mistake.yaml()))
        .isEqualTo(mistake.schemaSees());
  }

  private Routing read(String yaml) throws IOException, InvalidConfigException {
    return RoutingFile.read(Files.writeString(folder.resolve("routing.yml"), yaml), ENVIRONMENT);
  }

  private static Set<ValidationMessage> objections(String yaml) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(SCHEMA))
        .validate(new YAMLMapper().readTree(yaml));
  }
}
