package dev.customerhealth.development.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo as a stranger starts it: the distribution by its launcher, whose plain output is all
 * there is.
 */
class DemoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration END_LIMIT = Duration.ofSeconds(60);

  /** What Java answers with when it was ended by SIGINT. */
  private static final int INTERRUPTED = 130;

  /** Not JUnit's: that is a temporary folder, where a state directory is refused. */
  private Path cache;

  @TempDir Path directory;

  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void makeCache() throws IOException {
    Path target = Files.createDirectories(Path.of("target")).toAbsolutePath();
    cache = Files.createTempDirectory(target, "demo-it-");
  }

  @AfterEach
  void endWhatWasStarted() throws IOException, InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void it_shows_scores_in_the_bands_and_live_drops_with_reasons_and_ends_without_a_trace()
      throws IOException, InterruptedException {
    Path output = directory.resolve("demo.txt");
    int kafkaPort = freePort();
    int registryPort = freePort();
    Process demo =
        start(
            output,
            "--accounts",
            "80",
            "--days",
            "100",
            "--history-in",
            "10s",
            "--kafka-port",
            Integer.toString(kafkaPort),
            "--registry-port",
            Integer.toString(registryPort));

    awaitOutput(demo, output, "demo   live ");
    awaitOutput(demo, output, " [1-9][\\d,]* events/s, [1-9][\\d,]* so far");
    for (String band : List.of("Healthy", "Stable", "At risk", "Critical")) {
      awaitOutput(demo, output, band + " +from +\\d+ +[1-9]");
    }
    awaitOutput(
        demo, output, "alert .* raised +critical +score-drop-7d .* lost .* most of it: .* -\\d");
    awaitOutput(demo, output, "-\\d+\\.\\d  .* -> .* -\\d+\\.\\d, ");
    awaitOutput(demo, output, "UTC   live and complete after \\d+ s");
    assertThat(isFree(kafkaPort)).as("the broker's port while it runs").isFalse();
    assertThat(isFree(registryPort)).as("the registry's port while it runs").isFalse();
    // A process that ended has no descendants any more: they are somebody else's.
    List<ProcessHandle> children = demo.descendants().toList();
    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor())
        .isZero();

    assertThat(demo.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).isEqualTo(INTERRUPTED);
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(isFree(kafkaPort)).as("the broker's port afterwards").isTrue();
    assertThat(isFree(registryPort)).as("the registry's port afterwards").isTrue();
    assertThat(left()).isEmpty();
  }

  @Test
  void a_second_start_on_the_same_data_goes_on_and_ends_by_itself()
      throws IOException, InterruptedException {
    Path data = cache.resolve("mine");
    Path output = directory.resolve("demo.txt");
    String[] small = {
      "--accounts", "10", "--days", "40", "--history-in", "2s", "--data-dir", data.toString()
    };
    Process first = start(output, small);
    awaitOutput(first, output, "demo   live ");
    awaitOutput(first, output, "Accounts: 10 scored");
    first.destroy();
    assertThat(first.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

    Path again = directory.resolve("again.txt");
    Process second =
        start(
            again,
            Stream.concat(Stream.of(small), Stream.of("--for", "60s")).toArray(String[]::new));

    awaitOutput(second, again, "Accounts: 10 scored");
    assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).as(Files.readString(again)).isZero();
    assertThat(lastBusinessTime(again)).isGreaterThanOrEqualTo(lastBusinessTime(output));
    assertThat(data).isDirectory();
  }

  @Test
  void a_port_in_use_is_one_clear_line_and_a_failure() throws IOException, InterruptedException {
    Path output = directory.resolve("demo.txt");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Process demo = start(output, "--kafka-port", port);

      assertThat(demo.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(demo.exitValue()).isEqualTo(1);
      assertThat(Files.readAllLines(output))
          .filteredOn(line -> line.startsWith("customer-health: "))
          .singleElement()
          .asString()
          .contains(port, "in use");
    }
    assertThat(left()).isEmpty();
  }

  /** Below those the system lends: nobody beside us gets it meanwhile by asking for any port. */
  private static int freePort() {
    return new Random().ints(20_000, 32_000).filter(DemoIT::isFree).findFirst().orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private Process start(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    // A build in the background ignores interrupts, and its children would inherit that.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(unpacked().resolve("bin/customer-health").toString());
    command.add("demo");
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
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

  private static void awaitOutput(Process process, Path output, String pattern) {
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

  /** Year to minute, which sorts as text. */
  private static String lastBusinessTime(Path output) throws IOException {
    return Files.readAllLines(output).stream()
        .filter(line -> line.matches("business time .* UTC.*"))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring("business time Sat ".length(), line.indexOf(" UTC")))
        .orElseThrow();
  }

  /** What is left of temporary data. */
  private List<Path> left() throws IOException {
    Path sandboxes = cache.resolve("customer-health");
    if (!Files.exists(sandboxes)) {
      return List.of();
    }
    try (Stream<Path> left = Files.list(sandboxes)) {
      return left.toList();
    }
  }
}
