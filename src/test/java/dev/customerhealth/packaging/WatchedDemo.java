package dev.customerhealth.packaging;

import dev.customerhealth.CustomerHealth;
import dev.customerhealth.command.RootCommand;
import dev.customerhealth.development.DevelopmentMain;
import dev.customerhealth.testing.ChildJvm;
import dev.customerhealth.testing.PrometheusServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import picocli.CommandLine;

/**
 * The demo as the README starts it, with a notifier beside it and a Prometheus that scrapes both.
 * Everything listens on free ports of this machine and ends with it.
 */
final class WatchedDemo implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int COLUMN_ACCOUNT = 0;
  private static final int COLUMN_RULE = 1;

  private final Path folder;
  private final Path config;
  private final int servicePort;
  private final int notifierPort;
  private final Deque<Runnable> running = new ArrayDeque<>();
  private PrometheusServer prometheus;

  private WatchedDemo(Path folder) throws IOException {
    this.folder = folder;
    this.config = folder.resolve("sandbox").resolve("customer-health.yml");
    this.servicePort = PrometheusServer.freePort();
    this.notifierPort = PrometheusServer.freePort();
  }

  /**
   * Starts everything; returns while the demo plays its history.
   *
   * @param folder empty, not in a temporary place
   */
  static WatchedDemo start(Path folder) throws Exception {
    WatchedDemo demo = new WatchedDemo(folder);
    try {
      demo.begin();
      return demo;
    } catch (Exception | AssertionError failed) {
      demo.close();
      throw new AssertionError(demo.told(), failed);
    }
  }

  /** What its processes wrote to their errors. */
  private String told() throws IOException {
    StringBuilder told = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".err")).toList()) {
        told.append(file).append('\n').append(Files.readString(file));
      }
    }
    return told.toString();
  }

  private void begin() throws Exception {
    child(
        new ChildJvm(DevelopmentMain.class)
            .jvmFlags(List.of("-Xmx768m"))
            .arguments(
                "demo",
                "--data-dir",
                folder.resolve("sandbox").toString(),
                "--http-port",
                Integer.toString(servicePort),
                "--live-rate",
                "100")
            .errorsTo(folder.resolve("demo.err")));
    awaitAnswer(servicePort, "/healthz");
    Path routing =
        Files.writeString(
            folder.resolve("routing.yml"),
            """
            version: 1
            history_after: 365d
            receivers:
              - name: everybody
                log_configs: [{send_resolved: true}]
            route: {receiver: everybody, group_by: [account], group_wait: 100ms, group_interval: 1s, repeat_interval: never}
            """);
    Map<String, String> notifying =
        Map.of(
            "CUSTOMER_HEALTH__NOTIFY__ROUTING",
            routing.toString(),
            "CUSTOMER_HEALTH__NOTIFY__HTTP_PORT",
            Integer.toString(notifierPort));
    Process topics =
        new ChildJvm(CustomerHealth.class)
            .environment(notifying)
            .arguments("topics", "--config", config.toString())
            .errorsTo(folder.resolve("topics.err"))
            .start();
    topics.getInputStream().readAllBytes();
    if (topics.waitFor() != 0) {
      throw new AssertionError(Files.readString(folder.resolve("topics.err")));
    }
    prometheus =
        PrometheusServer.start(
            folder,
            PrometheusRules.FOLDER,
            Map.of(
                "customer-health", "127.0.0.1:" + servicePort,
                "customer-health-notify", "127.0.0.1:" + notifierPort));
    running.push(prometheus::close);
    child(
        new ChildJvm(CustomerHealth.class)
            .jvmFlags(List.of("-Xmx256m"))
            .environment(notifying)
            .arguments("notify", "--config", config.toString())
            .errorsTo(folder.resolve("notify.err")));
    awaitAnswer(notifierPort, "/readyz");
  }

  private void child(ChildJvm jvm) throws IOException {
    Process process = jvm.start();
    Thread reader = new Thread(() -> readAway(process), "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
    running.push(() -> end(process));
  }

  /** A full pipe would hold the process. */
  private static void readAway(Process process) {
    try {
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException ended) {
      // Nobody reads on: the process was ended.
      process.destroy();
    }
  }

  private void awaitAnswer(int port, String path) {
    Awaitility.await(path + " of " + port)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> get(port, path).statusCode() == 200);
  }

  /** Answer of the service over HTTP. */
  HttpResponse<String> service(String path) throws Exception {
    return get(servicePort, path);
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  PrometheusServer prometheus() {
    return prometheus;
  }

  /** People take three alerts on and say what they were worth. */
  void followUp() {
    List<String[]> open = openAlerts();
    List<String> worths = List.of("useful", "false", "known");
    for (int i = 0; i < worths.size(); i++) {
      String[] alert = open.get(i * (open.size() / worths.size()));
      command(
          "alerts",
          "feedback",
          alert[COLUMN_ACCOUNT],
          alert[COLUMN_RULE],
          worths.get(i),
          "--reason",
          "Looked at it",
          "--config",
          config.toString());
    }
  }

  private List<String[]> openAlerts() {
    List<String[]> open = new ArrayList<>();
    command("alerts", "list", "--config", config.toString())
        .lines()
        .skip(1)
        .filter(line -> !line.startsWith(" "))
        .forEach(line -> open.add(line.split(" +")));
    return open;
  }

  private static String command(String... arguments) {
    CommandLine commandLine = RootCommand.commandLine(Clock.systemUTC());
    StringWriter written = new StringWriter();
    commandLine.setOut(new PrintWriter(written));
    commandLine.setErr(new PrintWriter(written));
    if (commandLine.execute(arguments) != 0) {
      throw new AssertionError(String.join(" ", arguments) + ": " + written);
    }
    return written.toString();
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      running.pop().run();
    }
  }
}
