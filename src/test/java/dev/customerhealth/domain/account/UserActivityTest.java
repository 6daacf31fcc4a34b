package dev.customerhealth.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserActivityTest {
  private static final int TODAY = 20_000;

  private static int user(int number) {
    return UserActivity.hash("user-" + number + "@customer.example");
  }

  private static UserActivity activeToday(int users, int prefix) {
    UserActivity activity = UserActivity.NONE;
    for (int i = 0; i < users; i++) {
      activity = activity.with(user(prefix + i), 0);
    }
    return activity;
  }

  @Test
  void a_user_counts_once_however_often_they_come() {
    UserActivity activity = UserActivity.NONE.with(user(1), 0).with(user(1), 0).with(user(1), 5);

    assertThat(activity.active(0, 29)).isEqualTo(1);
  }

  @Test
  void a_window_counts_who_was_active_within_it() {
    UserActivity activity = UserActivity.NONE.with(user(1), 0).with(user(2), 29).with(user(3), 30);

    assertThat(activity.active(0, 29)).isEqualTo(2);
    assertThat(activity.active(30, 59)).isEqualTo(1);
    assertThat(activity.active(0, 63)).isEqualTo(3);
  }

  @Test
  void days_move_on_and_who_was_not_there_for_64_days_is_forgotten() {
    UserActivity activity = UserActivity.NONE.with(user(1), 0).with(user(2), 3);

    assertThat(activity.advanced(27, TODAY).active(0, 29)).isEqualTo(1);
    assertThat(activity.advanced(61, TODAY).size()).isEqualTo(1);
    assertThat(activity.advanced(64, TODAY).size()).isZero();
    assertThat(activity.advanced(1_000, TODAY).size()).isZero();
  }

  @Test
  void what_is_older_than_64_days_is_not_even_begun() {
    assertThat(UserActivity.NONE.with(user(1), 64)).isSameAs(UserActivity.NONE);
  }

  @Test
  void up_to_512_users_are_counted_exactly() {
    assertThat(activeToday(UserActivity.MAX_USERS, 0).active(0, 29))
        .isEqualTo(UserActivity.MAX_USERS);
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 1_000, 3_000, 10_000, 50_000})
  void beyond_that_counts_are_right_within_three_times_the_documented_error(int users) {
    double bound = 3 / Math.sqrt(UserActivity.MAX_USERS / 2.0);
    double squares = 0;
    int rounds = 40;
    for (int round = 0; round < rounds; round++) {
      UserActivity activity = activeToday(users, round * 100_000);

      double error = activity.active(0, 29) / (double) users - 1;

      assertThat(Math.abs(error)).as("round %d", round).isLessThan(bound);
      assertThat(activity.size()).isLessThanOrEqualTo(UserActivity.MAX_USERS);
      squares += error * error;
    }
    assertThat(Math.sqrt(squares / rounds)).as("standard error").isLessThan(bound / 3 * 1.2);
  }

  @Test
  void many_users_are_counted_the_same_in_any_order() {
    UserActivity up = UserActivity.NONE;
    UserActivity down = UserActivity.NONE;
    for (int i = 0; i < 5_000; i++) {
      up = up.with(user(i), i % 60);
      down = down.with(user(4_999 - i), (4_999 - i) % 60);
    }

    assertThat(up).isEqualTo(down);
  }

  @Test
  void an_account_that_shrinks_is_counted_exactly_again() {
    UserActivity activity = activeToday(20_000, 0);
    SplittableRandom random = new SplittableRandom(1);
    int day = TODAY;
    for (int i = 0; i < 200; i++) {
      day++;
      activity = activity.advanced(1, day);
      for (int visit = 0; visit < 60; visit++) {
        activity = activity.with(user(random.nextInt(40)), 0);
      }
    }

    assertThat(activity.level()).isZero();
    assertThat(activity.active(0, 29)).isEqualTo(40);
  }

  @Test
  void while_an_account_shrinks_counts_are_never_made_of_half_admitted_users() {
    UserActivity activity = activeToday(20_000, 0);
    SplittableRandom random = new SplittableRandom(2);
    int day = TODAY;
    for (int i = 0; i < 200; i++) {
      day++;
      activity = activity.advanced(1, day);
      for (int visit = 0; visit < 2_000; visit++) {
        activity = activity.with(user(random.nextInt(600)), 0);
      }
      if (i > 64) {
        assertThat(activity.active(0, 29) / 600.0).as("day %d", i).isBetween(0.6, 1.4);
      }
    }
  }
}
