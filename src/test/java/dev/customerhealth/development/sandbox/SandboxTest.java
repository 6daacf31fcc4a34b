package dev.customerhealth.development.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SandboxTest {
  private static final int LIMIT_SECONDS = 120;

  @TempDir Path directory;

  /** In a process of its own, for it must be ending: then classes with a hook do not load. */
  @Test
  void ctrl_c_while_the_broker_is_loaded_leaves_nothing_behind()
      throws IOException, InterruptedException {
    Path told = directory.resolve("told.txt");
    Path cache = directory.resolve("cache");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Ending.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(Files.readString(told)).contains("refused: the broker could not be loaded");
    assertThat(cache.resolve("customer-health")).isEmptyDirectory();
  }

  /** Starts a sandbox while the process ends. */
  static final class Ending {
    private Ending() {}

    public static void main(String[] arguments) {
      Runtime.getRuntime().addShutdownHook(new Thread(Ending::start));
    }

    private static void start() {
      SandboxOptions options = new SandboxOptions();
      CommandLine.populateCommand(options);
      try (Sandbox started = Sandbox.start(options)) {
        System.out.println("started in " + started.directory());
      } catch (IllegalStateException refused) {
        System.out.println("refused: " + refused.getMessage());
      } catch (Exception unexpected) {
        System.out.println("not expected: " + unexpected);
      }
    }
  }
}
