package dev.customerhealth.development.demo;

import static dev.customerhealth.development.demo.StartedDemos.awaitOutput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.testing.FullDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full, or fills up, under a demo; skipped where no disk can be mounted. */
class DemoDiskIT {

  /** What broker and service ask for to begin, the little they write, and room to spare. */
  private static final int MEGABYTES = 192;

  @RegisterExtension final StartedDemos demos = new StartedDemos();

  @ParameterizedTest
  @ValueSource(strings = {"demo", "sandbox"})
  void a_full_disk_is_one_clear_line_and_a_failure(String command)
      throws IOException, InterruptedException {
    Path data = demos.file("data");
    Path output = demos.file("output.txt");
    try (FullDisk disk = FullDisk.at(data, MEGABYTES).requireOwn()) {
      disk.fill();

      Process process = demos.start(output, command, "--data-dir", data.toString());

      assertThat(StartedDemos.exitCode(process)).isEqualTo(1);
      assertFull(output, data);
    }
  }

  @Test
  void a_disk_that_fills_up_while_it_is_live_ends_it_with_one_clear_line()
      throws IOException, InterruptedException {
    Path data = demos.file("data");
    String[] small = {
      "--accounts", "10", "--days", "40", "--history-in", "2s", "--data-dir", data.toString()
    };
    try (FullDisk disk = FullDisk.at(data, MEGABYTES).requireOwn()) {
      Path output = demos.file("filled.txt");
      Process demo = demos.start(output, "demo", small);
      awaitOutput(demo, output, "demo   live ");
      awaitOutput(demo, output, "Accounts: 10 scored");
      List<ProcessHandle> children = demo.descendants().toList();

      disk.fill();

      assertThat(StartedDemos.exitCode(demo)).isEqualTo(1);
      assertFull(output, data);
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    }
  }

  private static void assertFull(Path output, Path data) throws IOException {
    assertThat(StartedDemos.failure(output)).contains(data.toString(), "full");
    assertThat(Files.readString(output)).doesNotContain("\tat ", "Exception");
  }
}
