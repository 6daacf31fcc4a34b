package dev.customerhealth.runtime;

import dev.customerhealth.CustomerHealth;
import dev.customerhealth.testing.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The service in a process of its own, as the launcher starts it. */
final class ServiceProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Pattern ADDRESS = Pattern.compile("answering: (http://\\S+)");

  private final Process process;
  private final Path log;

  private ServiceProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static ServiceProcess start(Path configFile) {
    return start(configFile, new ChildJvm(CustomerHealth.class));
  }

  private static ServiceProcess start(Path configFile, ChildJvm jvm) {
    Path log = configFile.resolveSibling("service-" + System.nanoTime() + ".log");
    try {
      return new ServiceProcess(
          jvm.jvmFlags(List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"))
              .arguments("run", "--config", configFile.toString())
              .errorsTo(log)
              .start(),
          log);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static ServiceProcess ready(Path configFile) {
    ServiceProcess service = start(configFile);
    service.awaitReady();
    return service;
  }

  /** From the jar and the libraries that are shipped, and nothing else. */
  static ServiceProcess ofDistribution(Path configFile) {
    Path jar = Path.of("target", "dist", "customer-health.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is missing: mvn package makes it");
    }
    ServiceProcess service =
        start(configFile, new ChildJvm(CustomerHealth.class.getName(), jar.toString()));
    service.awaitReady();
    return service;
  }

  private void awaitReady() {
    Awaitility.await("the service process to be ready")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> status("/readyz") == 200);
  }

  /** The status of an answer over HTTP. */
  int status(String path) throws IOException, InterruptedException {
    return get(path).statusCode();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    Matcher address = ADDRESS.matcher(log());
    if (!address.find()) {
      throw new IOException("no address yet");
    }
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address.group(1) + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** Everything it wrote to stderr. */
  String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Waits for the end. */
  int exitCode() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the service process still runs:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exitCode();
  }
}
