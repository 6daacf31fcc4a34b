package dev.customerhealth.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alerting.MeasureBeyond.Compared;
import dev.customerhealth.domain.alerting.MeasureBeyond.Side;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.BandRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoublePredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that trembles between the two bars raises once. */
class HysteresisTest {
  private static final int SEEDS = 20;
  private static final int STEPS = 60;

  /**
   * A condition on the score, which is the CSM's sentiment, with what it must say.
   *
   * @param raises by the score in points
   * @param resolves by the score in points
   * @param within a score between the bars
   */
  private record Bars(
      AlertCondition condition, DoublePredicate raises, DoublePredicate resolves, int within) {
    @Override
    public String toString() {
      return condition.toString();
    }
  }

  static List<Bars> bars() {
    WindowedMeasure sentiment = WindowedMeasure.of(Measure.CSM_SENTIMENT);
    return List.of(
        new Bars(new ScoreBelow(50_000, 60_000), s -> s < 50, s -> s >= 60, 55),
        new Bars(new ScoreAtLeast(60_000, 50_000), s -> s >= 60, s -> s <= 50, 55),
        new Bars(
            new MeasureBeyond(sentiment, Compared.VALUE, Side.BELOW, 50_000, 60_000),
            s -> s < 50,
            s -> s >= 60,
            55),
        new Bars(
            new MeasureBeyond(sentiment, Compared.VALUE, Side.ABOVE, 60_000, 50_000),
            s -> s > 60,
            s -> s <= 50,
            55),
        new Bars(
            new MeasureBeyond(sentiment, Compared.VALUE, Side.AT_MOST, 50_000, 60_000),
            s -> s <= 50,
            s -> s >= 60,
            55),
        new Bars(
            new MeasureBeyond(sentiment, Compared.VALUE, Side.AT_LEAST, 60_000, 50_000),
            s -> s >= 60,
            s -> s <= 50,
            55),
        new Bars(
            new ComponentBeyond("relationship", ComponentBeyond.Side.BELOW, 50_000, 60_000),
            s -> s < 50,
            s -> s >= 60,
            55),
        new Bars(
            new ComponentBeyond("relationship", ComponentBeyond.Side.AT_LEAST, 60_000, 50_000),
            s -> s >= 60,
            s -> s <= 50,
            55),
        new Bars(new InBand(BandRole.INTERVENE, false, 5_000), s -> s < 60, s -> s >= 65, 62),
        new Bars(new InBand(BandRole.GROW, true, 5_000), s -> s >= 80, s -> s < 75, 77));
  }

  private static RuleLife watchedBy(AlertCondition condition) {
    return new RuleLife(
        new AlertRule(
            "it",
            "own",
            "It",
            Severity.INFO,
            true,
            AlertScope.ALL,
            0,
            AlertTiming.AT_ONCE,
            condition,
            null));
  }

  @ParameterizedTest
  @MethodSource("bars")
  void what_trembles_between_the_bars_raises_once(Bars bars) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      RuleLife life = watchedBy(bars.condition());
      int beyond = bars.raises().test(100) ? 100 : 0;
      life.score(1, beyond);
      for (int step = 2; step < STEPS; step++) {
        life.score(step, bars.within() + random.nextInt(3) - 1);
      }

      assertThat(life.told()).as("seed %d", seed).containsExactly("RAISED on day 1");
    }
  }

  @ParameterizedTest
  @MethodSource("bars")
  void any_course_of_values_raises_and_resolves_as_two_bars_say(Bars bars) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      RuleLife life = watchedBy(bars.condition());
      List<String> expected = new ArrayList<>();
      boolean open = bars.raises().test(70);
      if (open) {
        life.until(1);
        expected.addAll(life.told());
        assertThat(expected).as("seed %d", seed).containsExactly("RAISED on day 1");
      }
      for (int step = 2; step < STEPS; step++) {
        int score = random.nextBoolean() ? random.nextInt(101) : atAnyBar(random);
        life.score(step, score);
        if (open ? bars.resolves().test(score) : bars.raises().test(score)) {
          open = !open;
          expected.add((open ? "RAISED" : "RESOLVED") + " on day " + step);
        }
      }

      assertThat(life.told()).as("seed %d", seed).isEqualTo(expected);
      assertThat(expected).as("seed %d", seed).hasSizeGreaterThan(5);
    }
  }

  /** Nothing tells the bar itself from its neighbours but a value on it. */
  private static int atAnyBar(Random random) {
    return 50 + 5 * random.nextInt(7) + random.nextInt(3) - 1;
  }
}
