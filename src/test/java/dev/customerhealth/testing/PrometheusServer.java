package dev.customerhealth.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The Prometheus of Debian's package, on a free port, with our rules and short intervals. */
public final class PrometheusServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  private PrometheusServer(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it.
   *
   * @param folder for its data and log
   * @param rules folder of the rule files
   * @param targets job to scrape, with its host and port
   */
  public static PrometheusServer start(Path folder, Path rules, Map<String, String> targets)
      throws IOException {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), config(rules, targets));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                DebianProgram.find("prometheus", "prometheus").toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, "http://127.0.0.1:" + port);
    Awaitility.await("Prometheus")
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> server.get("/-/ready").statusCode() == 200);
    return server;
  }

  /** A port that nobody has at this moment. */
  public static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static String config(Path rules, Map<String, String> targets) {
    return """
    global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
    rule_files: ['%s/*.yml']
    scrape_configs:
    """
            .formatted(rules.toAbsolutePath())
        + new TreeMap<>(targets)
            .entrySet().stream()
                .map(
                    target ->
                        "  - {job_name: %s, static_configs: [{targets: ['%s']}]}"
                            .formatted(target.getKey(), target.getValue()))
                .collect(Collectors.joining("\n", "", "\n"));
  }

  /** What an expression is at a moment: the field {@code data} of the answer. */
  public JsonNode at(String expression, Instant time) {
    return query("/api/v1/query?query=%s&time=%s".formatted(encoded(expression), time));
  }

  /** What an expression was over a time: the field {@code data} of the answer. */
  public JsonNode over(String expression, Instant from, Instant until, Duration step) {
    return query(
        "/api/v1/query_range?query=%s&start=%s&end=%s&step=%d"
            .formatted(encoded(expression), from, until, step.toSeconds()));
  }

  /** All rules with their state. */
  public JsonNode rules() {
    return query("/api/v1/rules");
  }

  /** What is scraped, and how that went. */
  public JsonNode targets() {
    return query("/api/v1/targets?state=active");
  }

  private JsonNode query(String path) {
    try {
      JsonNode answer = new ObjectMapper().readTree(get(path).body());
      if (!answer.path("status").asText().equals("success")) {
        throw new AssertionError("Prometheus refuses " + path + ": " + answer);
      }
      return answer.path("data");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address + path)).timeout(LIMIT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
