package dev.customerhealth.domain.parent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ParentTotalsTest {

  private final Map<String, ChildStanding> children = new TreeMap<>();
  private ParentTotals totals = ParentTotals.NONE;

  @Test
  void the_mean_counts_every_child_with_a_score_alike() {
    counts("a", scored(80_000, 100, "EUR"));
    counts("b", scored(40_001, 900, "EUR"));
    counts("c", new ChildStanding(0, false, 0, 500, "EUR"));

    ParentScore score = ParentScore.of(totals);

    assertThat(score.children()).isEqualTo(3);
    assertThat(score.scored()).isEqualTo(2);
    assertThat(score.mean()).as("60.0005 points, rounded half up").isEqualTo(60_001);
  }

  @Test
  void scores_are_weighted_by_revenue() {
    counts("a", scored(80_000, 100, "EUR"));
    counts("b", scored(40_000, 300, "EUR"));

    ParentScore score = ParentScore.of(totals);

    assertThat(score.weighting()).isEqualTo(RevenueWeighting.WEIGHTED);
    assertThat(score.weighted()).isEqualTo(50_000);
    assertThat(score.revenueMinor()).isEqualTo(400);
    assertThat(score.currency()).isEqualTo("EUR");
  }

  @Test
  void revenues_of_several_currencies_weigh_nothing() {
    counts("a", scored(80_000, 100, "EUR"));
    counts("b", scored(40_000, 300, "USD"));

    assertThat(ParentScore.of(totals).weighting()).isEqualTo(RevenueWeighting.MIXED_CURRENCIES);
    assertThat(ParentScore.of(totals).weighted()).isNull();

    leaves("b");

    assertThat(ParentScore.of(totals).weighted()).isEqualTo(80_000);
  }

  @Test
  void children_without_revenue_leave_the_weighting_to_the_others() {
    counts("a", scored(80_000, 0, "EUR"));

    assertThat(ParentScore.of(totals).weighting()).isEqualTo(RevenueWeighting.NO_REVENUE);

    counts("b", scored(40_000, 7, "EUR"));

    assertThat(ParentScore.of(totals).weighted()).isEqualTo(40_000);
    assertThat(ParentScore.of(totals).mean()).isEqualTo(60_000);
  }

  @Test
  void of_equally_bad_children_the_first_by_id_is_the_worst() {
    counts("b", scored(40_000, 0, null));
    counts("a", scored(40_000, 0, null));
    counts("c", scored(40_001, 0, null));

    assertThat(totals.worst()).isEqualTo(new WorstChild("a", 40_000));
  }

  @Test
  void when_the_worst_child_recovers_the_next_is_found() {
    counts("a", scored(10_000, 0, null));
    counts("b", scored(30_000, 0, null));
    counts("a", scored(50_000, 0, null));

    assertThat(totals.worst()).isEqualTo(new WorstChild("b", 30_000));
  }

  @Test
  void revenues_larger_than_64_bits_together_still_weigh_exactly() {
    counts("a", scored(100_000, Long.MAX_VALUE, "EUR"));
    counts("b", scored(0, Long.MAX_VALUE, "EUR"));

    assertThat(ParentScore.of(totals).weighted()).isEqualTo(50_000);
  }

  /** Whatever joins, changes and leaves in whatever order: as if counted anew from who is there. */
  @Test
  void totals_are_always_those_of_the_children_that_are_there() {
    for (long seed = 0; seed < 200; seed++) {
      children.clear();
      totals = ParentTotals.NONE;
      SplittableRandom random = new SplittableRandom(seed);
      for (int step = 0; step < 60; step++) {
        String child = "child-" + random.nextInt(6);
        if (random.nextInt(4) == 0 && children.containsKey(child)) {
          leaves(child);
        } else {
          counts(child, any(random));
        }

        assertThat(withoutTime(totals)).as("seed %d, step %d", seed, step).isEqualTo(anew());
      }
    }
  }

  private ParentTotals anew() {
    ParentTotals counted = ParentTotals.NONE;
    for (Map.Entry<String, ChildStanding> child : children.entrySet()) {
      counted = counted.after(child.getKey(), 0, null, child.getValue(), () -> null);
    }
    WorstChild worst =
        children.entrySet().stream()
            .map(child -> WorstChild.candidate(child.getKey(), child.getValue()))
            .filter(Objects::nonNull)
            .reduce(null, WorstChild::worse);
    assertThat(counted.worst()).isEqualTo(worst);
    return withoutTime(counted);
  }

  private static ParentTotals withoutTime(ParentTotals totals) {
    return new ParentTotals(
        0,
        totals.children(),
        totals.scored(),
        totals.scores(),
        totals.revenues(),
        totals.weightedScores(),
        totals.currencies(),
        totals.worst());
  }

  private void counts(String child, ChildStanding standing) {
    totals = totals.after(child, 0, children.get(child), standing, () -> worstOfOthers(child));
    children.put(child, standing);
  }

  private void leaves(String child) {
    totals = totals.after(child, 0, children.get(child), null, () -> worstOfOthers(child));
    children.remove(child);
  }

  private WorstChild worstOfOthers(String child) {
    WorstChild worst = null;
    for (Map.Entry<String, ChildStanding> other : children.entrySet()) {
      if (!other.getKey().equals(child)) {
        worst = WorstChild.worse(worst, WorstChild.candidate(other.getKey(), other.getValue()));
      }
    }
    return worst;
  }

  private static ChildStanding any(SplittableRandom random) {
    boolean scored = random.nextInt(5) > 0;
    return new ChildStanding(
        0,
        scored,
        scored ? random.nextInt(5) * 20_000 : 0,
        random.nextInt(3) * 1_000L,
        random.nextInt(4) == 0 ? null : random.nextInt(6) == 0 ? "USD" : "EUR");
  }

  private static ChildStanding scored(int score, long arrMinor, String currency) {
    return new ChildStanding(0, true, score, arrMinor, currency);
  }
}
