package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.sandbox.RunningService;
import dev.customerhealth.development.sandbox.Sandbox;
import dev.customerhealth.development.sandbox.SandboxOptions;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.testing.KeptFolder;
import dev.customerhealth.testing.Presets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What would have been told, by file and by topics, beside what the service really told. */
class AlertFiguresIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;

  private Sandbox sandbox;
  private Path config;
  private String out;
  private String err;

  @BeforeEach
  void startSandbox() throws Exception {
    Path data = Files.createTempDirectory(KeptFolder.ofBuild(), "figures-it-");
    sandbox =
        Sandbox.start(
            CommandLine.populateCommand(
                new SandboxOptions(), "--data-dir", data.resolve("sandbox").toString()));
    config =
        Files.writeString(
            folder.resolve("slow.yml"),
            Files.readString(sandbox.configFile()) + "time: {tick-interval: 1h}\n");
  }

  @AfterEach
  void stopSandbox() throws Exception {
    sandbox.close();
  }

  private JsonNode json(String... arguments) throws Exception {
    assertThat(run(arguments)).as(err).isZero();
    return new ObjectMapper().readTree(out);
  }

  private int run(String... arguments) {
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine command = RootCommand.commandLine(Clock.systemUTC());
    command.setOut(new PrintWriter(told)).setErr(new PrintWriter(wrong));
    int exit = command.execute(arguments);
    out = told.toString();
    err = wrong.toString();
    return exit;
  }

  /** Of one topic: what several took in within one millisecond has no order among them. */
  private String usageOfBook() throws Exception {
    Path book = folder.resolve("book.ndjson");
    assertThat(run("simulate", "-o", book.toString(), "--accounts", "40", "--days", "100"))
        .as(err)
        .isZero();
    Path usage = folder.resolve("usage.ndjson");
    try (Stream<String> lines = Files.lines(book)) {
      Files.write(usage, lines.filter(line -> line.contains("\"product-usage\"")).toList());
    }
    return usage.toString();
  }

  @Test
  void a_simulation_of_files_one_of_topics_and_what_was_told_agree() throws Exception {
    String book = usageOfBook();
    assertThat(run("import", "--config", config.toString(), book)).as(err).isZero();

    JsonNode ofFile = json("alerts", "simulate", "--from", book, "--json");
    JsonNode ofTopics =
        json("alerts", "simulate", "--from", "topics", "--config", config.toString(), "--json");
    assertThat(ofFile.path("all").path("raised").asInt()).isPositive();
    assertThat(ofFile.path("weeks").size()).isGreaterThan(3);
    assertThat(ofTopics).isEqualTo(ofFile);

    ServiceConfig settings = ConfigLoader.ofProcess().load(config);
    requireOtherRulesOverTopicsAndNothingSent(settings, ofTopics);
    requireTheSameOfAModelOverTopicsAsOverFiles(book);
    try (RunningService service =
        RunningService.start(
            settings, Presets.shippedPolicy(), Clock.systemUTC(), UnaryOperator.identity())) {
      Awaitility.await("the service to be ready").atMost(LIMIT).until(service.status()::ready);
      Awaitility.await("the service to have told what was foretold")
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () ->
                  assertThat(
                          json("alerts", "quality", "--config", config.toString(), "--json")
                              .path("weeks"))
                      .isEqualTo(
                          json(
                                  "alerts",
                                  "simulate",
                                  "--from",
                                  "topics",
                                  "--config",
                                  config.toString(),
                                  "--json")
                              .path("weeks")));
    }
    assertThat(run("alerts", "quality", "--config", config.toString(), "--weeks")).isZero();
    assertThat(out.lines().findFirst().orElseThrow())
        .startsWith("rule")
        .contains("raised", "alone", "acked", "false");
    assertThat(out).contains("score-drop-7d", "-W");
  }

  private void requireTheSameOfAModelOverTopicsAsOverFiles(String book) throws Exception {
    String tried =
        Files.writeString(
                folder.resolve("tried.yml"), "id: tried\nversion: 1\nextends: M1\nlabel: Tried\n")
            .toString();
    assertThat(run("model", "replay", tried, "--from", book)).as(err).isZero();
    String ofFile = out;
    assertThat(run("model", "replay", tried, "--from", "topics", "--config", config.toString()))
        .as(err)
        .isZero();
    assertThat(out).contains("tried version 1 in the place of M0").isEqualTo(ofFile);
  }

  /** Rules of a file are judged over topics; not a record more lies in any of them after it. */
  private void requireOtherRulesOverTopicsAndNothingSent(ServiceConfig settings, JsonNode shipped)
      throws Exception {
    Path rules =
        Files.writeString(
            folder.resolve("rules.yml"),
            """
            version: 1
            extends: standard
            rules:
              - id: score-drop-30d
                when:
                  score-drop: {more-than: 5, resolved-at: 2, within: 30d}
            """);
    Map<String, Map<Integer, Long>> before;
    Map<String, Map<Integer, Long>> after;
    Set<String> groups;
    JsonNode changed;
    String bootstrap =
        settings
            .kafka()
            .forPlainClient()
            .get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
            .toString();
    try (KafkaTestClient client = new KafkaTestClient(bootstrap)) {
      before = ends(client, settings);
      changed =
          json(
              "alerts",
              "simulate",
              "--rules",
              rules.toString(),
              "--from",
              "topics",
              "--config",
              config.toString(),
              "--json");
      after = ends(client, settings);
      groups =
          client.admin().listGroups().all().get().stream()
              .map(GroupListing::groupId)
              .collect(Collectors.toSet());
    }
    assertThat(raised(changed)).isGreaterThan(raised(shipped));
    assertThat(changed.path("rules").path("score-drop-7d"))
        .isEqualTo(shipped.path("rules").path("score-drop-7d"));
    assertThat(after).isEqualTo(before);
    assertThat(groups).isEmpty();
  }

  private static int raised(JsonNode figures) {
    return figures.path("rules").path("score-drop-30d").path("raised").asInt();
  }

  private static Map<String, Map<Integer, Long>> ends(
      KafkaTestClient client, ServiceConfig settings) {
    return Topics.of(settings.topics().settings()).all().stream()
        .map(topic -> topic.name())
        .collect(Collectors.toMap(name -> name, client::endOffsets));
  }
}
