package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringFunction.LinearThroughPoints;
import dev.customerhealth.domain.scoring.ScoringFunction.Point;
import dev.customerhealth.domain.scoring.ScoringFunction.Step;
import dev.customerhealth.domain.scoring.ScoringFunction.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringFunctionTest {

  @ParameterizedTest
  @CsvSource({"-5, 10", "0, 10", "9.999, 10", "10, 50", "19.999, 50", "20, 90", "1e12, 90"})
  void a_step_holds_from_its_value_on(double value, double score) {
    Steps steps = new Steps(List.of(new Step(0, 10), new Step(10, 50), new Step(20, 90)));

    assertThat(steps.score(value)).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "20, 25", "80, 100", "81, 100"})
  void a_line_rises_between_its_ends_and_is_level_beyond(double value, double score) {
    assertThat(new Linear(0, 80).score(value)).isEqualTo(score, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"7, 0", "4, 50", "1, 100", "0, 100", "9, 0"})
  void a_line_falls_when_its_full_end_is_the_lower_one(double value, double score) {
    assertThat(new Linear(7, 1).score(value)).isEqualTo(score, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"-60, 100", "-50, 100", "-25, 90", "0, 80", "50, 50", "100, 20", "200, 0", "900, 0"})
  void lines_go_from_point_to_point(double value, double score) {
    LinearThroughPoints points =
        new LinearThroughPoints(
            List.of(new Point(-50, 100), new Point(0, 80), new Point(100, 20), new Point(200, 0)));

    assertThat(points.score(value)).isEqualTo(score, within(1e-9));
  }

  @Test
  void functions_with_rising_points_never_fall_and_stay_within_0_and_100() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Point> points = new ArrayList<>();
      List<Step> steps = new ArrayList<>();
      double value = -50;
      double score = 0;
      for (int i = 0; i < 5; i++) {
        points.add(new Point(value, score));
        steps.add(new Step(value, score));
        value += 0.1 + random.nextDouble() * 30;
        score = Math.min(100, score + random.nextDouble() * 30);
      }
      for (ScoringFunction.OfValue function :
          List.of(new LinearThroughPoints(points), new Steps(steps), new Linear(-60, value))) {
        double last = -1;
        for (double at = -100; at < 200; at += 0.37) {
          double now = function.score(at);
          assertThat(now).as("seed %d, %s at %f", seed, function, at).isBetween(0.0, 100.0);
          assertThat(now).as("seed %d, %s at %f", seed, function, at).isGreaterThanOrEqualTo(last);
          last = now;
        }
      }
    }
  }

  @Test
  void functions_with_falling_points_never_rise_and_stay_within_0_and_100() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Point> points = new ArrayList<>();
      List<Step> steps = new ArrayList<>();
      double value = -50;
      double score = 100;
      for (int i = 0; i < 5; i++) {
        points.add(new Point(value, score));
        steps.add(new Step(value, score));
        value += 0.1 + random.nextDouble() * 30;
        score = Math.max(0, score - random.nextDouble() * 30);
      }
      for (ScoringFunction.OfValue function :
          List.of(new LinearThroughPoints(points), new Steps(steps), new Linear(value, -60))) {
        double last = 101;
        for (double at = -100; at < 200; at += 0.37) {
          double now = function.score(at);
          assertThat(now).as("seed %d, %s at %f", seed, function, at).isBetween(0.0, 100.0);
          assertThat(now).as("seed %d, %s at %f", seed, function, at).isLessThanOrEqualTo(last);
          last = now;
        }
      }
    }
  }

  @Test
  void a_line_without_length_is_refused() {
    assertThatThrownBy(() -> new Linear(5, 5)).hasMessageContaining("two different numbers");
  }

  @Test
  void points_that_do_not_ascend_are_refused() {
    assertThatThrownBy(() -> new LinearThroughPoints(List.of(new Point(5, 0), new Point(5, 100))))
        .hasMessageContaining("ascending values, found 5.0 before 5.0");
  }

  @Test
  void a_score_above_100_is_refused() {
    assertThatThrownBy(() -> new Step(0, 101)).hasMessageContaining("0 to 100, found 101");
  }

  @Test
  void a_score_that_is_no_number_is_refused() {
    assertThatThrownBy(() -> new Point(0, Double.NaN)).hasMessageContaining("0 to 100, found NaN");
  }
}
