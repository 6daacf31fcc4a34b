package dev.customerhealth.testing;

import dev.customerhealth.development.broker.BrokerMain;
import dev.customerhealth.development.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The embedded broker in a JVM of its own, so that it can be killed, restarted on the same
 * directory and port, and have its CPU time measured apart. It ends with this JVM at the latest.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = EmbeddedBroker.START_LIMIT.plusSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(90);

  private final Path directory;
  private final List<String> jvmFlags;
  private int port;
  private Process process;

  private BrokerProcess(Path directory, List<String> jvmFlags) {
    this.directory = directory;
    this.jvmFlags = jvmFlags;
  }

  /** Starts a broker on the directory, listening on a free port it keeps over restarts. */
  public static BrokerProcess start(Path directory) {
    return start(directory, List.of("-Xmx512m"));
  }

  /** As {@link #start(Path)}, with the child's JVM flags, for example its heap. */
  public static BrokerProcess start(Path directory, List<String> jvmFlags) {
    BrokerProcess broker = new BrokerProcess(directory, List.copyOf(jvmFlags));
    broker.restart();
    return broker;
  }

  /** Starts the stopped or killed broker again, on the same directory and port. */
  public void restart() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("The broker runs as process " + process.pid());
    }
    Path errors = directory.resolveSibling(directory.getFileName() + ".log");
    ChildJvm child =
        new ChildJvm(BrokerMain.class)
            .jvmFlags(jvmFlags)
            .arguments(directory.toString(), Integer.toString(port))
            .errorsTo(errors);
    try {
      Files.createDirectories(directory);
      process = child.start();
      port = awaitReady(errors);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private int awaitReady(Path errors) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line;
    try {
      line =
          CompletableFuture.supplyAsync(() -> readLine(output))
              .get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      line = "interrupted";
    } catch (ExecutionException | TimeoutException failed) {
      line = failed.toString();
    }
    if (line == null || !line.startsWith("READY ")) {
      kill();
      throw new IllegalStateException(
          "The broker process did not start: %s%n%s".formatted(line, Files.readString(errors)));
    }
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  private static String readLine(BufferedReader output) {
    try {
      return output.readLine();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The id of the child, for reading its costs from the operating system. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: the broker gets no chance to flush or say goodbye. Returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** SIGTERM: an orderly stop. Returns when the process has ended. */
  public void stop() {
    process.destroy();
    awaitExit();
  }

  private void awaitExit() {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "The broker process %d did not end within %s".formatted(process.pid(), STOP_LIMIT));
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      stop();
    }
  }
}
