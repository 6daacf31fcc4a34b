package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of several answers the latest says how much their measure counts, and each of them counts the
 * same in its value: the numbers of the decision, with NPS as M0 scores it and nothing beside.
 */
class LatestAnswerTest {
  private static final Instant START = Instant.parse("2026-04-01T08:00:00Z");
  private static final int LATER = 80;

  private final Facts facts = new Facts("acme");
  private final WeightedMeasure nps = npsOfM0();
  private final HealthPolicy policy = new HealthPolicy(npsAlone(), List.of());

  @ParameterizedTest
  @CsvSource({"0, 10, 84.8", "10, 0, 18.1"})
  void an_answer_of_80_days_ago_counts_as_much_as_one_of_today(
      double old, double fresh, double eachFadingByItself) {
    Fold fold = new Fold("acme", policy);

    fold.tell(facts.nps(at(0), old), facts.nps(at(LATER), fresh));

    assertThat(fold.lastChange().to().score()).isEqualTo(40_000);
    assertThat(fold.lastChange().to().coverage()).isEqualTo(1);
    double left = nps.staleness().freshness(LATER);
    double value = (vote(fresh) + left * vote(old)) / (1 + left);
    assertThat(((ScoringFunction.OfValue) nps.function()).score(value))
        .as("what section 2 can be read as, too")
        .isEqualTo(eachFadingByItself, within(0.05));
  }

  @Test
  void from_the_latest_answer_on_all_of_them_lose_weight_together() {
    Fold fold = new Fold("acme", policy);
    fold.tell(facts.nps(at(0), 0), facts.nps(at(40), 10));

    fold.tell(facts.timePassed(at(85)));

    HealthScore score = new Assessor().score(fold.state(), policy);
    assertThat(score.score()).isEqualTo(40_000);
    assertThat(score.coverage()).isEqualTo(0.5);
  }

  private static double vote(double answer) {
    return answer >= 9 ? 100 : -100;
  }

  private static Instant at(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private static WeightedMeasure npsOfM0() {
    return Presets.m0().components().stream()
        .flatMap(component -> component.measures().stream())
        .filter(part -> part.measure().measure() == Measure.NPS)
        .findFirst()
        .orElseThrow();
  }

  private ScoringModel npsAlone() {
    return new ScoringModel(
        "nps",
        1,
        "NPS",
        0,
        10,
        List.of(new Component("relationship", "Relationship", 1, List.of(nps))),
        List.of(),
        Presets.b0());
  }
}
