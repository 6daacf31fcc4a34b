package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StalenessTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "30, 0.5", "60, 0.25", "15, 0.70710678", "89, 0.12792174", "90, 0", "400, 0"})
  void an_answer_loses_half_of_its_weight_every_half_life_and_all_of_it_when_it_expires(
      int age, double left) {
    assertThat(new Staleness(30, 90).freshness(age)).isEqualTo(left, within(1e-8));
  }

  @Test
  void decay_composes() {
    for (long seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Staleness staleness = new Staleness(1 + random.nextInt(365), 0);
      int a = random.nextInt(400);
      int b = random.nextInt(400);

      assertThat(staleness.freshness(a) * staleness.freshness(b))
          .as("seed %d: %s, %d and %d days", seed, staleness, a, b)
          .isEqualTo(staleness.freshness(a + b), within(1e-12));
    }
  }

  @Test
  void an_older_answer_never_counts_more() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Staleness staleness = new Staleness(random.nextInt(200), random.nextInt(500));
      double last = 1;
      for (int age = 0; age < 600; age++) {
        double now = staleness.freshness(age);
        assertThat(now).as("seed %d: %s at %d", seed, staleness, age).isBetween(0.0, last);
        last = now;
      }
    }
  }

  @Test
  void the_next_change_is_the_next_day_on_which_freshness_differs() {
    for (Staleness staleness :
        new Staleness[] {
          new Staleness(30, 90), new Staleness(0, 90), new Staleness(30, 0), Staleness.NONE
        }) {
      for (int age = 0; age < 120; age++) {
        int next = staleness.nextChangeAfter(age);
        for (int days = 1; days < (next == 0 ? 50 : next); days++) {
          assertThat(staleness.freshness(age + days))
              .as("%s at %d after %d", staleness, age, days)
              .isEqualTo(staleness.freshness(age));
        }
        if (next > 0) {
          assertThat(staleness.freshness(age + next))
              .as("%s at %d", staleness, age)
              .isLessThan(staleness.freshness(age));
        }
      }
    }
  }

  @Test
  void an_answer_that_never_grows_old_stays_as_it_was() {
    assertThat(Staleness.NONE.isNone()).isTrue();
    assertThat(Staleness.NONE.freshness(3650)).isEqualTo(1);
  }

  @Test
  void a_half_life_below_zero_is_refused() {
    assertThatThrownBy(() -> new Staleness(-1, 0)).hasMessageContaining("found -1 and 0");
  }
}
