package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.testing.Presets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringModelTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private final ScoringModel m0 = Presets.m0();

  @Test
  void a_score_is_the_weighted_mean_of_components_which_are_weighted_means_of_measures() {
    // usage (100 + 50 + 50) / 3 = 66.667 of weight 30, relationship 40 of weight 20.
    HealthScore score =
        score(
            Map.of(
                Measure.LOGIN_FREQUENCY, 30.0,
                Measure.FEATURE_BREADTH, 40.0,
                Measure.USAGE_DEPTH, 20.0,
                Measure.NPS, 0.0,
                Measure.CSM_SENTIMENT, 40.0,
                Measure.EXECUTIVE_ENGAGEMENT, 40.0));

    assertThat(score.score()).isEqualTo(56_000);
  }

  @ParameterizedTest
  @CsvSource({
    "79.997, 80, 80, 79999, stable",
    "79.998, 80, 80, 79999, stable",
    "79.999, 80, 80, 79999, stable",
    "80, 80, 80, 80000, healthy",
    "79, 80, 81, 80000, healthy",
    "79.998, 80, 80.001, 79999, stable",
    "79.5, 79.5, 79.5, 79500, stable",
    "19.999, 20, 20, 19999, emergency",
    "20, 20, 20, 20000, critical",
    "39.999, 40, 40, 39999, critical",
    "60, 60, 59.999, 59999, at-risk"
  })
  void a_band_goes_by_the_unrounded_mean(
      double first, double second, double third, int score, String band) {
    // 79.99967 is below 80 however it is shown; three thirds of 80 are 80 whatever a double says.
    ScoringModel three =
        new ScoringModel(
            "three",
            1,
            "Three thirds",
            0,
            10,
            List.of(
                new Component(
                    "voice",
                    "Voice",
                    100,
                    Stream.of(
                            Measure.CSM_SENTIMENT,
                            Measure.EXECUTIVE_ENGAGEMENT,
                            Measure.DATA_QUALITY)
                        .map(each -> new WeightedMeasure(each, 100.0 / 3, new Linear(0, 100)))
                        .toList())),
            List.of(),
            m0.bands());

    HealthScore scored =
        three
            .score(
                new MadeUpInput(
                    three,
                    Map.of(
                        Measure.CSM_SENTIMENT, first,
                        Measure.EXECUTIVE_ENGAGEMENT, second,
                        Measure.DATA_QUALITY, third)))
            .toHealthScore(NOW, "default");

    assertThat(scored.score()).isEqualTo(score);
    assertThat(scored.band().id()).isEqualTo(band);
  }

  @Test
  void a_missing_measure_leaves_its_weight_to_its_siblings() {
    HealthScore score =
        score(
            Map.of(
                Measure.LOGIN_FREQUENCY, 30.0,
                Measure.USAGE_DEPTH, 20.0,
                Measure.NPS, 0.0,
                Measure.CSM_SENTIMENT, 40.0));

    assertThat(measure(score, "login-frequency").effectiveWeight()).isEqualTo(30, within(1e-9));
    assertThat(measure(score, "usage-depth").effectiveWeight()).isEqualTo(30, within(1e-9));
    assertThat(measure(score, "nps").effectiveWeight()).isEqualTo(80.0 / 3, within(1e-9));
    assertThat(measure(score, "csm-sentiment").effectiveWeight()).isEqualTo(40.0 / 3, within(1e-9));
    assertThat(score.coverage()).isEqualTo(0.35);
  }

  @Test
  void a_measure_without_data_has_no_score_no_weight_and_adds_nothing() {
    MeasureScore missing = measure(score(usageOnly()), "nps");

    assertThat(missing.missing()).isTrue();
    assertThat(missing.score()).isNaN();
    assertThat(missing.effectiveWeight()).isZero();
    assertThat(missing.contribution()).isZero();
    assertThat(missing.weight()).isEqualTo(10, within(1e-9));
  }

  @Test
  void product_usage_alone_is_enough_for_a_score() {
    HealthScore score = score(usageOnly());

    assertThat(score.status()).isEqualTo(ScoreStatus.SCORED);
    assertThat(score.coverage()).isEqualTo(0.30);
  }

  @Test
  void under_the_minimum_coverage_there_is_no_score() {
    HealthScore score =
        score(
            Map.of(
                Measure.LOGIN_FREQUENCY, 30.0,
                Measure.FEATURE_BREADTH, 80.0,
                Measure.CSM_SENTIMENT, 100.0));

    assertThat(score.status()).isEqualTo(ScoreStatus.INSUFFICIENT_DATA);
    assertThat(score.score()).isZero();
    assertThat(score.band()).isNull();
    assertThat(score.coverage()).isEqualTo(0.25);
    assertThat(score.measures()).allMatch(each -> each.contribution() == 0);
    assertThat(measure(score, "csm-sentiment").value()).isEqualTo(100);
  }

  @Test
  void without_any_data_there_is_no_score_even_when_none_is_asked_for() {
    ScoringModel model =
        new ScoringModel("any", 1, "Any", 0, 10, m0.components(), List.of(), m0.bands());

    assertThat(model.score(new MadeUpInput(model, Map.of())).scored()).isFalse();
  }

  @Test
  void contributions_add_up_to_the_score_and_weights_to_the_whole() {
    for (long seed = 0; seed < 2_000; seed++) {
      HealthScore score = score(randomValues(new SplittableRandom(seed)));

      int sum = score.measures().stream().mapToInt(MeasureScore::contribution).sum();
      double weights = score.measures().stream().mapToDouble(MeasureScore::effectiveWeight).sum();
      assertThat(sum).as("seed %d", seed).isEqualTo(score.score());
      assertThat(score.score()).as("seed %d", seed).isBetween(0, Points.FULL);
      assertThat(weights).as("seed %d", seed).isEqualTo(score.scored() ? 100 : 0, within(1e-9));
      for (MeasureScore measure : score.measures()) {
        double exact =
            score.scored() && !measure.missing()
                ? measure.effectiveWeight() * measure.score() * 10
                : 0;
        assertThat((double) measure.contribution())
            .as("seed %d, %s", seed, measure)
            .isEqualTo(exact, within(1.001));
      }
    }
  }

  @Test
  void drivers_add_up_to_the_difference_of_any_two_scores() {
    for (long seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ScoreSheet before = m0.score(new MadeUpInput(m0, randomValues(random)));
      ScoreSheet after = m0.score(new MadeUpInput(m0, randomValues(random)));

      List<Driver> drivers = after.driversSince(before.pointsAndValues());

      assertThat(drivers.stream().mapToInt(Driver::points).sum())
          .as("seed %d", seed)
          .isEqualTo(after.score() - before.score());
      assertThat(drivers).noneMatch(driver -> driver.points() == 0);
      assertThat(after.driversSince(before.points()).stream().mapToInt(Driver::points).sum())
          .as("seed %d, without values", seed)
          .isEqualTo(after.score() - before.score());
    }
  }

  @Test
  void a_better_value_never_lowers_the_score() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Map<Measure, Double> values = randomValues(random);
      for (Measure measure : List.copyOf(values.keySet())) {
        Map<Measure, Double> better = new EnumMap<>(values);
        double step = measure == Measure.TICKET_VOLUME_TREND ? -7 : 7;
        better.put(measure, values.get(measure) + step);

        assertThat(score(better).score())
            .as("seed %d, %s", seed, measure)
            .isGreaterThanOrEqualTo(score(values).score());
      }
    }
  }

  @Test
  void a_measure_the_model_gave_up_is_a_driver_of_its_own() {
    ScoringModel logins =
        new ScoringModel(
            "one",
            1,
            "One",
            0,
            10,
            List.of(
                new Component(
                    "all",
                    "All",
                    1,
                    List.of(new WeightedMeasure(Measure.CSM_SENTIMENT, 1, new Linear(0, 100))))),
            List.of(),
            Presets.b0());
    MeasurePoints before = m0.score(new MadeUpInput(m0, usageOnly())).pointsAndValues();

    List<Driver> drivers =
        logins
            .score(new MadeUpInput(logins, Map.of(Measure.CSM_SENTIMENT, 90.0)))
            .driversSince(before);

    assertThat(drivers)
        .extracting(Driver::measureId)
        .containsExactly("csm-sentiment", "login-frequency", "feature-breadth", "usage-depth");
    assertThat(drivers.get(1).componentId()).isEqualTo(Driver.COMPONENT_OF_RETIRED_MEASURE);
    assertThat(drivers.stream().mapToInt(Driver::points).sum()).isEqualTo(90_000 - before.total());
  }

  @Test
  void bands_that_leave_out_zero_are_refused() {
    List<Band> bands = Presets.b0().subList(0, 4);

    assertThatThrownBy(() -> modelOf(m0.components(), bands))
        .hasMessageContaining("model M9")
        .hasMessageContaining("lower bounds, one of them 0");
  }

  @Test
  void a_measure_that_occurs_twice_is_refused() {
    List<Component> twice = List.of(m0.components().get(0), m0.components().get(0));

    assertThatThrownBy(() -> modelOf(twice, m0.bands()))
        .hasMessageContaining("measures that occur once, found [login-frequency");
  }

  private static ScoringModel modelOf(List<Component> components, List<Band> bands) {
    return new ScoringModel("M9", 1, "Nine", 0.3, 10, components, List.of(), bands);
  }

  private HealthScore score(Map<Measure, Double> values) {
    return m0.score(new MadeUpInput(m0, values)).toHealthScore(NOW, "default");
  }

  private static Map<Measure, Double> usageOnly() {
    return Map.of(
        Measure.LOGIN_FREQUENCY, 30.0, Measure.FEATURE_BREADTH, 40.0, Measure.USAGE_DEPTH, 20.0);
  }

  private static MeasureScore measure(HealthScore score, String id) {
    return score.measures().stream()
        .filter(measure -> measure.measureId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Map<Measure, Double> randomValues(SplittableRandom random) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.all()) {
      if (random.nextInt(4) > 0) {
        values.put(measure, random.nextInt(-50_000, 130_000) / 1000.0);
      }
    }
    return values;
  }
}
