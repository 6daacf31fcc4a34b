package dev.customerhealth.history;

import static dev.customerhealth.history.HistoryFixture.file;
import static dev.customerhealth.history.HistoryFixture.ids;
import static dev.customerhealth.history.HistoryFixture.login;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistorySortTest {
  private static final long SMALL_PIECE = 1_000;

  @TempDir Path directory;

  @Test
  void a_shuffled_history_is_in_order_afterwards_whatever_the_pieces() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    List<Instant> times = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(500_000));
      times.add(time);
      lines.add(login(time.toString() + "/" + i, time.toString()));
    }
    List<Path> pieces = sort(file(directory, "shuffled", lines.toArray(String[]::new)));

    assertThat(pieces).hasSizeGreaterThan(3);
    times.sort(Comparator.naturalOrder());
    try (HistoryReader history =
        HistoryReader.open(pieces, HistoryFixture.JSON, HistoryFixture.JUDGE)) {
      assertThat(ids(history))
          .extracting(id -> Instant.parse(id.substring(0, id.indexOf('/'))))
          .containsExactlyElementsOf(times);
    }
  }

  @Test
  void equal_times_keep_the_order_of_the_file() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      lines.add(login(Integer.toString(i), "2026-01-01T00:00:00Z"));
    }
    List<Path> pieces = sort(file(directory, "equal", lines.toArray(String[]::new)));

    try (HistoryReader history =
        HistoryReader.open(pieces, HistoryFixture.JSON, HistoryFixture.JUDGE)) {
      assertThat(ids(history)).map(Integer::parseInt).isSorted().hasSize(50);
    }
  }

  private List<Path> sort(Path file) throws IOException {
    return new HistorySort(directory, SMALL_PIECE)
        .sort(List.of(file), HistoryFixture.JSON, HistoryFixture.JUDGE);
  }
}
