package dev.customerhealth.development.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Demos and sandboxes as a stranger starts them: the distribution by its launcher. None outlives
 * its test.
 */
final class StartedDemos implements BeforeEachCallback, AfterEachCallback {

  /** The longest one may take for what is waited for. */
  static final Duration PATIENCE = Duration.ofMinutes(4);

  /** The longest one may take to end. */
  static final Duration END_LIMIT = Duration.ofSeconds(60);

  private final List<Process> started = new ArrayList<>();

  /** Not JUnit's: that is a temporary folder, where a state directory is refused. */
  private Path directory;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    Path target = Files.createDirectories(Path.of("target")).toAbsolutePath();
    directory = Files.createTempDirectory(target, "demo-it-");
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException, InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A file or folder of this test. */
  Path file(String name) {
    return directory.resolve(name);
  }

  /** Starts a command, with all it says in a file. */
  Process start(Path output, String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    // A build in the background ignores interrupts, and its children would inherit that.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(unpacked().resolve("bin/customer-health").toString());
    command.add(name);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", "-Xmx700m");
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /**
   * The distribution as users have it, by its own launcher: what is missing in it would not be
   * missed on the class path of tests. Unpacked, so that the launcher has nothing to build.
   */
  private Path unpacked() throws IOException {
    Path home = directory.resolve("customer-health");
    if (!Files.exists(home)) {
      Path dist = Path.of("target", "dist").toAbsolutePath();
      assertThat(dist.resolve("development")).as("mvn package makes it").isDirectory();
      Files.createDirectories(home.resolve("bin"));
      Files.copy(
          Path.of("bin", "customer-health"),
          home.resolve("bin/customer-health"),
          StandardCopyOption.COPY_ATTRIBUTES);
      for (String part : List.of("customer-health.jar", "lib", "development")) {
        Files.createSymbolicLink(home.resolve(part), dist.resolve(part));
      }
    }
    return home;
  }

  /** Waits until the output holds something like this; fails when the process ends before. */
  static void awaitOutput(Process process, Path output, String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    Awaitility.await("output like: " + pattern)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () -> {
              String shown = Files.readString(output);
              if (!wanted.matcher(shown).find()) {
                assertThat(process.isAlive()).as("the demo ended:\n" + shown).isTrue();
                throw new AssertionError("not yet, shown so far:\n" + shown);
              }
            });
  }

  /** Waits for the end and answers with the exit code. */
  static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)).as("it ended").isTrue();
    return process.exitValue();
  }

  /** The one line with which a command failed, however much else it said. */
  static String failure(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output);
    List<String> failures =
        lines.stream().filter(line -> line.startsWith("customer-health: ")).toList();
    assertThat(failures).as(String.join("\n", lines)).hasSize(1);
    return failures.get(0);
  }

  /** What is left of temporary data. */
  List<Path> left() throws IOException {
    Path sandboxes = directory.resolve("cache/customer-health");
    if (!Files.exists(sandboxes)) {
      return List.of();
    }
    try (Stream<Path> left = Files.list(sandboxes)) {
      return left.toList();
    }
  }
}
