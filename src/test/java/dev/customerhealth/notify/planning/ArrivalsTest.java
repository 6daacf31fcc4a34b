package dev.customerhealth.notify.planning;

import static dev.customerhealth.notify.Notices.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is told of a late alert depends on what came before it. */
class ArrivalsTest {

  private final Arrivals arrivals = new Arrivals(Duration.ofDays(1));

  private static Instant day(double day) {
    return NOON.plus(Duration.ofMinutes(Math.round(day * 24 * 60)));
  }

  private Age take(double at, double appendedAt) {
    return arrivals.take(day(at), day(appendedAt));
  }

  @Test
  void what_came_soon_is_of_today() {
    assertThat(take(0, 0)).isEqualTo(Age.TODAY);
    assertThat(take(0, 1)).isEqualTo(Age.TODAY);
    assertThat(take(1, 1)).isEqualTo(Age.TODAY);
  }

  @Test
  void the_first_that_come_late_are_history() {
    assertThat(take(-700, 0)).isEqualTo(Age.HISTORY);
    assertThat(take(-2, 0.01)).isEqualTo(Age.HISTORY);
  }

  @Test
  void late_ones_of_a_time_in_which_none_came_were_kept_back() {
    take(0, 0);

    assertThat(take(0.5, 5)).isEqualTo(Age.OUTAGE);
    assertThat(take(4.5, 5)).isEqualTo(Age.TODAY);
    assertThat(take(3.5, 5.1)).as("of another partition").isEqualTo(Age.OUTAGE);
    assertThat(take(-0.5, 5.1)).as("before that").isEqualTo(Age.HISTORY);
  }

  @Test
  void late_ones_of_a_time_in_which_others_came_are_history() {
    for (int day = 0; day <= 5; day++) {
      take(day, day);
    }

    assertThat(take(3.5, 5.5)).isEqualTo(Age.HISTORY);
  }

  @Test
  void an_outage_shorter_than_what_is_late_keeps_nothing_back() {
    take(0, 0);

    assertThat(take(0.1, 1)).isEqualTo(Age.TODAY);
    assertThat(take(-0.5, 1)).isEqualTo(Age.HISTORY);
  }

  @Test
  void partitions_are_read_one_after_another_and_not_by_time() {
    take(0, 0);
    take(5, 5);
    take(1, 1);

    assertThat(take(2.5, 5.2)).isEqualTo(Age.OUTAGE);
    assertThat(take(3, 3)).isEqualTo(Age.TODAY);
  }

  @Test
  void it_is_remembered_across_restarts() {
    take(0, 0);
    take(0.5, 5);
    Arrivals after = new Arrivals(Duration.ofDays(1));
    after.restore(arrivals.takeChanged());

    assertThat(arrivals.takeChanged()).isNull();
    assertThat(after.takeChanged()).isNull();
    assertThat(after.take(day(2), day(5.1))).isEqualTo(Age.OUTAGE);
  }
}
