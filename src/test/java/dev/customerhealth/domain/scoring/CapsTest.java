package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a cap holds by: what the model finds too old, or the account too young for, limits none. */
class CapsTest {
  private static final Instant START = Instant.parse("2026-04-01T08:00:00Z");
  private static final Linear SAME = new Linear(0, 100);
  private static final int LIMIT = 60_000;
  private static final int FREE = 90_000;
  private static final Map<Measure, Double> DETRACTORS =
      Map.of(Measure.FEATURE_BREADTH, 90.0, Measure.NPS, -10.0);

  @Test
  void an_answer_limits_the_score_until_the_day_on_which_it_expires() {
    ScoringModel model = model(nps(1, new Staleness(45, 80), 0));

    assertThat(capped(model, input(model).answered(Measure.NPS, 79))).isTrue();
    assertThat(capped(model, input(model).answered(Measure.NPS, 80))).isFalse();
    assertThat(score(model, input(model).answered(Measure.NPS, 80))).isEqualTo(FREE);
  }

  @Test
  void an_account_is_not_limited_by_what_it_is_too_young_for() {
    ScoringModel model = model(nps(1, Staleness.NONE, 30));

    assertThat(score(model, input(model).age(29))).isEqualTo(FREE);
    assertThat(capped(model, input(model).age(30))).isTrue();
  }

  @Test
  void what_is_only_shown_expires_and_has_grace_like_what_is_weighed() {
    ScoringModel model = model(nps(0, new Staleness(0, 80), 30));

    assertThat(score(model, input(model).answered(Measure.NPS, 79))).isEqualTo(LIMIT);
    assertThat(score(model, input(model).answered(Measure.NPS, 80))).isEqualTo(FREE);
    assertThat(score(model, input(model).age(29))).isEqualTo(FREE);
  }

  @Test
  void what_expires_limits_no_score_though_there_is_nobody_to_compare_it_with() {
    ScoringModel model = model(nps(1, new PeerPercentile(SAME), new Staleness(0, 80), 0));

    assertThat(score(model, input(model).answered(Measure.NPS, 79))).isEqualTo(LIMIT);
    assertThat(score(model, input(model).answered(Measure.NPS, 80))).isEqualTo(FREE);
  }

  @Test
  void a_measure_that_the_model_does_not_weigh_limits_at_any_age() {
    ScoringModel model = model();

    assertThat(score(model, input(model).answered(Measure.NPS, 85).age(1))).isEqualTo(LIMIT);
  }

  @Test
  void grace_is_of_a_measure_over_any_window_but_expiry_of_the_window_it_was_said_of() {
    ScoringModel model = model(30, nps(1, new Staleness(0, 20), 30));

    assertThat(capped(model, input(model).answered(Measure.NPS, 25).age(29))).isFalse();
    assertThat(capped(model, input(model).answered(Measure.NPS, 25).age(30))).isTrue();
  }

  @Test
  void a_window_that_is_weighed_without_grace_of_its_own_has_none() {
    ScoringModel model =
        model(
            30,
            nps(1, Staleness.NONE, 30),
            new WeightedMeasure(new WindowedMeasure(Measure.NPS, 30), 1, SAME));

    assertThat(capped(model, input(model).age(1))).isTrue();
  }

  @Test
  void a_cap_that_is_passed_over_leaves_the_place_to_a_higher_one() {
    Cap higher =
        new Cap(
            "unused",
            "Unused",
            WindowedMeasure.of(Measure.FEATURE_BREADTH),
            Cap.Side.AT_MOST,
            95,
            70_000);
    ScoringModel model =
        new ScoringModel(
            "X1",
            1,
            "Test",
            0.1,
            10,
            components(nps(1, new Staleness(45, 80), 0)),
            List.of(cap(90), higher),
            Presets.b0());

    assertThat(score(model, input(model).answered(Measure.NPS, 80))).isEqualTo(70_000);
  }

  @Test
  void time_alone_lifts_the_cap_on_the_day_on_which_the_answer_expires() {
    Facts facts = new Facts("acme");
    Fold fold = new Fold("acme", policy(new Staleness(0, 40), 0));
    fold.tell(facts.sentiment(at(0), 0.9), facts.nps(at(1), 3));

    assertThat(dayOfScore(fold, FREE)).isEqualTo(41);
  }

  /** We ask more from that day on, nobody fell. */
  @Test
  void a_cap_that_holds_from_the_end_of_grace_on_is_no_drop() {
    Facts facts = new Facts("acme");
    Fold fold = new Fold("acme", policy(Staleness.NONE, 20));
    fold.tell(facts.login(at(0), "ann"), facts.sentiment(at(0), 0.9), facts.nps(at(5), 3));
    assertThat(fold.lastChange().to().score()).isEqualTo(FREE);

    assertThat(dayOfScore(fold, LIMIT)).isEqualTo(20);
    assertThat(fold.alerts()).isEmpty();
  }

  @Test
  void a_cap_that_holds_because_the_contract_is_told_to_be_older_is_no_drop_either() {
    Facts facts = new Facts("acme");
    Fold fold = new Fold("acme", policy(Staleness.NONE, 20));
    fold.tell(begun(at(0), LocalDate.of(2026, 4, 1)), facts.sentiment(at(0), 0.9));
    fold.tell(facts.nps(at(5), 3));
    assertThat(fold.lastChange().to().score()).isEqualTo(FREE);

    fold.tell(begun(at(6), LocalDate.of(2025, 4, 1)));

    assertThat(fold.lastChange().to().score()).isEqualTo(LIMIT);
    assertThat(fold.alerts()).isEmpty();
  }

  private static ProfileSignal begun(Instant toldAt, LocalDate contractStart) {
    return new ProfileSignal(
        "acme",
        toldAt,
        "Acme",
        null,
        null,
        null,
        null,
        null,
        contractStart,
        null,
        null,
        null,
        null,
        0);
  }

  /** Sentiment is the score; NPS is shown, and limits it. */
  private static HealthPolicy policy(Staleness staleness, int grace) {
    WeightedMeasure sentiment = new WeightedMeasure(Measure.CSM_SENTIMENT, 1, SAME);
    ScoringModel model =
        new ScoringModel(
            "X1",
            1,
            "Test",
            0.1,
            10,
            List.of(
                new Component("voice", "Voice", 1, List.of(sentiment, nps(0, staleness, grace)))),
            List.of(cap(90)),
            Presets.b0());
    return new HealthPolicy(model, StandardRules.all());
  }

  /** Day of the story on which the account, looked at when it is due, first has a score. */
  private static long dayOfScore(Fold fold, int score) {
    AccountState state = fold.state();
    while (fold.lastChange().to().score() != score) {
      assertThat(state.nextDue()).as("due").isNotNull();
      fold.tell(new Facts("acme").timePassed(state.nextDue()));
      state = fold.state();
    }
    return Duration.between(START.minus(Duration.ofHours(8)), fold.lastChange().changedAt())
        .toDays();
  }

  private static Instant at(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private static WeightedMeasure nps(double weight, Staleness staleness, int grace) {
    return nps(weight, new Linear(-10, 0), staleness, grace);
  }

  private static WeightedMeasure nps(
      double weight, ScoringFunction function, Staleness staleness, int grace) {
    return new WeightedMeasure(
        WindowedMeasure.of(Measure.NPS), weight, function, MissingData.LEAVE_OUT, staleness, grace);
  }

  private static ScoringModel model(WeightedMeasure... voice) {
    return model(90, voice);
  }

  /** Limited to 60 by an NPS below zero over a window. */
  private static ScoringModel model(int window, WeightedMeasure... voice) {
    return new ScoringModel(
        "X1", 1, "Test", 0.1, 10, components(voice), List.of(cap(window)), Presets.b0());
  }

  private static List<Component> components(WeightedMeasure... voice) {
    List<WeightedMeasure> parts = new ArrayList<>(List.of(voice));
    parts.add(new WeightedMeasure(Measure.CSM_SENTIMENT, 1, SAME));
    WeightedMeasure breadth = new WeightedMeasure(Measure.FEATURE_BREADTH, 1, SAME);
    return List.of(
        new Component("usage", "Usage", 80, List.of(breadth)),
        new Component("voice", "Voice", 1, parts));
  }

  private static Cap cap(int window) {
    return new Cap(
        "detractors",
        "Detractors",
        new WindowedMeasure(Measure.NPS, window),
        Cap.Side.AT_MOST,
        0,
        LIMIT);
  }

  private static MadeUpInput input(ScoringModel model) {
    return new MadeUpInput(model, DETRACTORS);
  }

  private static int score(ScoringModel model, MadeUpInput input) {
    return model.score(input).score();
  }

  private static boolean capped(ScoringModel model, MadeUpInput input) {
    return model.score(input).toHealthScore(START, "default").cap() != null;
  }
}
