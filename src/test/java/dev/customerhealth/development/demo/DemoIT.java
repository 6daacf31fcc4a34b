package dev.customerhealth.development.demo;

import static dev.customerhealth.development.demo.StartedDemos.awaitOutput;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The demo as a stranger starts it: the distribution by its launcher, whose plain output is all
 * there is.
 */
class DemoIT {
  /** What Java answers with when it was ended by SIGINT. */
  private static final int INTERRUPTED = 130;

  /** What the README promises, on a machine with {@link #PROMISED_PROCESSORS} and nothing to do. */
  private static final double PROMISED_SECONDS = 60;

  private static final double PROMISED_PROCESSORS = 2;

  /**
   * Who shares a processor's caches and cores, often unseen on another virtual machine, makes the
   * same work take that much longer.
   */
  private static final double SHARED = 1.25;

  private static final Pattern COMPLETE = Pattern.compile("UTC   live and complete after (\\d+) s");

  @RegisterExtension final StartedDemos demos = new StartedDemos();

  @Test
  void by_default_it_is_complete_in_a_minute_and_it_ends_without_a_trace()
      throws IOException, InterruptedException {
    Path output = demos.file("demo.txt");
    int kafkaPort = freePort();
    int registryPort = freePort();
    Process demo =
        demos.start(
            output,
            "demo",
            "--kafka-port",
            Integer.toString(kafkaPort),
            "--registry-port",
            Integer.toString(registryPort));
    FreeProcessors processors = FreeProcessors.of(demo);

    awaitOutput(demo, output, COMPLETE.pattern());
    assertInTime(output, processors.average());
    awaitOutput(demo, output, " [1-9][\\d,]* events/s, [1-9][\\d,]* so far");
    for (String band : List.of("Healthy", "Stable", "At risk", "Critical")) {
      awaitOutput(demo, output, band + " +from +\\d+ +[1-9]");
    }
    awaitOutput(
        demo, output, "alert .* raised +critical +score-drop-7d .* lost .* most of it: .* -\\d");
    awaitOutput(demo, output, "-\\d+\\.\\d  .* -> .* -\\d+\\.\\d, ");
    assertThat(isFree(kafkaPort)).as("the broker's port while it runs").isFalse();
    assertThat(isFree(registryPort)).as("the registry's port while it runs").isFalse();
    // A process that ended has no descendants any more: they are somebody else's.
    List<ProcessHandle> children = demo.descendants().toList();
    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor())
        .isZero();

    assertThat(StartedDemos.exitCode(demo)).isEqualTo(INTERRUPTED);
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(isFree(kafkaPort)).as("the broker's port afterwards").isTrue();
    assertThat(isFree(registryPort)).as("the registry's port afterwards").isTrue();
    assertThat(demos.left()).isEmpty();
  }

  @Test
  void a_second_start_on_the_same_data_goes_on_and_ends_by_itself()
      throws IOException, InterruptedException {
    Path data = demos.file("mine");
    Path output = demos.file("demo.txt");
    String[] small = {
      "--accounts", "10", "--days", "40", "--history-in", "2s", "--data-dir", data.toString()
    };
    Process first = demos.start(output, "demo", small);
    awaitOutput(first, output, "demo   live ");
    awaitOutput(first, output, "Accounts: 10 scored");
    first.destroy();
    StartedDemos.exitCode(first);

    Path again = demos.file("again.txt");
    Process second =
        demos.start(
            again,
            "demo",
            Stream.concat(Stream.of(small), Stream.of("--for", "60s")).toArray(String[]::new));

    awaitOutput(second, again, "Accounts: 10 scored");
    assertThat(second.waitFor(StartedDemos.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).as(Files.readString(again)).isZero();
    assertThat(lastBusinessTime(again)).isGreaterThanOrEqualTo(lastBusinessTime(output));
    assertThat(data).isDirectory();
  }

  @Test
  void a_port_in_use_is_one_clear_line_and_a_failure() throws IOException, InterruptedException {
    Path output = demos.file("demo.txt");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Process demo = demos.start(output, "demo", "--kafka-port", port);

      assertThat(StartedDemos.exitCode(demo)).isEqualTo(1);
      assertThat(StartedDemos.failure(output)).contains(port, "in use");
    }
    assertThat(demos.left()).isEmpty();
  }

  /** Where others leave it fewer processors than promised it may take longer, in proportion. */
  private static void assertInTime(Path output, double processors) throws IOException {
    Matcher complete = COMPLETE.matcher(Files.readString(output));
    assertThat(complete.find()).isTrue();
    double slowness = SHARED * Math.max(1, PROMISED_PROCESSORS / processors);
    assertThat(Double.parseDouble(complete.group(1)))
        .as("seconds, with %.2f processors free for it", processors)
        .isLessThanOrEqualTo(PROMISED_SECONDS * slowness);
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

  /** Year to minute, which sorts as text. */
  private static String lastBusinessTime(Path output) throws IOException {
    return Files.readAllLines(output).stream()
        .filter(line -> line.matches("business time .* UTC.*"))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring("business time Sat ".length(), line.indexOf(" UTC")))
        .orElseThrow();
  }
}
