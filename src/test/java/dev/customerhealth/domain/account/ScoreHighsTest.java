package dev.customerhealth.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoreHighsTest {
  private static final int LOOK_BACK = 30;

  private static MeasurePoints score(int points) {
    return MeasurePoints.of(new byte[] {0}, new int[] {points}, null);
  }

  @Test
  void the_highest_of_any_window_is_that_of_all_scores_within_it() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ScoreHighs highs = ScoreHighs.NONE;
      int[] highestOfDay = new int[400];
      int day = 100;
      for (int i = 0; i < 300; i++) {
        day += random.nextInt(3) == 0 ? random.nextInt(4) : 0;
        int points = 1 + random.nextInt(100);
        highestOfDay[day] = Math.max(highestOfDay[day], points);

        highs = highs.with(day, score(points), day - LOOK_BACK + 1);

        for (int window : new int[] {1, 7, 30}) {
          int highest = 0;
          for (int back = 0; back < window; back++) {
            highest = Math.max(highest, highestOfDay[day - back]);
          }
          int found = highs.highestSince(day - window + 1);
          assertThat(highs.points(found).total())
              .as("seed %d, step %d, %d days", seed, i, window)
              .isEqualTo(highest);
        }
        assertThat(highs.points(highs.size() - 1).total()).as("the score now").isEqualTo(points);
        assertThat(highs.size()).isLessThanOrEqualTo(LOOK_BACK + 1);
      }
    }
  }

  @Test
  void a_score_that_holds_is_the_high_of_a_later_day() {
    ScoreHighs highs = ScoreHighs.NONE.with(1, score(90), 0).heldUntil(5).with(5, score(40), 0);

    assertThat(highs.points(highs.highestSince(5)).total()).isEqualTo(90);
    assertThat(highs.points(highs.highestSince(6 - 1)).total()).isEqualTo(90);
    assertThat(highs.highestSince(6)).isEqualTo(-1);
  }

  /** Highs share what came before. */
  @Test
  void what_comes_later_leaves_earlier_highs_as_they_were() {
    SplittableRandom random = new SplittableRandom(7);
    List<ScoreHighs> all = new ArrayList<>(List.of(ScoreHighs.NONE));
    List<String> asTheyWere = new ArrayList<>(List.of(ScoreHighs.NONE.toString()));
    for (int i = 0; i < 2_000; i++) {
      ScoreHighs any = all.get(random.nextInt(all.size()));
      int last = any.size() == 0 ? 1 : any.day(any.size() - 1);
      int day = last + random.nextInt(2) * random.nextInt(5);
      all.add(
          random.nextInt(4) == 0
              ? any.heldUntil(day)
              : any.with(day, score(1 + random.nextInt(100)), day - LOOK_BACK + 1));
      asTheyWere.add(all.get(all.size() - 1).toString());
    }

    assertThat(all).extracting(ScoreHighs::toString).isEqualTo(asTheyWere);
  }

  @Test
  void highs_are_equal_by_what_they_hold_however_they_came_to_it() {
    ScoreHighs fallen =
        ScoreHighs.NONE.with(1, score(90), 0).with(2, score(80), 0).with(2, score(70), 0);
    ScoreHighs forgotten =
        ScoreHighs.NONE.with(0, score(95), 0).with(1, score(90), 0).with(2, score(80), 1);

    assertThat(fallen.with(2, score(80), 0))
        .isEqualTo(ScoreHighs.of(new int[] {1, 2}, new MeasurePoints[] {score(90), score(80)}))
        .isEqualTo(forgotten)
        .hasSameHashCodeAs(forgotten)
        .isNotEqualTo(fallen);
  }
}
