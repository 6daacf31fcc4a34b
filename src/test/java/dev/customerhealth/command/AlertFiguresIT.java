package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.development.sandbox.RunningService;
import dev.customerhealth.development.sandbox.Sandbox;
import dev.customerhealth.development.sandbox.SandboxOptions;
import dev.customerhealth.testing.KeptFolder;
import dev.customerhealth.testing.Presets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
}
