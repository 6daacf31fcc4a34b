package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.testing.Presets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions that look at more than the value. */
class ComparingFunctionsTest {
  private static final WindowedMeasure LOGINS = WindowedMeasure.of(Measure.LOGIN_FREQUENCY);

  @ParameterizedTest
  @CsvSource({"10, 10, 50", "20, 10, 100", "5, 10, 0", "7.5, 10, 25", "1, 10, 0", "-5, -10, 100"})
  void a_trend_scores_the_change_in_percent(double now, double earlier, double score) {
    Trend trend = new Trend(new Linear(-50, 50));

    assertThat(trend.score(now, earlier)).isEqualTo(score, within(1e-9));
  }

  @Test
  void a_trend_from_nothing_or_from_what_is_not_known_has_no_points() {
    Trend trend = new Trend(new Linear(-50, 50));

    assertThat(trend.score(10, 0)).isNaN();
    assertThat(trend.score(10, LOGINS, input())).isNaN();
    assertThat(trend.score(10, LOGINS, input().earlier(Measure.LOGIN_FREQUENCY, 10)))
        .isEqualTo(50, within(1e-9));
  }

  @Test
  void a_share_is_of_a_number_or_of_another_measure() {
    ShareOfWhole ofNumber = new ShareOfWhole(200, null, new Linear(0, 100));
    ShareOfWhole ofMeasure =
        new ShareOfWhole(0, WindowedMeasure.of(Measure.USAGE_DEPTH), new Linear(0, 50));

    assertThat(ofNumber.score(50, LOGINS, input())).isEqualTo(25, within(1e-9));
    assertThat(ofMeasure.score(10, LOGINS, input())).isEqualTo(50, within(1e-9));
  }

  @Test
  void a_share_of_nothing_has_no_points() {
    assertThat(new ShareOfWhole(1, null, new Linear(0, 100)).score(5, 0)).isNaN();
    assertThat(new ShareOfWhole(1, null, new Linear(0, 100)).score(5, Double.NaN)).isNaN();
    assertThatThrownBy(() -> new ShareOfWhole(0, null, new Linear(0, 1)))
        .hasMessageContaining("a whole above 0");
  }

  @Test
  void a_better_trend_or_share_is_never_worth_less() {
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < 20_000; i++) {
      double start = random.nextDouble(-200, 200);
      double full = start + random.nextDouble(0.1, 300);
      boolean rises = random.nextBoolean();
      Linear function = rises ? new Linear(start, full) : new Linear(full, start);
      double low = random.nextDouble(-500, 500);
      double high = low + random.nextDouble(0, 100);
      double whole = random.nextDouble(0.1, 400);
      double earlier = random.nextBoolean() ? whole : -whole;
      double worse = rises ? low : high;
      double better = rises ? high : low;

      assertThat(new Trend(function).score(better, earlier))
          .as("trend of %s to %s and %s from %s", function, better, worse, earlier)
          .isGreaterThanOrEqualTo(new Trend(function).score(worse, earlier))
          .isBetween(0.0, 100.0);
      assertThat(new ShareOfWhole(whole, null, function).score(better, whole))
          .as("share of %s: %s and %s of %s", function, better, worse, whole)
          .isGreaterThanOrEqualTo(new ShareOfWhole(whole, null, function).score(worse, whole))
          .isBetween(0.0, 100.0);
    }
  }

  @Test
  void a_percentile_is_among_the_peers_and_without_peers_there_are_no_points() {
    PeerPercentile peers = new PeerPercentile(new Linear(0, 100));

    assertThat(peers.score(15, LOGINS, input().among(new Quantiles(0, 10, 20)))).isEqualTo(75);
    assertThat(peers.score(15, LOGINS, input())).isNaN();
  }

  @Test
  void peers_are_those_of_the_segment_whatever_its_case_and_else_the_whole_book() {
    PeerGroup small = new PeerGroup("smb", 20, new Quantiles(0, 1));
    PeerGroup all = new PeerGroup(null, 50, new Quantiles(0, 2));
    Peers peers = new Peers(1, 20, Map.of(LOGINS, List.of(small, all)));

    assertThat(peers.of("smb", LOGINS)).isEqualTo(small);
    assertThat(peers.of("SMB", LOGINS)).isEqualTo(small);
    assertThat(peers.of("enterprise", LOGINS)).isEqualTo(all);
    assertThat(peers.of(null, LOGINS)).isEqualTo(all);
    assertThat(peers.of("smb", WindowedMeasure.of(Measure.NPS))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 40, 80", "90, 40, 60", "360, 40, 20", "45, 40, 70", "225, 40, 40",
    "90, 20, 30", "45, 20, 35", "5000, 80, 60", "0, -5, 0", "90, 900, 100"
  })
  void a_grid_of_lines_is_bilinear_and_level_beyond_its_edges(
      double tenure, double value, double score) {
    assertThat(grid(TenureGrid.Between.LINES).score(value, tenure)).isEqualTo(score, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0, 79, 80", "89, 40, 80", "90, 40, 60", "359, 100, 100", "360, 39, 0", "0, 80, 100"})
  void a_grid_of_steps_holds_row_and_column_until_the_next(
      double tenure, double value, double score) {
    assertThat(grid(TenureGrid.Between.STEPS).score(value, tenure)).isEqualTo(score);
  }

  @Test
  void the_same_utilisation_is_good_at_month_3_and_bad_at_month_12() {
    TenureGrid grid = grid(TenureGrid.Between.LINES);

    assertThat(grid.score(40, LOGINS, input().tenure(90))).isEqualTo(60);
    assertThat(grid.score(40, LOGINS, input().tenure(360))).isEqualTo(20);
    assertThat(grid.score(40, LOGINS, input())).as("tenure not known").isNaN();
  }

  @Test
  void a_grid_changes_with_tenure_until_its_last_row() {
    TenureGrid lines = grid(TenureGrid.Between.LINES);
    TenureGrid steps = grid(TenureGrid.Between.STEPS);

    assertThat(lines.daysUntilNextChange(0)).isEqualTo(1);
    assertThat(lines.daysUntilNextChange(359)).isEqualTo(1);
    assertThat(lines.daysUntilNextChange(360)).isZero();
    assertThat(steps.daysUntilNextChange(0)).isEqualTo(90);
    assertThat(steps.daysUntilNextChange(90)).isEqualTo(270);
    assertThat(steps.daysUntilNextChange(360)).isZero();
  }

  @Test
  void a_grid_with_rising_rows_rises_at_every_tenure_and_stays_within_0_and_100() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      TenureGrid grid = randomGrid(random);
      assertThat(grid.rises()).as("seed %d: %s", seed, grid).isTrue();
      for (int tenure = -1; tenure < 400; tenure += 23) {
        double last = 0;
        for (double value = -10; value < 120; value += 3.3) {
          double now = grid.score(value, tenure);
          assertThat(now)
              .as("seed %d: %s at %d, %f", seed, grid, tenure, value)
              .isBetween(last - 1e-9, 100.0 + 1e-9);
          last = now;
        }
      }
    }
  }

  private static TenureGrid randomGrid(SplittableRandom random) {
    int columns = 1 + random.nextInt(4);
    List<Double> tenures = ascending(random, 1 + random.nextInt(4), 120);
    List<Double> values = ascending(random, columns, 30);
    List<List<Double>> scores = new ArrayList<>();
    for (int row = 0; row < tenures.size(); row++) {
      scores.add(random.doubles(columns, 0, 100).sorted().boxed().toList());
    }
    TenureGrid.Between between =
        random.nextBoolean() ? TenureGrid.Between.LINES : TenureGrid.Between.STEPS;
    return new TenureGrid(between, tenures, values, scores);
  }

  private static List<Double> ascending(SplittableRandom random, int size, double step) {
    List<Double> numbers = new ArrayList<>();
    double next = 0;
    for (int i = 0; i < size; i++) {
      numbers.add(next);
      next += 0.5 + random.nextDouble() * step;
    }
    return numbers;
  }

  private static TenureGrid grid(TenureGrid.Between between) {
    return new TenureGrid(
        between,
        List.of(0.0, 90.0, 360.0),
        List.of(0.0, 40.0, 80.0),
        List.of(List.of(0.0, 80.0, 100.0), List.of(0.0, 60.0, 100.0), List.of(0.0, 20.0, 60.0)));
  }

  private static MadeUpInput input() {
    return new MadeUpInput(Presets.m0(), Map.of(Measure.USAGE_DEPTH, 40.0));
  }
}
