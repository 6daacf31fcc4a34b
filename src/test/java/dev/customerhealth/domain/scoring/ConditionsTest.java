package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.testing.Presets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Missing data, age, grace and caps, and that points always add up. */
class ConditionsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Linear SAME = new Linear(0, 100);

  @Test
  void a_missing_measure_may_count_as_zero_or_as_neutral_but_never_as_covered() {
    ScoringModel zero = model(part(Measure.CSM_SENTIMENT, MissingData.ZERO, Staleness.NONE, 0));
    ScoringModel neutral =
        model(part(Measure.CSM_SENTIMENT, MissingData.NEUTRAL, Staleness.NONE, 0));

    HealthScore withZero = score(zero, input(zero, Map.of(Measure.FEATURE_BREADTH, 80.0)));
    HealthScore withNeutral = score(neutral, input(neutral, Map.of(Measure.FEATURE_BREADTH, 80.0)));

    assertThat(withZero.score()).isEqualTo(40_000);
    assertThat(withNeutral.score()).isEqualTo(65_000);
    assertThat(withZero.coverage()).isEqualTo(0.5);
    assertThat(measure(withNeutral, "csm-sentiment").mark()).isEqualTo(Mark.MISSING);
    assertThat(measure(withNeutral, "csm-sentiment").score()).isEqualTo(50);
    assertThat(measure(withNeutral, "csm-sentiment").effectiveWeight()).isEqualTo(50, within(1e-9));
    assertThat(measure(withNeutral, "csm-sentiment").contribution()).isEqualTo(25_000);
  }

  @Test
  void what_stands_for_missing_data_is_not_enough_for_a_score() {
    ScoringModel model = model(part(Measure.CSM_SENTIMENT, MissingData.NEUTRAL, Staleness.NONE, 0));

    assertThat(score(model, input(model, Map.of())).scored()).isFalse();
  }

  @Test
  void a_stale_answer_counts_less_and_covers_less() {
    ScoringModel model = model(stale(30, 90));
    MadeUpInput input =
        input(model, Map.of(Measure.FEATURE_BREADTH, 80.0, Measure.CSM_SENTIMENT, 20.0))
            .answered(Measure.CSM_SENTIMENT, 30);

    HealthScore score = score(model, input);

    // Breadth 80 with weight 50, sentiment 20 with half of its 50: (80 * 50 + 20 * 25) / 75.
    assertThat(score.score()).isEqualTo(60_000);
    assertThat(score.coverage()).isEqualTo(0.75);
    assertThat(measure(score, "csm-sentiment").mark()).isEqualTo(Mark.STALE);
    assertThat(measure(score, "csm-sentiment").answerAgeDays()).isEqualTo(30);
    assertThat(measure(score, "csm-sentiment").effectiveWeight())
        .isEqualTo(100.0 / 3, within(1e-9));
    assertThat(measure(score, "feature-breadth").mark()).isEqualTo(Mark.COUNTED);
  }

  @Test
  void an_expired_answer_is_as_good_as_none_and_still_shown() {
    ScoringModel model = model(stale(30, 90));
    MadeUpInput input =
        input(model, Map.of(Measure.FEATURE_BREADTH, 80.0, Measure.CSM_SENTIMENT, 20.0))
            .answered(Measure.CSM_SENTIMENT, 90);

    HealthScore score = score(model, input);

    assertThat(score.score()).isEqualTo(80_000);
    assertThat(score.coverage()).isEqualTo(0.5);
    assertThat(measure(score, "csm-sentiment").mark()).isEqualTo(Mark.EXPIRED);
    assertThat(measure(score, "csm-sentiment").value()).isEqualTo(20);
    assertThat(measure(score, "csm-sentiment").effectiveWeight()).isZero();
  }

  @Test
  void a_component_shrinks_with_the_freshest_of_its_measures() {
    WeightedMeasure sentiment = stale(30, 0);
    WeightedMeasure nps =
        new WeightedMeasure(
            WindowedMeasure.of(Measure.NPS),
            1,
            SAME,
            MissingData.LEAVE_OUT,
            new Staleness(30, 0),
            0);
    ScoringModel model =
        model(
            List.of(
                new Component("usage", "Usage", 50, List.of(breadth())),
                new Component("voice", "Voice", 50, List.of(sentiment, nps))),
            List.of());
    Map<Measure, Double> values =
        Map.of(Measure.FEATURE_BREADTH, 100.0, Measure.CSM_SENTIMENT, 0.0, Measure.NPS, 0.0);

    HealthScore oneFresh =
        score(
            model,
            input(model, values).answered(Measure.CSM_SENTIMENT, 0).answered(Measure.NPS, 60));
    HealthScore bothOld =
        score(
            model,
            input(model, values).answered(Measure.CSM_SENTIMENT, 30).answered(Measure.NPS, 60));

    assertThat(oneFresh.score()).isEqualTo(50_000);
    assertThat(bothOld.score()).as("100 × 50 / 75, never more than it is").isEqualTo(66_666);
  }

  @Test
  void a_measure_in_grace_is_left_out_and_not_asked_for() {
    ScoringModel model = model(part(Measure.CSM_SENTIMENT, MissingData.ZERO, Staleness.NONE, 30));
    Map<Measure, Double> values =
        Map.of(Measure.FEATURE_BREADTH, 80.0, Measure.CSM_SENTIMENT, 20.0);

    HealthScore young = score(model, input(model, values).age(29));
    HealthScore grown = score(model, input(model, values).age(30));

    assertThat(young.score()).isEqualTo(80_000);
    assertThat(young.coverage()).isEqualTo(1);
    assertThat(measure(young, "csm-sentiment").mark()).isEqualTo(Mark.IN_GRACE);
    assertThat(measure(young, "csm-sentiment").effectiveWeight()).isZero();
    assertThat(grown.score()).isEqualTo(50_000);
  }

  @Test
  void a_cap_limits_the_score_and_is_a_line_of_its_own() {
    ScoringModel model = capped(cap("low-nps", 0, 60), cap("very-low-nps", -50, 40));
    Map<Measure, Double> values = Map.of(Measure.FEATURE_BREADTH, 90.0, Measure.NPS, -10.0);

    ScoreSheet sheet = model.score(input(model, values));
    HealthScore score = sheet.toHealthScore(NOW, "default");

    assertThat(score.score()).isEqualTo(60_000);
    assertThat(score.band().id()).isEqualTo("stable");
    assertThat(score.cap())
        .isEqualTo(
            new AppliedCap("low-nps", "Cap", model.caps().get(0).measure(), -10, 60_000, -30_000));
    assertThat(sheet.driversSince(MeasurePoints.NONE))
        .extracting(Driver::measureId, Driver::componentId, Driver::points)
        .containsExactly(
            tuple("feature-breadth", "all", 90_000),
            tuple("low-nps", Driver.COMPONENT_OF_CAP, -30_000));
  }

  @Test
  void the_measure_that_set_a_cap_off_is_marked_and_no_other() {
    ScoringModel model =
        model(
            List.of(
                new Component("usage", "Usage", 80, List.of(breadth())),
                new Component("voice", "Voice", 20, List.of(stale(Measure.NPS, 30)))),
            List.of(cap("low-nps", 0, 60)));
    Map<Measure, Double> low = Map.of(Measure.FEATURE_BREADTH, 90.0, Measure.NPS, -10.0);
    Map<Measure, Double> high = Map.of(Measure.FEATURE_BREADTH, 90.0, Measure.NPS, 10.0);

    HealthScore limited = score(model, input(model, low).answered(Measure.NPS, 30));
    HealthScore free = score(model, input(model, high).answered(Measure.NPS, 30));

    assertThat(limited.measures())
        .extracting(MeasureScore::measureId, MeasureScore::capped, MeasureScore::mark)
        .containsExactly(
            tuple("feature-breadth", false, Mark.COUNTED), tuple("nps", true, Mark.STALE));
    assertThat(free.measures()).noneMatch(MeasureScore::capped);
  }

  @Test
  void a_share_of_a_plan_that_nobody_told_says_how_many_features_were_assumed() {
    ScoringModel model =
        model(part(Measure.CSM_SENTIMENT, MissingData.LEAVE_OUT, Staleness.NONE, 0));
    Map<Measure, Double> values =
        Map.of(Measure.FEATURE_BREADTH, 80.0, Measure.CSM_SENTIMENT, 20.0);

    HealthScore assumed = score(model, input(model, values).withoutPlan());
    HealthScore told = score(model, input(model, values));
    HealthScore unused = score(model, input(model, Map.of()).withoutPlan());

    assertThat(measure(assumed, "feature-breadth").assumedPlanFeatures()).isEqualTo(10);
    assertThat(measure(assumed, "csm-sentiment").assumedPlanFeatures()).isZero();
    assertThat(measure(told, "feature-breadth").assumedPlanFeatures()).isZero();
    assertThat(measure(unused, "feature-breadth").assumedPlanFeatures()).isZero();
  }

  @Test
  void a_measure_with_weight_0_is_shown_and_moves_nothing() {
    WeightedMeasure shown = new WeightedMeasure(Measure.CSM_SENTIMENT, 0, SAME);
    ScoringModel model =
        model(
            List.of(
                new Component("usage", "Usage", 50, List.of(breadth())),
                new Component("voice", "Voice", 50, List.of(stale(Measure.NPS, 30), shown))),
            List.of());
    Map<Measure, Double> values = Map.of(Measure.FEATURE_BREADTH, 80.0, Measure.NPS, 20.0);
    Map<Measure, Double> more = new EnumMap<>(values);
    more.put(Measure.CSM_SENTIMENT, 100.0);

    HealthScore without = score(model, input(model, values).answered(Measure.NPS, 30));
    HealthScore with = score(model, input(model, more).answered(Measure.NPS, 30));
    HealthScore alone = score(model, input(model, Map.of(Measure.CSM_SENTIMENT, 100.0)));

    assertThat(with.score()).isEqualTo(without.score()).isEqualTo(60_000);
    assertThat(with.coverage()).isEqualTo(without.coverage());
    assertThat(measure(with, "csm-sentiment").value()).isEqualTo(100);
    assertThat(measure(with, "csm-sentiment").score()).isEqualTo(100);
    assertThat(measure(with, "csm-sentiment").effectiveWeight()).isZero();
    assertThat(measure(with, "csm-sentiment").contribution()).isZero();
    assertThat(alone.scored()).isFalse();
  }

  @Test
  void of_two_caps_the_lower_counts() {
    ScoringModel model = capped(cap("low-nps", 0, 60), cap("very-low-nps", -50, 40));

    HealthScore score =
        score(model, input(model, Map.of(Measure.FEATURE_BREADTH, 90.0, Measure.NPS, -50.0)));

    assertThat(score.score()).isEqualTo(40_000);
    assertThat(score.cap().id()).isEqualTo("very-low-nps");
  }

  @Test
  void a_cap_without_data_or_above_the_score_changes_nothing() {
    ScoringModel model = capped(cap("low-nps", 0, 60));

    HealthScore noData = score(model, input(model, Map.of(Measure.FEATURE_BREADTH, 90.0)));
    HealthScore lower =
        score(model, input(model, Map.of(Measure.FEATURE_BREADTH, 50.0, Measure.NPS, -50.0)));

    assertThat(noData.score()).isEqualTo(90_000);
    assertThat(noData.cap()).isNull();
    assertThat(lower.score()).isEqualTo(50_000);
    assertThat(lower.cap()).isNull();
  }

  @Test
  void a_cap_that_is_lifted_gives_its_points_back() {
    ScoringModel model = capped(cap("low-nps", 0, 60));
    ScoreSheet before =
        model.score(input(model, Map.of(Measure.FEATURE_BREADTH, 90.0, Measure.NPS, -10.0)));
    ScoreSheet after =
        model.score(input(model, Map.of(Measure.FEATURE_BREADTH, 90.0, Measure.NPS, 10.0)));

    assertThat(after.driversSince(before.pointsAndValues()))
        .containsExactly(
            new Driver(Driver.LIFTED_CAP, Driver.COMPONENT_OF_CAP, 30_000, Double.NaN, Double.NaN));
  }

  @Test
  void points_add_up_scores_stay_in_bounds_and_taking_data_away_never_raises_coverage() {
    for (long seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ScoringModel model = randomModel(random);
      Map<Measure, Double> values = randomValues(random);
      MadeUpInput input = randomInput(random, model, values);
      HealthScore score = score(model, input);

      int sum = score.measures().stream().mapToInt(MeasureScore::contribution).sum();
      double weights = score.measures().stream().mapToDouble(MeasureScore::effectiveWeight).sum();
      assertThat(sum + (score.cap() == null ? 0 : score.cap().points()))
          .as("seed %d", seed)
          .isEqualTo(score.score());
      assertThat(score.score()).as("seed %d", seed).isBetween(0, Points.FULL);
      assertThat(score.coverage()).as("seed %d", seed).isBetween(0.0, 1.0);
      assertThat(weights).as("seed %d", seed).isEqualTo(score.scored() ? 100 : 0, within(1e-9));

      for (Measure gone : values.keySet()) {
        Map<Measure, Double> fewer = new EnumMap<>(values);
        fewer.remove(gone);
        assertThat(score(model, input.with(model, fewer)).coverage())
            .as("seed %d without %s", seed, gone)
            .isLessThanOrEqualTo(score.coverage());
      }
    }
  }

  @Test
  void coverage_is_what_is_known_of_what_is_asked_for() {
    int partly = 0;
    for (long seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ScoringModel model = randomModel(random);
      Map<Measure, Double> values = randomValues(random);
      MadeUpInput input = randomInput(random, model, values);
      double all = model.components().stream().mapToDouble(Component::weight).sum();
      double known = 0;
      double asked = 0;
      for (Component component : model.components()) {
        double parts = component.measures().stream().mapToDouble(WeightedMeasure::weight).sum();
        for (WeightedMeasure part : component.measures()) {
          double weight = component.weight() / all * part.weight() / parts;
          int age = input.answerAge(part.measure());
          boolean old = part.staleness().expiryDays() > 0 && age >= part.staleness().expiryDays();
          double halvings =
              part.staleness().halfLifeDays() == 0
                  ? 0
                  : Math.max(0, age) / (double) part.staleness().halfLifeDays();
          boolean has = values.containsKey(part.measure().measure()) && !old;
          boolean spared = input.ageDays() < part.graceDays();
          asked += spared ? 0 : weight;
          known += spared || !has ? 0 : weight * Math.pow(0.5, halvings);
        }
      }

      double coverage = score(model, input).coverage();

      partly += coverage > 0 && coverage < 1 ? 1 : 0;
      assertThat(coverage)
          .as("seed %d", seed)
          .isEqualTo(asked < 1e-9 ? 0 : known / asked, within(0.000051));
    }
    assertThat(partly).as("inputs of which something is missing").isGreaterThan(1_000);
  }

  @Test
  void drivers_add_up_to_the_difference_of_any_two_scores_of_any_two_models() {
    for (long seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ScoringModel one = randomModel(random);
      ScoringModel other = randomModel(random);
      ScoreSheet before = one.score(randomInput(random, one, randomValues(random)));
      ScoreSheet after = other.score(randomInput(random, other, randomValues(random)));

      assertThat(
              after.driversSince(before.pointsAndValues()).stream().mapToInt(Driver::points).sum())
          .as("seed %d", seed)
          .isEqualTo(after.score() - before.score());
      assertThat(before.points().total()).as("seed %d", seed).isEqualTo(before.score());
      assertThat(before.pointsAndValues().total()).as("seed %d", seed).isEqualTo(before.score());
    }
  }

  private static ScoringModel randomModel(SplittableRandom random) {
    List<WeightedMeasure> parts =
        List.of(
            random(random, Measure.FEATURE_BREADTH, 0.1 + random.nextDouble()),
            random(random, Measure.CSM_SENTIMENT, 0.1 + random.nextDouble()),
            random(random, Measure.NPS, 0.1 + random.nextDouble()),
            random(
                random,
                Measure.EXECUTIVE_ENGAGEMENT,
                random.nextInt(4) == 0 ? 0 : 0.1 + random.nextDouble()));
    return model(
        List.of(
            new Component("one", "One", 1 + random.nextInt(9), parts.subList(0, 2)),
            new Component("two", "Two", 1 + random.nextInt(9), parts.subList(2, 4))),
        random.nextBoolean() ? List.of() : List.of(cap("low", 0, 5 + random.nextInt(80))));
  }

  private static WeightedMeasure random(SplittableRandom random, Measure measure, double weight) {
    return new WeightedMeasure(
        WindowedMeasure.of(measure),
        weight,
        SAME,
        List.of(MissingData.values()).get(random.nextInt(3)),
        random.nextBoolean() ? Staleness.NONE : new Staleness(1 + random.nextInt(60), 80),
        random.nextInt(3) == 0 ? 30 : 0);
  }

  private static Map<Measure, Double> randomValues(SplittableRandom random) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    for (Measure measure :
        List.of(
            Measure.FEATURE_BREADTH,
            Measure.CSM_SENTIMENT,
            Measure.NPS,
            Measure.EXECUTIVE_ENGAGEMENT)) {
      if (random.nextInt(4) > 0) {
        values.put(measure, random.nextInt(-20_000, 120_000) / 1000.0);
      }
    }
    return values;
  }

  private static MadeUpInput randomInput(
      SplittableRandom random, ScoringModel model, Map<Measure, Double> values) {
    MadeUpInput input = input(model, values).age(random.nextInt(60));
    values.keySet().forEach(measure -> input.answered(measure, random.nextInt(100)));
    return input;
  }

  private static ScoringModel capped(Cap... caps) {
    return model(List.of(new Component("all", "All", 1, List.of(breadth()))), List.of(caps));
  }

  private static Cap cap(String id, double bar, int limit) {
    return new Cap(
        id,
        "Cap",
        WindowedMeasure.of(Measure.NPS),
        Cap.Side.AT_MOST,
        bar,
        limit * Points.PER_POINT);
  }

  private static WeightedMeasure breadth() {
    return new WeightedMeasure(Measure.FEATURE_BREADTH, 1, SAME);
  }

  private static WeightedMeasure stale(int halfLife, int expiry) {
    return part(Measure.CSM_SENTIMENT, MissingData.LEAVE_OUT, new Staleness(halfLife, expiry), 0);
  }

  private static WeightedMeasure stale(Measure measure, int halfLife) {
    return part(measure, MissingData.LEAVE_OUT, new Staleness(halfLife, 90), 0);
  }

  private static WeightedMeasure part(
      Measure measure, MissingData missing, Staleness staleness, int grace) {
    return new WeightedMeasure(WindowedMeasure.of(measure), 1, SAME, missing, staleness, grace);
  }

  /** Feature breadth and another measure, a component each, of the same weight. */
  private static ScoringModel model(WeightedMeasure other) {
    return model(
        List.of(
            new Component("usage", "Usage", 50, List.of(breadth())),
            new Component("voice", "Voice", 50, List.of(other))),
        List.of());
  }

  private static ScoringModel model(List<Component> components, List<Cap> caps) {
    return new ScoringModel("X1", 1, "Test", 0.1, 10, components, caps, Presets.b0());
  }

  private static MadeUpInput input(ScoringModel model, Map<Measure, Double> values) {
    return new MadeUpInput(model, values);
  }

  private static HealthScore score(ScoringModel model, ScoringInput input) {
    return model.score(input).toHealthScore(NOW, "default");
  }

  private static MeasureScore measure(HealthScore score, String id) {
    return score.measures().stream()
        .filter(measure -> measure.measureId().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
