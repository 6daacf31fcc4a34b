package dev.customerhealth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Apicurio registry as a child process on loopback, set to BACKWARD; only in tests of the
 * profile interop, which unpacks it.
 *
 * <pre>{@code
 * try (ApicurioRegistry registry = ApicurioRegistry.start(directory)) {
 *   Map<String, String> configuration = Map.of("schema.registry.url", registry.url());
 * }
 * }</pre>
 *
 * <p>What is registered lies in the directory: started again over it, on the same port if wanted,
 * it gives the same ids.
 */
public final class ApicurioRegistry implements AutoCloseable {
  private static final Path UNPACKED = Path.of("target", "interop", "apicurio");
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Thread atExit;
  private final int port;
  private final Path log;

  private ApicurioRegistry(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
    this.atExit = new Thread(process::destroyForcibly, "stop-apicurio");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts one on any free port and waits until it answers. */
  public static ApicurioRegistry start(Path directory) {
    return start(directory, freePort());
  }

  /** Starts one on a port of 127.0.0.1 and waits until it answers. */
  public static ApicurioRegistry start(Path directory, int port) {
    try {
      Files.createDirectories(directory);
      Path log = directory.resolve("apicurio.log");
      Process process =
          new ProcessBuilder(command(directory, port))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      ApicurioRegistry registry = new ApicurioRegistry(process, port, log);
      registry.awaitStart();
      return registry;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Its Confluent-compatible address, for {@code schema.registry.url}. */
  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** Stops it and waits until it is gone. Closing again changes nothing. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private static List<String> command(Path directory, int port) throws IOException {
    Path database = directory.toAbsolutePath().resolve("registry");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx400m",
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + port,
        // Without these the management interface opens 0.0.0.0:9000.
        "-Dquarkus.management.host=127.0.0.1",
        "-Dquarkus.management.port=" + freePort(),
        "-Dquarkus.http.access-log.enabled=false",
        "-Dapicurio.datasource.url=jdbc:h2:file:" + database,
        "-Dapicurio.datasource.jdbc.initial-size=2",
        "-Dapicurio.datasource.jdbc.min-size=2",
        "-Dapicurio.storage.snapshot.location=" + directory.toAbsolutePath(),
        "-jar",
        runner().toAbsolutePath().toString());
  }

  private static Path runner() throws IOException {
    if (!Files.isDirectory(UNPACKED)) {
      throw new IllegalStateException(UNPACKED + " is missing: run with mvn -Pinterop verify");
    }
    try (Stream<Path> files = Files.list(UNPACKED)) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no runner jar in " + UNPACKED));
    }
  }

  private void awaitStart() {
    try {
      Awaitility.await("Apicurio to answer, see " + log)
          .atMost(START_TIMEOUT)
          .pollInterval(Duration.ofMillis(200))
          .failFast("Apicurio has ended, see " + log, () -> !process.isAlive())
          .ignoreExceptionsMatching(IOException.class::isInstance)
          .until(this::acceptsBackwardAsLevel);
    } catch (RuntimeException | Error neverStarted) {
      close();
      throw neverStarted;
    }
  }

  /** Apicurio's own default is NONE: it would take every schema. */
  private boolean acceptsBackwardAsLevel() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/config"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
            .build();
    try {
      HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
      return response.statusCode() == 200;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
