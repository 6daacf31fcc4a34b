package dev.customerhealth.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

  private static RecentEvents told(RecentEvents events, int from, int to) {
    RecentEvents next = events;
    for (int i = from; i < to; i++) {
      next = next.with(RecentEvents.hash("event-" + i));
    }
    return next;
  }

  @Test
  void a_quiet_account_remembers_its_last_16_events() {
    RecentEvents events = told(RecentEvents.NONE, 0, 17);

    assertThat(events.contains(RecentEvents.hash("event-0"))).isFalse();
    assertThat(events.contains(RecentEvents.hash("event-1"))).isTrue();
    assertThat(events.contains(RecentEvents.hash("event-16"))).isTrue();
    assertThat(events.forgotten()).as("a bound nobody met").isZero();
  }

  @Test
  void an_id_that_is_given_up_on_its_day_is_told_and_one_of_an_earlier_day_is_not() {
    RecentEvents full = told(RecentEvents.NONE, 0, 16);
    RecentEvents next = full.advanced(1);

    assertThat(told(RecentEvents.NONE, 0, 15).forgottenOfTodaySince(RecentEvents.NONE)).isZero();
    assertThat(told(full, 16, 17).forgottenOfTodaySince(full)).isEqualTo(1);
    assertThat(told(next, 16, 17).forgottenOfTodaySince(next)).isZero();
    assertThat(full.forgottenOfTodaySince(full)).as("a repeat").isZero();
  }

  @Test
  void a_busy_account_remembers_two_hours_of_its_busiest_day() {
    RecentEvents events = told(RecentEvents.NONE, 0, 6_000);

    assertThat(events.size()).isEqualTo(500);
  }

  @Test
  void the_busiest_day_fades() {
    RecentEvents busy = told(RecentEvents.NONE, 0, 6_000);

    RecentEvents nextDay = busy.advanced(1);
    RecentEvents nextWeek = nextDay.advanced(7);

    assertThat(nextDay.busiestDay()).isEqualTo(6_000);
    assertThat(nextWeek.busiestDay()).isBetween(2_000L, 2_500L);
    assertThat(told(nextWeek, 6_000, 6_001).size()).isEqualTo(197);
    assertThat(nextWeek.advanced(365).busiestDay()).isZero();
  }

  @Test
  void fading_day_by_day_is_fading_at_once() {
    RecentEvents busy = told(RecentEvents.NONE, 0, 777);
    RecentEvents slowly = busy;
    for (int day = 0; day < 20; day++) {
      slowly = slowly.advanced(1);
    }

    assertThat(slowly).isEqualTo(busy.advanced(20));
  }

  @Test
  void more_than_1024_are_never_kept_and_what_is_forgotten_is_counted() {
    RecentEvents events = told(RecentEvents.NONE, 0, 20_000);

    assertThat(events.size()).isEqualTo(RecentEvents.MAX_KEPT);
    assertThat(events.forgotten()).isEqualTo(20_000 - 12_288);
  }

  @Test
  void ids_in_use_hash_to_different_numbers() {
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      hashes.add(RecentEvents.hash("evt-2026-" + i));
    }

    assertThat(hashes.size()).isGreaterThan(19_998);
  }
}
