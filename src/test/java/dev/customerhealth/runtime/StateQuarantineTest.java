package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class StateQuarantineTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;

  @Test
  void files_that_do_not_open_are_damaged() {
    assertThat(quarantine(NOW).judge(failure("Corruption: bad manifest", "1_3")))
        .isEqualTo(StateQuarantine.Verdict.DAMAGED);
  }

  @Test
  void a_full_disk_is_not_damage() {
    assertThat(quarantine(NOW).judge(failure("IO error: No space left on device", "1_3")))
        .isEqualTo(StateQuarantine.Verdict.DISK_FULL);
  }

  @Test
  void anything_else_is_unrelated() {
    assertThat(quarantine(NOW).judge(new StreamsException("broker went away")))
        .isEqualTo(StateQuarantine.Verdict.UNRELATED);
  }

  @Test
  void damage_that_names_no_task_is_left_to_people() {
    ProcessorStateException failure =
        new ProcessorStateException("Error", new RocksDBException("Corruption"));

    assertThat(quarantine(NOW).judge(failure)).isEqualTo(StateQuarantine.Verdict.UNRELATED);
  }

  @Test
  void the_folder_of_the_task_is_moved_with_all_it_has() throws IOException {
    Path store = Files.createDirectories(folder.resolve("health/1_3/rocksdb/account-health"));
    Files.writeString(store.resolve("CURRENT"), "broken");
    Path other = Files.createDirectories(folder.resolve("health/1_4"));

    Path target = quarantine(NOW).isolate(failure("Corruption", "1_3"));

    assertThat(target.resolve("rocksdb/account-health/CURRENT")).hasContent("broken");
    assertThat(folder.resolve("health/1_3")).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void only_the_latest_three_are_kept() throws IOException {
    for (int hour = 0; hour < 5; hour++) {
      Files.createDirectories(folder.resolve("health/1_3/rocksdb"));
      quarantine(NOW.plus(Duration.ofHours(hour))).isolate(failure("Corruption", "1_3"));
    }

    try (Stream<Path> kept = Files.list(folder.resolve("quarantine/health"))) {
      assertThat(kept)
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrder(
              "20261121T140000.000Z", "20261121T150000.000Z", "20261121T160000.000Z");
    }
  }

  private StateQuarantine quarantine(Instant now) {
    return new StateQuarantine(folder, "health", Clock.fixed(now, ZoneOffset.UTC));
  }

  /** As Kafka Streams throws it: the folder is in the text. */
  private ProcessorStateException failure(String reason, String task) {
    Path location =
        folder.toAbsolutePath().resolve("health").resolve(task).resolve("rocksdb/account-health");
    return new ProcessorStateException(
        "Error opening store account-health at location " + location, new RocksDBException(reason));
  }
}
