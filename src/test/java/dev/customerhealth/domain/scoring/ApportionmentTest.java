package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
  private static final int ROUNDS = 20_000;

  @Test
  void parts_add_up_to_the_sum_rounded_down() {
    assertThat(Apportionment.of(new double[] {0.9, 0.9, 0.9})).containsExactly(1, 1, 0);
    assertThat(Apportionment.of(new double[] {10.4, 10.4})).containsExactly(10, 10);
  }

  @Test
  void a_sum_that_is_whole_on_paper_is_whole() {
    double third = 80_000.0 / 3;

    assertThat(Apportionment.of(new double[] {third, third, third}))
        .containsExactly(26_667, 26_667, 26_666);
  }

  @Test
  void no_part_is_further_than_one_from_the_exact_one_whatever_they_are() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < ROUNDS; round++) {
      // A hair under whole numbers is where rounding parts and sum apart would disagree.
      boolean hair = round % 2 == 0;
      double[] exact =
          random
              .doubles(1 + random.nextInt(12), 0, 9_000)
              .map(each -> hair ? Math.ceil(each) - 0.04 : each)
              .toArray();

      int[] parts = Apportionment.of(exact.clone());

      double sum = Arrays.stream(exact).sum();
      assertThat(Arrays.stream(parts).sum())
          .as("seed 11, round %d", round)
          .isEqualTo((int) Math.floor(sum + 0.05));
      for (int i = 0; i < parts.length; i++) {
        assertThat(Math.abs(parts[i] - exact[i])).as("seed 11, round %d", round).isLessThan(1);
      }
    }
  }
}
