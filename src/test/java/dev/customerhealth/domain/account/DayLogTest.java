package dev.customerhealth.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DayLogTest {

  @Test
  void counts_of_a_day_add_up_whatever_order_they_come_in() {
    DayLog log =
        DayLog.EMPTY
            .plus(20, Counter.LOGINS, 1)
            .plus(10, Counter.LOGINS, 2)
            .plus(15, Counter.SESSIONS, 5)
            .plus(10, Counter.LOGINS, 3);

    assertThat(log.size()).isEqualTo(3);
    assertThat(log.count(Counter.LOGINS, log.indexFrom(10))).isEqualTo(5);
    assertThat(log.sum(Counter.LOGINS, log.indexFrom(11), log.size())).isEqualTo(1);
    assertThat(log.sum(Counter.SESSIONS, 0, log.size())).isEqualTo(5);
  }

  @Test
  void a_day_is_found_among_days_with_gaps_and_without() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int gaps = 1 + random.nextInt(20);
      DayLog log = DayLog.EMPTY;
      for (int left = 1 + random.nextInt(60); left > 0; left--) {
        log = log.plus(100 + random.nextInt(3 * gaps), Counter.LOGINS, 1);
      }
      for (int day = 95; day < 165; day++) {
        int first = 0;
        while (first < log.size() && log.day(first) < day) {
          first++;
        }
        assertThat(log.indexFrom(day)).as("seed %d, day %d", seed, day).isEqualTo(first);
      }
    }
  }

  @Test
  void two_amounts_added_at_once_are_the_same_as_one_after_the_other() {
    DayLog log = DayLog.EMPTY.plus(10, Counter.LOGINS, 2).plus(12, Counter.SESSIONS, 3);

    for (int day = 9; day < 14; day++) {
      assertThat(log.plus(day, Counter.SESSIONS, 1, Counter.SESSION_SECONDS, 60))
          .isEqualTo(log.plus(day, Counter.SESSIONS, 1).plus(day, Counter.SESSION_SECONDS, 60));
      assertThat(log.plus(day, Counter.SESSIONS, 1, Counter.SESSION_SECONDS, 0))
          .isEqualTo(log.plus(day, Counter.SESSIONS, 1));
    }
  }

  @Test
  void a_day_that_ended_joins_those_before_it_which_stay_the_same_object_all_day() {
    DayLog log = DayLog.EMPTY.plus(10, Counter.LOGINS, 2).plus(11, Counter.SESSIONS, 3).on(12, 0);

    assertThat(log.past().size()).isEqualTo(2);
    assertThat(log.sum(Counter.SESSIONS, 0, log.size())).isEqualTo(3);
    assertThat(log.plus(12, Counter.LOGINS, 1).past()).isSameAs(log.past());
  }

  @Test
  void a_log_is_the_same_whether_anybody_looked_on_every_day_or_not() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int kept = 5 + random.nextInt(30);
      DayLog daily = DayLog.EMPTY;
      DayLog seldom = DayLog.EMPTY;
      for (int today = 100; today < 160; today++) {
        daily = daily.on(today, today - kept);
        if (random.nextInt(4) == 0 || today == 159) {
          int day = today - random.nextInt(3);
          Counter counter = Counter.all().get(random.nextInt(4));
          daily = daily.plus(day, counter, 1);
          seldom = seldom.on(today, today - kept).plus(day, counter, 1);
        }
      }
      assertThat(daily).as("seed %d", seed).isEqualTo(seldom);
    }
  }

  @Test
  void nothing_is_left_of_a_log_whose_days_are_all_forgotten() {
    DayLog log = DayLog.EMPTY.plus(10, Counter.LOGINS, 2);

    assertThat(log.on(30, 11)).isEqualTo(DayLog.EMPTY);
    assertThat(log.on(20, 5).on(30, 11)).isEqualTo(DayLog.EMPTY);
    assertThat(log.on(20, 5).since(11)).isEqualTo(log.on(20, 5).on(30, 11));
  }

  @Test
  void days_before_the_window_are_forgotten_and_columns_that_are_empty_then() {
    DayLog log = DayLog.EMPTY.plus(10, Counter.LOGINS, 1).plus(20, Counter.SESSIONS, 1).since(11);

    assertThat(log).isEqualTo(DayLog.EMPTY.plus(20, Counter.SESSIONS, 1));
    assertThat(log.past().column(Counter.LOGINS)).isNull();
    assertThat(log.since(21)).isSameAs(DayLog.EMPTY);
  }

  @Test
  void a_wild_producer_cannot_overflow_a_day() {
    DayLog log = DayLog.EMPTY;
    for (int i = 0; i < 5; i++) {
      log = log.plus(1, Counter.FEATURE_USES, Long.MAX_VALUE / 2);
    }

    assertThat(log.count(Counter.FEATURE_USES, 0)).isEqualTo(DayLog.MAX_PER_DAY);
  }

  @Test
  void counters_are_numbered_without_gaps_so_that_arrays_can_hold_them() {
    for (int code = 0; code < Counter.all().size(); code++) {
      assertThat(Counter.all().get(code).code()).isEqualTo(code);
    }
  }
}
