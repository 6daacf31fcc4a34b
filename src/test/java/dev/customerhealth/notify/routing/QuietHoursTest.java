package dev.customerhealth.notify.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Berlin changes to summer time on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00. */
class QuietHoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private final QuietHours night =
      new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 30), false, Set.of());

  @Test
  void a_night_begins_and_ends_on_the_minute_in_local_time() {
    assertThat(night.quiet(Instant.parse("2026-01-12T18:59:59Z"), BERLIN)).isFalse();
    assertThat(night.quiet(Instant.parse("2026-01-12T19:00:00Z"), BERLIN)).isTrue();
    assertThat(night.quiet(Instant.parse("2026-01-13T06:29:59Z"), BERLIN)).isTrue();
    assertThat(night.quiet(Instant.parse("2026-01-13T06:30:00Z"), BERLIN)).isFalse();
  }

  @Test
  void the_night_to_summer_time_ends_an_hour_earlier() {
    assertThat(night.end(Instant.parse("2026-03-28T22:00:00Z"), BERLIN))
        .isEqualTo(Instant.parse("2026-03-29T05:30:00Z"));
  }

  @Test
  void the_night_to_winter_time_ends_an_hour_later() {
    assertThat(night.end(Instant.parse("2026-10-24T21:00:00Z"), BERLIN))
        .isEqualTo(Instant.parse("2026-10-25T06:30:00Z"));
  }

  @Test
  void hours_that_end_in_the_hour_summer_time_leaves_out_end_after_it() {
    QuietHours early = new QuietHours(LocalTime.of(20, 0), LocalTime.of(2, 30), false, Set.of());

    Instant end = early.end(Instant.parse("2026-03-28T22:00:00Z"), BERLIN);

    assertThat(end).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(early.quiet(end, BERLIN)).isFalse();
  }

  /** 02:30 comes twice; between the two it is quiet once more. */
  @Test
  void hours_that_end_in_the_hour_that_comes_twice_end_twice() {
    QuietHours early = new QuietHours(LocalTime.of(20, 0), LocalTime.of(2, 30), false, Set.of());

    assertThat(early.end(Instant.parse("2026-10-24T21:00:00Z"), BERLIN))
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(early.quiet(Instant.parse("2026-10-25T00:45:00Z"), BERLIN)).isFalse();
    assertThat(early.quiet(Instant.parse("2026-10-25T01:10:00Z"), BERLIN)).isTrue();
    assertThat(early.end(Instant.parse("2026-10-25T01:10:00Z"), BERLIN))
        .as("not a day later")
        .isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
  }

  @Test
  void a_weekend_lasts_from_friday_evening_to_monday_morning() {
    QuietHours free = new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 30), true, Set.of());

    assertThat(free.end(Instant.parse("2026-01-16T19:30:00Z"), BERLIN))
        .isEqualTo(Instant.parse("2026-01-19T06:30:00Z"));
  }

  @Test
  void it_is_night_at_other_times_elsewhere() {
    Instant moment = Instant.parse("2026-01-12T19:00:00Z");

    assertThat(night.quiet(moment, BERLIN)).isTrue();
    assertThat(night.quiet(moment, ZoneId.of("America/New_York"))).isFalse();
  }

  @Test
  void what_is_not_quiet_ends_at_once() {
    Instant noon = Instant.parse("2026-01-12T12:00:00Z");

    assertThat(night.end(noon, BERLIN)).isEqualTo(noon);
  }
}
