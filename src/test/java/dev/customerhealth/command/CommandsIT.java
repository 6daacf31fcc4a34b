package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.sandbox.RunningService;
import dev.customerhealth.development.sandbox.Sandbox;
import dev.customerhealth.development.sandbox.SandboxOptions;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.history.KafkaEventSender;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.testing.KeptFolder;
import dev.customerhealth.testing.LeapingClock;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.WireEvents;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What people command, from the command line through a real broker and back. */
class CommandsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern ALERT_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @TempDir Path folder;

  private Sandbox sandbox;
  private Path file;
  private ServiceConfig config;
  private String out;
  private String err;

  @BeforeEach
  void startSandbox() throws Exception {
    Path data = Files.createTempDirectory(KeptFolder.ofBuild(), "commands-it-");
    sandbox =
        Sandbox.start(
            CommandLine.populateCommand(
                new SandboxOptions(), "--data-dir", data.resolve("sandbox").toString()));
    file =
        Files.writeString(
            folder.resolve("quick.yml"),
            Files.readString(sandbox.configFile()) + "time: {tick-interval: 200ms}\n");
    config = ConfigLoader.ofProcess().load(file);
  }

  @AfterEach
  void stopSandbox() throws Exception {
    sandbox.close();
  }

  @Test
  void a_person_overrides_a_score_which_survives_a_restart_and_ends_by_time() throws Exception {
    try (RunningService service = start()) {
      use("acme");
      awaitScoreOf("acme");

      assertThat(
              run(
                  "override",
                  "set",
                  "acme",
                  "--score",
                  "85",
                  "--until",
                  "1h",
                  "--by",
                  "kim",
                  "--reason",
                  "The sponsor called",
                  "--id",
                  "c-1"))
          .as(err)
          .isZero();
      assertThat(out)
          .contains("accepted   acme  score set: nothing -> score 85 until ")
          .contains(", by kim: The sponsor called");
      assertThat(run("explain", "acme")).isZero();
      assertThat(out).contains("kim set 85.0, \"Healthy\", instead on ");
      assertThat(
              run(
                  "override",
                  "set",
                  "acme",
                  "--band",
                  "splendid",
                  "--until",
                  "1h",
                  "--reason",
                  "It feels so"))
          .isEqualTo(1);
      assertThat(err).contains("refused: band_id is 'splendid'; expected a band of model M0");
      assertThat(service.ended()).isNotDone();
    }
    assertThat(run("override", "list")).isZero();
    assertThat(out).contains("acme").contains("85.0 Healthy").contains("The sponsor called");

    LeapingClock time = new LeapingClock();
    try (RunningService service = start(Presets.policy(), time)) {
      String end = time.inTenMinutes().toString();
      assertThat(
              run(
                  "override",
                  "set",
                  "acme",
                  "--band",
                  "critical",
                  "--until",
                  end,
                  "--reason",
                  "A rival's offer"))
          .as(err)
          .isZero();
      assertThat(out).as("what stood survived").contains("score 85 -> band critical");
      assertThat(run("sentiment", "set", "acme", "4", "--reason", "They like us")).as(err).isZero();
      assertThat(out).contains("sentiment given: nothing -> sentiment 75%");

      time.leap();
      Awaitility.await("the end of the override")
          .atMost(LIMIT)
          .until(() -> run("audit", "--account", "acme") == 0 && out.contains("expired"));
      assertThat(out.lines())
          .as(out)
          .hasSize(5)
          .anyMatch(line -> line.contains("refused") && line.contains("band splendid"))
          .anyMatch(line -> line.contains("expired    acme  band set: band critical -> nothing"));
      assertThat(run("override", "clear", "acme", "--reason", "Settled")).isEqualTo(1);
      assertThat(err).contains("refused: no override stands");
      assertThat(service.ended()).isNotDone();
    }
    assertThat(run("override", "list")).isZero();
    assertThat(out).contains("no override stands");
    assertThat(run("accounting")).as(out + err).isZero();
  }

  @Test
  void a_command_that_makes_no_sense_is_told_in_one_line_and_not_sent() {
    assertThat(run("override", "set", "acme", "--score", "120", "--until", "100d", "--reason", " "))
        .isEqualTo(2);
    assertThat(err.lines())
        .hasSize(4)
        .startsWith("customer-health override set: score is 120.0; expected 0.0 to 100.0")
        .anyMatch(line -> line.contains("expires_at is ") && line.contains("at latest"))
        .contains("customer-health override set: reason is missing; expected why it is decided");
    assertThat(run("override", "set", "acme", "--score", "80", "--until", "1h")).isEqualTo(2);
    assertThat(err).contains("--reason");
    assertThat(run("sentiment", "set", "acme", "6", "--reason", "wow")).isEqualTo(2);
    assertThat(run("audit")).isZero();
    assertThat(out).contains("nothing was recorded within 30d");
  }

  @Test
  void without_a_service_a_command_is_sent_and_waits() {
    assertThat(
            run(
                "override",
                "set",
                "acme",
                "--score",
                "80",
                "--until",
                "1h",
                "--reason",
                "x",
                "--answer-within",
                "300ms"))
        .as(err)
        .isZero();
    assertThat(err).contains("sent, but not taken within 300ms; is the service running?");
  }

  @Test
  void a_record_that_nobody_can_read_keeps_no_command_from_reading_the_others() throws Exception {
    try (RunningService service = start()) {
      use("acme");
      awaitScoreOf("acme");
      assertThat(
              run("override", "set", "acme", "--score", "85", "--until", "1h", "--reason", "Why"))
          .as(err)
          .isZero();
      assertThat(service.ended()).isNotDone();
    }
    Topics topics = Topics.of(config.topics().settings());
    byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);
    try (KafkaTestClient client = new KafkaTestClient(config.kafka().bootstrapServers())) {
      for (Topic<?> topic :
          List.of(
              topics.healthScores(),
              topics.healthScoreChanges(),
              topics.healthAlerts(),
              topics.portfolioHealth(),
              topics.auditLog(),
              topics.scoringModels(),
              topics.clockTicks())) {
        client.send(topic.name(), "acme".getBytes(StandardCharsets.UTF_8), junk);
        client.send(new ProducerRecord<>(topic.name(), 0, junk, junk));
      }
    }

    assertThat(run("explain", "acme")).as(err).isZero();
    assertThat(out).contains("85.0");
    assertThat(err).containsPattern("health-scores, partition \\d, offset \\d+ cannot be read");
    assertThat(err).contains("health-score-changes, partition ");
    assertThat(run("override", "list")).as(err).isZero();
    assertThat(out).contains("acme");
    assertThat(err)
        .containsPattern(
            "health-scores, partition 0, offset \\d+ cannot be read and is passed over:")
        .contains("4 bytes are too short");
    assertThat(run("alerts", "list")).as(err).isZero();
    assertThat(err).contains("health-alerts, partition 0, offset ");
    assertThat(run("alerts", "quality", "--json")).as(err).isZero();
    assertThat(err).contains("health-alerts, partition 0, offset ");
    new ObjectMapper().readTree(out);
    assertThat(run("audit", "--since", "36500d")).as(err).isZero();
    assertThat(out).contains("score 85");
    assertThat(err).contains("audit-log, partition 0, offset ");
    assertThat(run("portfolio", "--slices")).as(err).isZero();
    assertThat(err).contains("portfolio-health, partition 0, offset ");
    assertThat(run("model", "published")).as(err).isZero();
    assertThat(run("peers", "publish", "--from-scores", "--print")).as(err).isZero();
    assertThat(err).contains("health-scores, partition 0, offset ");
    assertThat(run("accounting")).as(out + err).isZero();
  }

  /**
   * On the day of the first score nothing is raised, so the account is known for two days. A clock
   * more than an hour ahead would not be believed.
   */
  @Test
  void what_a_person_does_about_an_alert_survives_the_loss_of_all_state() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (RunningService service = start(Presets.shippedPolicy(), Duration.ofDays(-2))) {
      use("acme", now.minus(Duration.ofDays(2)), 12);
      answer("acme", "s", 9, now.minus(Duration.ofDays(2)));
      awaitScoreOf("acme");
      assertThat(service.ended()).isNotDone();
    }
    try (RunningService service = start(Presets.shippedPolicy(), Duration.ZERO)) {
      for (int number = 0; number < 4; number++) {
        answer("acme", "bad-" + number, 0, now);
      }
      awaitAlerts("feedback-negative");

      done("alerts", "acknowledge", "acme", "feedback-negative", "--reason", "I call them");
      awaitAlerts("acknowledged", "taken on by kim: I call them");
      done("alerts", "assign", "acme", "feedback-negative", "--to", "bob", "--reason", "On leave");
      awaitAlerts("bob", "handed over by kim: On leave");
      done("alerts", "feedback", "acme", "feedback-negative", "useful", "--reason", "A real one");
      awaitAlerts("judged by kim: A real one");
      done(
          "alerts",
          "snooze",
          "acme",
          "feedback-negative",
          "--until",
          "20m",
          "--reason",
          "They are at a fair");
      awaitAlerts("snoozed", "put off until ", " by kim: They are at a fair", "bob");
      assertThat(service.ended()).isNotDone();
    }
    String before = idOfOpenAlert();
    wipe(config.stateDirectory());

    try (RunningService service = start(Presets.shippedPolicy(), Duration.ofMinutes(40))) {
      awaitAlerts("was put off until now and is still true", "bob");
      assertThat(idOfOpenAlert()).isEqualTo(before);
      assertThat(service.ended()).isNotDone();
    }
    assertThat(run("alerts", "list", "--owner", "bob", "--rule", "feedback-negative")).isZero();
    assertThat(out.lines().filter(line -> !line.startsWith(" "))).as(out).hasSize(2);
    assertThat(run("alerts", "list", "--rule", "feedback-negativ")).isEqualTo(2);
    assertThat(err).contains("no rule feedback-negativ; did you mean feedback-negative?");
    assertThat(run("alerts", "list", "--rule", "sponsor-absent")).as(err).isZero();
    assertThat(out).startsWith("no alert is open of rule sponsor-absent");
    assertThat(run("alerts", "list", "--json")).as(err).isZero();
    assertThat(new ObjectMapper().readTree(out).findValuesAsText("rule_id"))
        .contains("feedback-negative");
    assertThat(run("alerts", "quality", "--json")).as(err).isZero();
    JsonNode figures = new ObjectMapper().readTree(out).path("rules").path("feedback-negative");
    assertThat(figures.get("raised").asInt()).as(out).isEqualTo(1);
    assertThat(figures.get("acknowledged").asInt()).isEqualTo(1);
    assertThat(figures.get("useful").asInt()).isEqualTo(1);
    assertThat(run("audit", "--account", "acme")).isZero();
    assertThat(out.lines()).as(out).hasSize(4);
  }

  private void done(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--by", "kim"));
    assertThat(run(all.toArray(String[]::new))).as(out + err).isZero();
    assertThat(out).contains("accepted");
  }

  private void awaitAlerts(String... all) {
    Awaitility.await("alerts with " + List.of(all))
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(run("alerts", "list", "--account", "acme")).as(err).isZero();
              // Long lines are wrapped.
              assertThat(out.replaceAll("\\s+", " ")).contains(all);
            });
  }

  private String idOfOpenAlert() {
    assertThat(run("alerts", "list", "--rule", "feedback-negative")).as(err).isZero();
    return ALERT_ID.matcher(out).results().map(MatchResult::group).collect(Collectors.joining(","));
  }

  private static void wipe(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private RunningService start() throws Exception {
    return start(Presets.policy(), Duration.ZERO);
  }

  private RunningService start(HealthPolicy policy, Duration ahead) throws Exception {
    return start(policy, Clock.offset(Clock.systemUTC(), ahead));
  }

  private RunningService start(HealthPolicy policy, Clock clock) throws Exception {
    RunningService service = RunningService.start(config, policy, clock, UnaryOperator.identity());
    Awaitility.await("the service to be ready").atMost(LIMIT).until(service.status()::ready);
    return service;
  }

  private void use(String account) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    use(account, now, 12);
    answer(account, "s", 9, now);
  }

  private void answer(String account, String eventId, double value, Instant at) {
    Topics topics = Topics.of(config.topics().settings());
    send(
        new HistoryEvent(
            topics.surveyResponses().name(), WireEvents.nps(account, eventId, value, at).build()));
  }

  private void use(String account, Instant at, int times) {
    Topics topics = Topics.of(config.topics().settings());
    send(
        IntStream.range(0, times)
            .mapToObj(
                number ->
                    new HistoryEvent(
                        topics.productUsage().name(),
                        WireEvents.featureUse(account, "f" + number, "u", "feature-" + number, at)
                            .build()))
            .toArray(HistoryEvent[]::new));
  }

  private void send(HistoryEvent... events) {
    Topics topics = Topics.of(config.topics().settings());
    try (ContractSerdes serdes = ContractSerdes.from(config.registry().forSerdes());
        KafkaEventSender sender =
            KafkaEventSender.connect(config.kafka().forPlainClient(), topics, serdes, "test")) {
      for (HistoryEvent event : events) {
        sender.send(event);
      }
      sender.flush();
    }
  }

  private void awaitScoreOf(String account) {
    Awaitility.await("a score of " + account)
        .atMost(LIMIT)
        .until(() -> run("explain", account) == 0);
  }

  private int run(String... arguments) {
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine command = RootCommand.commandLine(Clock.systemUTC());
    command.setOut(new PrintWriter(told)).setErr(new PrintWriter(wrong));
    List<String> all = new ArrayList<>(List.of(arguments));
    // What is issued has a reason. However long the machine takes, it is to be answered.
    if (all.contains("--reason") && !all.contains("--answer-within")) {
      all.addAll(List.of("--answer-within", LIMIT.toSeconds() + "s"));
    }
    all.add("--config");
    all.add(file.toString());
    int exit = command.execute(all.toArray(String[]::new));
    out = told.toString();
    err = wrong.toString();
    return exit;
  }
}
