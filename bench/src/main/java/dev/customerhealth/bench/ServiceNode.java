package dev.customerhealth.bench;

import dev.customerhealth.testing.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One of several instances of the shipped service, set up as the page for operators says: a name of
 * its own in the group, a standby replica of every partition, its own state directory and port.
 */
final class ServiceNode implements AutoCloseable {
  private static final String MAIN_CLASS = "dev.customerhealth.CustomerHealth";
  private static final Path DISTRIBUTION = Path.of("target", "dist");
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
  private final Path config;
  private final Path log;
  private final int port;
  private final List<String> jvmFlags;
  private Process process;

  ServiceNode(String name, String group, Path directory, TestBed testBed, List<String> jvmFlags)
      throws IOException {
    this.jvmFlags = jvmFlags;
    this.port = Service.freePort();
    this.log = directory.resolve(name + ".log");
    this.config =
        Files.writeString(
            directory.resolve(name + ".yml"),
            """
            application-id: %s
            state-dir: %s
            kafka:
              bootstrap.servers: %s
            registry:
              schema.registry.url: %s
            streams:
              processing-guarantee: exactly_once_v2
              threads: 2
              standby-replicas: 1
              group-instance-id: %s
            topics:
              replication-factor: 1
            http:
              host: 127.0.0.1
              port: %d
            """
                .formatted(
                    group,
                    Files.createDirectory(directory.resolve(name)).toAbsolutePath(),
                    testBed.bootstrapServers(),
                    testBed.registryUrl(),
                    name,
                    port));
  }

  void start() throws IOException {
    process = child("run").start();
  }

  /** A command of the shipped program with the configuration of this node. */
  private ChildJvm child(String command) throws IOException {
    Path jar = DISTRIBUTION.resolve("customer-health.jar");
    if (!Files.exists(jar)) {
      throw new IOException(jar.toAbsolutePath() + " is not there: build it with bench/nodes");
    }
    return new ChildJvm(MAIN_CLASS, jar + ":" + DISTRIBUTION.resolve("lib") + "/*")
        .jvmFlags(jvmFlags)
        .arguments(command, "--config", config.toString())
        .errorsTo(log);
  }

  /** SIGTERM: it may finish what it does. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitValue() {
    return process.exitValue();
  }

  Path log() {
    return log;
  }

  /** Whether everything it was assigned is restored and moves. */
  boolean isReady() {
    return waitsFor().isEmpty();
  }

  /** What keeps it from being ready, in its own words; nothing when it is. */
  String waitsFor() {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                  .timeout(ANSWER_LIMIT)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? "" : answer.body().strip();
    } catch (IOException noAnswer) {
      return "an answer within " + ANSWER_LIMIT.toSeconds() + " s";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "nothing: interrupted";
    }
  }

  /** Whether every input record was worked off exactly once, by the topics alone. */
  boolean isEven() throws IOException, InterruptedException {
    Process accounting = child("accounting").start();
    accounting.getInputStream().transferTo(OutputStream.nullOutputStream());
    return accounting.waitFor() == 0;
  }

  @Override
  public void close() {
    if (process == null || !process.isAlive()) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
