package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DaysSeenTest {

  @Test
  void bits_are_pushed_together_one_by_one_and_apart_again() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long days = random.nextLong() & (random.nextBoolean() ? random.nextLong() : -1L);
      long value = random.nextLong() & days;
      DaysSeen seen = new DaysSeen(new long[] {0, days});

      assertThat(seen.compressed(value, 1)).as("seed %d", seed).isEqualTo(oneByOne(value, days));
      assertThat(seen.expanded(oneByOne(value, days), 1)).as("seed %d", seed).isEqualTo(value);
      assertThat(seen.count()).as("seed %d", seed).isEqualTo(Long.bitCount(days));
    }
  }

  @Test
  void a_word_of_all_days_and_one_of_none_stay_as_they_are() {
    DaysSeen seen = new DaysSeen(new long[] {-1L, 0, Long.MIN_VALUE});

    assertThat(seen.compressed(0x8123_4567_89ab_cdefL, 0)).isEqualTo(0x8123_4567_89ab_cdefL);
    assertThat(seen.expanded(0x8123_4567_89ab_cdefL, 0)).isEqualTo(0x8123_4567_89ab_cdefL);
    assertThat(seen.compressed(-1L, 1)).isZero();
    assertThat(seen.compressed(-1L, 2)).isEqualTo(1);
    assertThat(seen.expanded(1, 2)).isEqualTo(Long.MIN_VALUE);
  }

  private static long oneByOne(long value, long days) {
    long result = 0;
    int place = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if (((days >>> bit) & 1) != 0) {
        result |= ((value >>> bit) & 1) << place;
        place++;
      }
    }
    return result;
  }
}
