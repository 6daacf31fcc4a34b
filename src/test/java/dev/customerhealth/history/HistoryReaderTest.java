package dev.customerhealth.history;

import static dev.customerhealth.history.HistoryFixture.file;
import static dev.customerhealth.history.HistoryFixture.ids;
import static dev.customerhealth.history.HistoryFixture.login;
import static dev.customerhealth.history.HistoryFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryReaderTest {
  @TempDir Path directory;

  @Test
  void several_files_are_merged_by_event_time() throws IOException {
    Path odd =
        file(
            directory,
            "odd",
            login("1", "2026-01-01T00:00:00Z"),
            login("3", "2026-01-03T00:00:00Z"));
    Path even =
        file(
            directory,
            "even",
            login("2", "2026-01-02T00:00:00Z"),
            login("4", "2026-01-04T00:00:00Z"));

    try (HistoryReader history = open(even, odd)) {
      assertThat(ids(history)).containsExactly("1", "2", "3", "4");
    }
  }

  @Test
  void equal_times_are_read_in_the_order_of_the_files() throws IOException {
    Path first = file(directory, "first", login("1", "2026-01-01T00:00:00Z"));
    Path second = file(directory, "second", login("2", "2026-01-01T00:00:00Z"));

    try (HistoryReader history = open(first, second)) {
      assertThat(ids(history)).containsExactly("1", "2");
    }
  }

  @Test
  void an_event_from_the_future_does_not_hold_back_the_rest_of_its_file() throws IOException {
    Path nonsense =
        file(
            directory,
            "nonsense",
            login("1", "2026-01-01T00:00:00Z"),
            login("2099", "2099-01-01T00:00:00Z"),
            login("2", "2026-01-02T00:00:00Z"));
    Path sense = file(directory, "sense", login("3", "2026-01-03T00:00:00Z"));

    try (HistoryReader history = open(nonsense, sense)) {
      assertThat(ids(history)).containsExactly("1", "2099", "2", "3");
    }
  }
}
