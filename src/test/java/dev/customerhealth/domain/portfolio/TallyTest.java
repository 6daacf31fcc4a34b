package dev.customerhealth.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final int SEEDS = 200;
  private static final int STEPS = 40;
  private static final int CODES = 25;

  @Test
  void sums_of_tallies_are_the_sums_of_what_they_count_and_zeros_are_not_kept() {
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Tally tally = new Tally();
      Map<Integer, Long> expected = new TreeMap<>();
      for (int step = 0; step < STEPS; step++) {
        Tally more = new Tally();
        int sign = random.nextBoolean() ? 1 : -1;
        for (int i = random.nextInt(8); i > 0; i--) {
          int code = random.nextInt(CODES);
          int amount = random.nextInt(-2, 3);
          more.add(code, amount);
          expected.merge(code, (long) sign * amount, Long::sum);
        }
        Tally ignored = sign > 0 ? tally.plus(more) : tally.minus(more);
        assertThat(ignored).isSameAs(tally);
        expected.values().removeIf(sum -> sum == 0);
        assertThat(kept(tally)).as("seed %d, step %d", seed, step).isEqualTo(expected);
      }
    }
  }

  private static Map<Integer, Long> kept(Tally tally) {
    Map<Integer, Long> kept = new TreeMap<>();
    for (int i = 0; i < tally.size(); i++) {
      kept.put(tally.code(i), tally.sum(i));
    }
    return kept;
  }
}
