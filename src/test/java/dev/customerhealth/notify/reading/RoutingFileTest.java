package dev.customerhealth.notify.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.notify.notice.Label;
import dev.customerhealth.notify.notice.Urgency;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.InhibitionSources;
import dev.customerhealth.notify.routing.QuietHours;
import dev.customerhealth.notify.routing.RateLimit;
import dev.customerhealth.notify.routing.RetryPlan;
import dev.customerhealth.notify.routing.Route;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Smtp;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.notify.routing.TimeInterval;
import dev.customerhealth.notify.routing.TimeInterval.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void the_example_of_the_document_is_valid_and_routes_mail_as_it_says() throws Exception {
    String page = Files.readString(Path.of("docs/notifications.md"));
    String open = "<!-- example -->\n```yaml\n";
    int from = page.indexOf(open) + open.length();
    Path file =
        Files.writeString(
            folder.resolve("example.yml"),
            page.substring(from, page.indexOf("```\n<!-- /example -->", from)));

    Routing routing = RoutingFile.read(file, Map.of("SMTP_PASSWORD", "hush"));

    assertThat(routing.allTargets())
        .extracting(Target::id, Target::digestAt)
        .containsExactly(
            tuple("csms/email/1", Optional.empty()),
            tuple("managers/email/1", Optional.of(LocalTime.of(8, 30))));
    assertThat(routing.root().taken(new TreeMap<>(Map.of("severity", "CRITICAL"))))
        .extracting(Route::receiver)
        .containsExactly("managers", "csms");
    assertThat(routing.root().taken(new TreeMap<>(Map.of("severity", "INFO"))))
        .extracting(Route::receiver)
        .containsExactly("csms");
  }

  @Test
  void a_rehearsal_needs_no_secret_and_names_those_that_are_missing() throws Exception {
    Path file = Files.writeString(folder.resolve("routing.yml"), RoutingMistakes.SOUND);

    RoutingFile.Rehearsed rehearsed =
        RoutingFile.rehearse(file, Map.of("SLACK", "https://hooks.slack.com/services/T0/B0/hush"));

    assertThat(rehearsed.missing())
        .containsExactly("$HOOK", "$MAIL_PASSWORD", "$PAGER", "$SIGNING", "$TEAMS");
    assertThat(rehearsed.routing().allTargets()).hasSize(9);
    assertThat(RoutingFile.rehearse(file, ENVIRONMENT).missing()).isEmpty();
    assertThat(RoutingFile.rehearse(file, ENVIRONMENT).routing().allTargets())
        .isEqualTo(RoutingFile.read(file, ENVIRONMENT).allTargets());
  }

  @Test
  void a_rehearsal_names_a_missing_file_and_tells_other_mistakes_all_the_same() throws Exception {
    String file = "receivers: [{name: a, pagerduty_configs: [{routing_key_file: pager}]}]\n";
    Path sound =
        Files.writeString(
            folder.resolve("a.yml"), "version: 1\n" + file + "route: {receiver: a}\n");
    Path wrong =
        Files.writeString(
            folder.resolve("b.yml"), "version: 1\n" + file + "route: {receiver: b}\n");

    assertThat(RoutingFile.rehearse(sound, Map.of()).missing())
        .containsExactly(folder.resolve("pager").toString());
    assertThatThrownBy(() -> RoutingFile.rehearse(wrong, Map.of()))
        .isInstanceOf(InvalidConfigException.class);
  }

  @Test
  void every_field_of_the_file_itself_is_read() throws Exception {
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
            "machines/cloudevents/1",
            "machines/alertmanager/1");
    assertThat(routing.person("kim").zone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(routing.person("kim").quietHours()).isEqualTo(routing.quietHours());
    assertThat(routing.person("lee").quietHours().orElseThrow().from())
        .isEqualTo(LocalTime.of(22, 0));
    assertThat(routing.quietHours())
        .contains(
            new QuietHours(
                LocalTime.of(20, 0), LocalTime.of(7, 30), true, Set.of(Urgency.CRITICAL)));
    assertThat(routing.person("kim").email()).contains("kim@example.com");
    assertThat(routing.person("lee").zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(routing.rateLimit())
        .contains(new RateLimit(5, Duration.ofHours(1), Set.of(Urgency.CRITICAL)));
    assertThat(routing.historyAfter()).isEqualTo(Duration.ofHours(12));
    assertThat(routing.retry())
        .isEqualTo(new RetryPlan(Duration.ofSeconds(1), Duration.ofMinutes(10), 3));
    Smtp smtp = routing.smtp().orElseThrow();
    assertThat(smtp.host()).isEqualTo("mail.example.com");
    assertThat(smtp.port()).isEqualTo(587);
    assertThat(smtp.from()).isEqualTo("Health <health@example.com>");
    assertThat(smtp.encryption()).isEqualTo(Smtp.Encryption.STARTTLS);
    assertThat(smtp.username()).contains("health");
    assertThat(smtp.password().orElseThrow().value()).isEqualTo("hush");
    assertThat(smtp.timeLimit()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void every_field_of_intervals_and_of_what_silences_what_is_read() throws Exception {
    Routing routing = read(RoutingMistakes.SOUND);

    assertThat(routing.intervals())
        .containsExactly(
            entry(
                "year-end",
                List.of(
                    new TimeInterval(
                        List.of(new Span(0, 1440)),
                        List.of(new Span(1, 5), new Span(7, 7)),
                        List.of(new Span(1, 5), new Span(-3, -1)),
                        List.of(new Span(12, 12), new Span(1, 2)),
                        List.of(new Span(2026, 2027)),
                        ZoneId.of("Europe/Berlin")))));
    assertThat(routing.inhibitions())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.source()).hasToString("[rule=\"escalation-zone-entered\"]");
              assertThat(rule.target()).hasToString("[rule=~\"score-drop-.*\"]");
              assertThat(rule.equal()).containsExactly("account");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source_match: {rule: escalation-zone-entered}\n"
            + "    target_match_re: {rule: score-drop-.*}",
        "source_match_re: {rule: escalation-zone-entered}\n"
            + "    target_matchers: ['rule=~\"score-drop-.*\"']",
        "source_matchers: ['rule=\"escalation-zone-entered\"']\n"
            + "    target_match: {rule: score-drop-7d}"
      })
  void what_silences_what_is_read_in_alertmanagers_older_words_too(String sides) throws Exception {
    String given =
        "source_matchers: ['rule=\"escalation-zone-entered\"']\n"
            + "    target_matchers: ['rule=~\"score-drop-.*\"']";
    assertThat(RoutingMistakes.SOUND).contains(given);
    String yaml = RoutingMistakes.SOUND.replace(given, sides);

    assertThat(objections(yaml)).isEmpty();
    InhibitionSources sources = new InhibitionSources(read(yaml).inhibitions().get(0));
    sources.open(Map.of("rule", "escalation-zone-entered", "account", "acme"));
    assertThat(sources.silence(Map.of("rule", "score-drop-7d", "account", "acme"))).isTrue();
    assertThat(sources.silence(Map.of("rule", "score-drop-7d", "account", "other"))).isFalse();
    assertThat(sources.silence(Map.of("rule", "usage-silent", "account", "acme"))).isFalse();
  }

  @Test
  void three_dots_group_by_every_label() throws Exception {
    String yaml = RoutingMistakes.SOUND.replace("group_by: [account]", "group_by: ['...']");

    assertThat(objections(yaml)).isEmpty();
    assertThat(read(yaml).root().groupBy()).isEqualTo(Label.words());
  }

  @Test
  void whom_a_channel_leads_to_is_read() throws Exception {
    Routing routing = read(RoutingMistakes.SOUND);

    assertThat(routing.allTargets())
        .filteredOn(target -> routing.reaches(target, "kim"))
        .extracting(Target::id)
        .containsExactly("everybody/msteams/1", "everybody/email/1");
    assertThat(routing.allTargets())
        .as("of lee no address is known")
        .filteredOn(target -> routing.reaches(target, "lee"))
        .extracting(Target::id)
        .containsExactly("everybody/msteams/1");
  }

  @Test
  void every_field_of_a_channel_is_read() throws Exception {
    List<Target> targets = read(RoutingMistakes.SOUND).allTargets();

    assertThat(targets)
        .filteredOn(each -> !each.sendResolved())
        .extracting(Target::id)
        .containsExactly("everybody/msteams/1");
    assertThat(targets)
        .filteredOn(each -> !each.pause().equals(each.kind().pause()))
        .singleElement()
        .satisfies(
            teams -> {
              assertThat(teams.id()).isEqualTo("everybody/msteams/1");
              assertThat(teams.pause()).isEqualTo(Duration.ofSeconds(2));
            });
    assertThat(targets)
        .filteredOn(each -> each.digestAt().isPresent())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.id()).isEqualTo("everybody/email/1");
              assertThat(mail.digestAt()).contains(LocalTime.of(8, 30));
              assertThat(mail.settings())
                  .isEqualTo(
                      new ChannelSettings.Email(true, List.of(), Optional.of("all@example.com")));
            });
    assertThat(targets.get(3).settings())
        .isEqualTo(new ChannelSettings.Email(false, List.of("boss@example.com"), Optional.empty()));
    assertThat(((ChannelSettings.PagerDuty) targets.get(5).settings()).routingKey().value())
        .isEqualTo("R0UT1NGK3Y");
    ChannelSettings.Webhook webhook = (ChannelSettings.Webhook) targets.get(6).settings();
    assertThat(webhook.url().value()).isEqualTo("https://hook.example.com/in");
    assertThat(webhook.signingSecret().value()).startsWith("whsec_");
    assertThat(webhook.allowPrivate()).as("refused unless said").isFalse();
    assertThat(((ChannelSettings.CloudEvents) targets.get(7).settings()).source())
        .isEqualTo("/here");
  }

  @Test
  void every_field_of_a_route_is_read() throws Exception {
    Route root = read(RoutingMistakes.SOUND).root();

    assertThat(root.receiver()).isEqualTo("everybody");
    assertThat(root.groupBy()).containsExactly("account");
    assertThat(root.groupWait()).isEqualTo(Duration.ofSeconds(10));
    assertThat(root.routes())
        .singleElement()
        .satisfies(
            child -> {
              assertThat(child.matchers())
                  .hasToString("[severity=\"CRITICAL\", segment!~\"free|trial\"]");
              assertThat(child.receiver()).isEqualTo("machines");
              assertThat(child.goOn()).isTrue();
              assertThat(child.repeatInterval()).isEmpty();
              assertThat(child.muteTimes()).containsExactly("year-end");
            });
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
        .hasMessage(folder.resolve("none.yml") + ": no such file or folder");
  }

  @Test
  void the_example_is_sound_and_points_editors_to_the_schema() throws Exception {
    assertThat(RoutingFile.read(EXAMPLE, Map.of()).allTargets()).hasSize(2);
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
