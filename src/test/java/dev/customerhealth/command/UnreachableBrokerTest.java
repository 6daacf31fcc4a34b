package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.notify.reading.RoutingFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a person sees whose Kafka is not there. */
class UnreachableBrokerTest {
  private static final String LOGIN =
      """
      {"topic":"product-usage","event":{"event_id":"e","account_id":"a",\
      "occurred_at":"2026-01-01T10:00:00Z","type":"LOGIN","user_id":"u"}}
      """;

  @TempDir Path folder;

  private final StringWriter err = new StringWriter();
  private String address;

  @BeforeEach
  void findAnAddressNobodyListensAt() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "127.0.0.1:" + free.getLocalPort();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"topics", "accounting", "explain acme", "import FILE", "simulate --accounts 1"})
  void is_told_at_once_what_is_waited_for_and_in_the_end_which_address_does_not_answer(
      String command) throws IOException {
    String file = Files.writeString(folder.resolve("h.ndjson"), LOGIN).toString();
    Path config = config(address);

    int exit =
        execute(
            Stream.concat(
                    Stream.of(command.replace("FILE", file).split(" ")),
                    Stream.of("--wait", "3s", "--config", config.toString()))
                .toArray(String[]::new));

    assertThat(exit).isEqualTo(1);
    List<String> lines = err.toString().lines().toList();
    assertThat(lines).contains("waiting for Kafka at " + address);
    assertThat(lines.get(lines.size() - 1))
        .contains("no answer from Kafka at " + address + " within 3s", config.toString());
  }

  @Test
  void is_told_that_a_host_is_not_known() throws IOException {
    Path config = config("no-such-host.invalid:9092");

    assertThat(execute("topics", "--config", config.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "customer-health: no such host: kafka.bootstrap.servers is no-such-host.invalid:9092");
  }

  @Test
  void a_routing_file_is_read_before_kafka_is_waited_for() throws IOException {
    Path routing = Files.writeString(folder.resolve("r.yml"), "version: 1\nreceivers: none\n");

    assertThat(
            execute(
                "notify",
                "--dry-run",
                "--routing",
                routing.toString(),
                "--config",
                config(address).toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("r.yml:2: receivers").doesNotContain("waiting for Kafka");
  }

  @Test
  void a_notifier_waits_for_as_long_as_it_takes_says_for_what_and_ends_when_it_is_told_to()
      throws Exception {
    Path routing =
        Files.writeString(
            folder.resolve("routing.yml"),
            """
            version: 1
            receivers: [{name: all, log_configs: [{}]}]
            route: {receiver: all}
            """);
    Path config = config(address);
    Files.writeString(
        config,
        "http: {host: 127.0.0.1}\nnotify: {routing: '" + routing + "', http-port: 0}\n",
        StandardOpenOption.APPEND);
    NotifierRun run =
        new NotifierRun(
            new ConfigLoader(Map.of(), List.of()).load(config),
            RoutingFile.read(routing, Map.of()),
            List.of(),
            Clock.systemUTC(),
            Duration.ofMillis(1500));
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    Logger log = (Logger) LoggerFactory.getLogger(NotifierRun.class);
    log.addAppender(heard);
    FutureTask<Void> running =
        new FutureTask<>(
            () -> {
              run.untilStopped();
              return null;
            });
    try {
      new Thread(running, "notifier-without-kafka").start();
      Awaitility.await("it to look a second and a third time")
          .atMost(Duration.ofSeconds(60))
          .until(() -> saying(heard, "waiting for Kafka at " + address) >= 3);
      assertThat(running.isDone()).isFalse();
      assertThat(run.status().alive()).isTrue();
      assertThat(run.status().ready()).isFalse();
      assertThat(run.status().phase()).isEqualTo("waiting for Kafka at " + address);

      run.stop();
      running.get(60, TimeUnit.SECONDS);
      assertThat(saying(heard, "stopped")).isEqualTo(1);
    } finally {
      run.stop();
      log.detachAppender(heard);
    }
  }

  private static long saying(ListAppender<ILoggingEvent> heard, String text) {
    return List.copyOf(heard.list).stream()
        .filter(event -> event.getFormattedMessage().equals(text))
        .count();
  }

  private Path config(String brokers) throws IOException {
    return Files.writeString(
        folder.resolve("c.yml"),
        """
        kafka: {bootstrap.servers: '%s'}
        registry: {schema.registry.url: 'http://127.0.0.1:1'}
        """
            .formatted(brokers));
  }

  private int execute(String... arguments) {
    return RootCommand.commandLine(Clock.systemUTC())
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
