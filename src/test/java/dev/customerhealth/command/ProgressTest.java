package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where no terminal is: in a log, in a pipe, in a test. */
class ProgressTest {

  private final StringWriter err = new StringWriter();
  private long seconds = 100;

  @Test
  void a_line_is_said_every_five_seconds_with_how_much_there_is() {
    try (Progress progress = progress(20_000)) {
      for (int step = 1; step <= 20_000; step++) {
        if (step % 2_000 == 0) {
          seconds += 3;
        }
        progress.accept(step);
      }

      assertThat(progress.done()).isEqualTo(20_000);
    }
    assertThat(err.toString().lines())
        .containsExactly(
            "reading: 4,096 of 20,000",
            "reading: 8,192 of 20,000",
            "reading: 12,288 of 20,000",
            "reading: 16,384 of 20,000");
  }

  @Test
  void what_is_done_within_five_seconds_says_nothing() {
    try (Progress progress = progress(100_000)) {
      seconds += 5;
      for (int step = 1; step <= 100_000; step++) {
        progress.accept(step);
      }
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void steps_may_come_in_heaps_of_any_size() {
    try (Progress progress = progress(-1)) {
      for (int heap = 1; heap <= 3; heap++) {
        seconds += 6;
        progress.accept(heap * 1_537L);
      }
    }
    assertThat(err.toString().lines())
        .containsExactly("reading: 1,537 so far", "reading: 3,074 so far", "reading: 4,611 so far");
  }

  @Test
  void the_clock_is_not_looked_at_for_every_step() {
    int[] looks = new int[1];
    try (Progress progress =
        Progress.plain("reading", -1, new PrintWriter(err), () -> looks[0]++)) {
      for (int step = 1; step <= 10_240; step++) {
        progress.accept(step);
      }
    }
    assertThat(looks[0]).isEqualTo(11);
  }

  private Progress progress(long total) {
    return Progress.plain(
        "reading", total, new PrintWriter(err, true), () -> TimeUnit.SECONDS.toNanos(seconds));
  }
}
