package dev.customerhealth.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickStepsTest {
  private final List<Instant> ticks = new ArrayList<>();
  private final TickSteps steps = new TickSteps(Duration.ofDays(1));

  @Test
  void the_first_event_starts_the_clock_with_the_step_before_it() {
    advanceTo("2026-01-01T10:00:00Z");

    assertThat(ticks).containsExactly(time("2026-01-01T00:00:00Z"));
  }

  @Test
  void every_step_that_is_over_ticks_once_and_in_order() {
    advanceTo("2026-01-01T10:00:00Z");
    advanceTo("2026-01-03T00:00:00Z");
    advanceTo("2026-01-03T12:00:00Z");

    assertThat(ticks)
        .containsExactly(
            time("2026-01-01T00:00:00Z"),
            time("2026-01-02T00:00:00Z"),
            time("2026-01-03T00:00:00Z"));
  }

  @Test
  void an_event_from_before_does_not_move_the_clock_back() {
    advanceTo("2026-01-02T10:00:00Z");
    advanceTo("2026-01-01T10:00:00Z");
    advanceTo("2026-01-02T11:00:00Z");

    assertThat(ticks).containsExactly(time("2026-01-02T00:00:00Z"));
  }

  @Test
  void the_end_ticks_too() {
    advanceTo("2026-01-01T10:00:00Z");
    steps.finishAt(time("2026-01-02T09:00:00Z"), ticks::add);

    assertThat(ticks)
        .containsExactly(
            time("2026-01-01T00:00:00Z"),
            time("2026-01-02T00:00:00Z"),
            time("2026-01-02T09:00:00Z"));
  }

  @Test
  void an_end_on_a_step_ticks_only_once() {
    advanceTo("2026-01-01T10:00:00Z");
    steps.finishAt(time("2026-01-02T00:00:00Z"), ticks::add);

    assertThat(ticks).containsExactly(time("2026-01-01T00:00:00Z"), time("2026-01-02T00:00:00Z"));
  }

  @Test
  void times_before_1970_step_the_same_way() {
    advanceTo("1969-12-30T23:00:00Z");
    advanceTo("1969-12-31T01:00:00Z");

    assertThat(ticks).containsExactly(time("1969-12-30T00:00:00Z"), time("1969-12-31T00:00:00Z"));
  }

  @Test
  void a_step_of_nothing_is_refused() {
    assertThatThrownBy(() -> new TickSteps(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1s or more");
  }

  private void advanceTo(String time) {
    steps.advanceTo(time(time), ticks::add);
  }

  private static Instant time(String text) {
    return Instant.parse(text);
  }
}
