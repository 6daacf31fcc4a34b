package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.CustomerHealth;
import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.development.sandbox.Sandbox;
import dev.customerhealth.development.sandbox.SandboxOptions;
import dev.customerhealth.testing.ChildJvm;
import dev.customerhealth.testing.KafkaTestClient;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The import command against a real broker and registry. Every test plays in a year of its own,
 * later than those before: time only goes forwards.
 */
class ImportIT {
  private static final AtomicInteger YEAR = new AtomicInteger(2001);

  private static Sandbox sandbox;
  private static KafkaTestClient kafka;

  @TempDir Path directory;

  private final int year = YEAR.getAndIncrement();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void startSandbox() throws Exception {
    Path data = Files.createDirectories(Path.of("target")).toAbsolutePath();
    sandbox =
        Sandbox.start(
            CommandLine.populateCommand(
                new SandboxOptions(),
                "--data-dir",
                Files.createTempDirectory(data, "import-it-").toString()));
    kafka = new KafkaTestClient(sandbox.config().kafka().bootstrapServers());
  }

  @AfterAll
  static void stopSandbox() throws IOException {
    kafka.close();
    sandbox.close();
    try (Stream<Path> files = Files.walk(sandbox.directory())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void events_arrive_keyed_by_account_with_the_ticks_between_their_days() throws IOException {
    int exit =
        load(login("a", "01-01T10:00"), login("b", "01-02T10:00"), login("c", "01-03T10:00"));

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).contains("sent 3 events and 4 ticks");
    for (ConsumerRecord<byte[], byte[]> event : ours(sandbox.topics().productUsage())) {
      Instant time = dayOf(event);
      for (ConsumerRecord<byte[], byte[]> tick : ticks()) {
        // Streams takes records of a partition number across topics by the time of appending.
        if (!time(tick).isBefore(time)) {
          assertThat(tick.timestamp()).isGreaterThan(event.timestamp());
        } else {
          assertThat(tick.timestamp()).isLessThan(event.timestamp());
        }
      }
    }
    assertThat(ours(sandbox.topics().productUsage())).hasSize(3);
    assertThat(ticks()).hasSize(4 * sandbox.topics().clockTicks().partitions());
  }

  /** In one millisecond, the service may judge either first, and every import another. */
  @Test
  void no_two_topics_get_events_of_an_account_in_the_same_millisecond() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int day = 1; day <= 28; day++) {
      lines.add(nps("01-%02dT09:00".formatted(day), 9));
      lines.add(login("e" + day, "01-%02dT10:00".formatted(day)));
    }

    assertThat(load(lines.toArray(String[]::new))).as(err.toString()).isZero();

    assertThat(ours(sandbox.topics().surveyResponses()))
        .hasSize(28)
        .extracting(ConsumerRecord::timestamp)
        .doesNotContainAnyElementsOf(
            ours(sandbox.topics().productUsage()).stream().map(ConsumerRecord::timestamp).toList());
  }

  @Test
  void nonsense_is_sent_for_the_service_to_reject_and_reported_with_exit_code_1()
      throws IOException {
    int exit = load(login("a", "01-01T10:00"), nps("01-01T11:00", 11), "{\"topic\":\"nonsense\"}");

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .contains("1 lines are no events and are not sent", "line 3: field 'topic'")
        .contains("1 events make no sense", "1 OUT_OF_RANGE", "line 2: value is 11.0")
        .contains("sent 2 events");
    assertThat(ours(sandbox.topics().surveyResponses())).hasSize(1);
  }

  @Test
  void a_history_out_of_order_is_refused_before_anything_is_sent() throws IOException {
    int exit = load(login("a", "02-01T10:00"), login("b", "01-01T10:00"));

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .contains("not in order of event time", "line 2 is from " + year + "-01-01T10:00:00Z")
        .contains("Nothing was sent; --sort");
    assertThat(ours(sandbox.topics().productUsage())).isEmpty();
  }

  @Test
  void sorting_sends_it_all_the_same() throws IOException {
    Path file = file(login("a", "02-01T10:00"), login("b", "01-01T10:00"));

    assertThat(run("--sort", file.toString())).as(err.toString()).isZero();
    assertThat(ours(sandbox.topics().productUsage())).hasSize(2);
  }

  @Test
  void history_from_before_the_clock_is_refused_unless_asked_for() throws IOException {
    Path file = file(login("a", "01-01T10:00"));
    assertThat(run("--until", year + "-03-01T00:00:00Z", file.toString())).isZero();

    assertThat(run(file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("the clock of this installation already stands at " + year + "-03-01T00:00:00Z");
    assertThat(run("--behind-the-clock", file.toString())).isZero();
    assertThat(ours(sandbox.topics().productUsage())).hasSize(2);
  }

  @Test
  void told_to_stop_it_says_how_much_was_sent() throws Exception {
    Path file = file(login("a", "01-01T10:00"), login("b", "12-31T10:00"));
    Path log = directory.resolve("import.log");
    Process process =
        new ChildJvm(CustomerHealth.class)
            .arguments(
                "import",
                "--config",
                sandbox.configFile().toString(),
                "--tick-every",
                "1m",
                file.toString())
            .errorsTo(log)
            .start();
    try {
      Awaitility.await("the first event to arrive")
          .atMost(Duration.ofSeconds(60))
          .until(() -> ours(sandbox.topics().productUsage()).size() == 1);
      // Process.destroy() would close the pipe that its last words come through.
      process.toHandle().destroy();

      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("stopped before the end: sent 1 events and ")
          .contains("1 of 2 events were sent and stay; the rest was not sent")
          .contains(file + ": up to line 1;");
    } finally {
      process.destroyForcibly();
    }
    assertThat(ours(sandbox.topics().productUsage())).hasSize(1);
  }

  @Test
  void a_file_that_is_not_there_is_a_wrong_option() {
    assertThat(run(directory.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere: no such file");
  }

  private int load(String... lines) throws IOException {
    return run(file(lines).toString());
  }

  private int run(String... arguments) {
    CommandLine command = RootCommand.commandLine(Clock.systemUTC());
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 3];
    all[0] = "import";
    all[1] = "--config";
    all[2] = sandbox.configFile().toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return command.execute(all);
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(directory.resolve("history.ndjson"), String.join("\n", lines));
  }

  private String login(String id, String time) {
    return "{\"topic\":\"product-usage\",\"event\":{\"event_id\":\"%s\",\"account_id\":\"%s\",\"occurred_at\":\"%s-%s:00Z\",\"type\":\"LOGIN\",\"user_id\":\"u\"}}"
        .formatted(id, account(), year, time);
  }

  private String nps(String time, int value) {
    return "{\"topic\":\"survey-responses\",\"event\":{\"event_id\":\"s\",\"account_id\":\"%s\",\"occurred_at\":\"%s-%s:00Z\",\"kind\":\"NPS\",\"value\":%d,\"scale_min\":0,\"scale_max\":10,\"direction\":\"HIGHER_IS_BETTER\"}}"
        .formatted(account(), year, time, value);
  }

  private String account() {
    return "account-" + year;
  }

  private List<ConsumerRecord<byte[], byte[]>> ours(Topic<?> topic) {
    return kafka.readAll(topic.name()).stream()
        .filter(found -> new String(found.key(), StandardCharsets.UTF_8).equals(account()))
        .toList();
  }

  private Instant dayOf(ConsumerRecord<byte[], byte[]> event) {
    try (ContractSerdes serdes = ContractSerdes.from(sandbox.config().registry().forSerdes())) {
      return serdes
          .of(sandbox.topics().productUsage().valueType())
          .deserializer()
          .deserialize(event.topic(), event.value())
          .getOccurredAt();
    }
  }

  /** The ticks of this test's year. */
  private List<ConsumerRecord<byte[], byte[]>> ticks() {
    Instant from = LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant to = LocalDate.of(year + 1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    return kafka.readAll(sandbox.topics().clockTicks().name()).stream()
        .filter(tick -> !time(tick).isBefore(from) && time(tick).isBefore(to))
        .toList();
  }

  private Instant time(ConsumerRecord<byte[], byte[]> tick) {
    try (ContractSerdes serdes = ContractSerdes.from(sandbox.config().registry().forSerdes())) {
      return serdes
          .of(ClockTick.class)
          .deserializer()
          .deserialize(tick.topic(), tick.value())
          .getTime();
    }
  }
}
