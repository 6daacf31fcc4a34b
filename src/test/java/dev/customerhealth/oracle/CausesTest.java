package dev.customerhealth.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.scoring.CauseShare;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a change of a score is split by what brought it about. */
class CausesTest {
  private static final Instant NOON = Instant.parse("2026-06-30T12:00:00Z");

  private final Facts facts = new Facts("acme");
  private final Fold fold = new Fold("acme");

  /** Every point of every change of random histories belongs to one cause and one measure. */
  @Test
  void the_causes_of_a_change_add_up_to_it_measure_by_measure() {
    Set<ChangeCause> met = EnumSet.noneOf(ChangeCause.class);
    for (long seed = 0; seed < 12; seed++) {
      Fold account = new Fold("account-0");
      for (Given given : RandomHistory.of(seed, 1, 250)) {
        if (given.signal() != null) {
          account.tell(given.signal());
        }
      }
      for (ScoreChange change : account.changes()) {
        String where = "seed " + seed + ", change " + change.sequence();
        assertThat(change.causes().stream().mapToInt(CauseShare::points).sum())
            .as(where)
            .isEqualTo(change.points());
        assertThat(byMeasure(change.causes())).as(where).isEqualTo(pointsOf(change.drivers()));
        for (CauseShare share : change.causes()) {
          met.add(share.cause());
          assertThat(share.drivers().stream().mapToInt(Driver::points).sum())
              .as(where)
              .isEqualTo(share.points());
        }
      }
    }
    assertThat(met)
        .as("causes met")
        .contains(
            ChangeCause.EVENT,
            ChangeCause.EARLIER,
            ChangeCause.TIME_PASSED,
            ChangeCause.FACT_CHANGED);
  }

  @Test
  void an_event_after_a_long_silence_answers_for_itself_alone() {
    use(NOON);
    fold.tell(facts.nps(NOON, 10));
    Instant later = NOON.plus(Duration.ofDays(40));

    fold.tell(facts.nps(later, 0));

    Map<ChangeCause, CauseShare> causes = new HashMap<>();
    fold.lastChange().causes().forEach(share -> causes.put(share.cause(), share));
    assertThat(causes).containsOnlyKeys(ChangeCause.TIME_PASSED, ChangeCause.EVENT);
    assertThat(causes.get(ChangeCause.EVENT).drivers())
        .extracting(Driver::measureId)
        .as("the answer moves NPS, and by its fresh weight the rest; nothing fell because of it")
        .containsExactly("nps", "login-frequency");
    assertThat(causes.get(ChangeCause.TIME_PASSED).drivers())
        .extracting(Driver::measureId)
        .contains("feature-breadth", "sessions-per-user");
  }

  @Test
  void what_drifted_before_another_model_came_is_not_put_on_the_model() {
    use(NOON);
    fold.tell(facts.opened(NOON, 0));
    int told = fold.changes().size();
    fold.tell(facts.opened(NOON, 0.04));
    assertThat(fold.changes()).as("too little to be told").hasSize(told);
    int last = fold.lastChange().to().score();
    int drifted = new Assessor().score(fold.state(), Presets.policy()).score();
    HealthPolicy other =
        new HealthPolicy(
            Notices.usageOnly(Presets.m0().version() + 1).model(), Presets.policy().rules());

    fold.switchTo(other, NOON, Set.of());

    assertThat(fold.lastChange().causes())
        .extracting(CauseShare::cause, CauseShare::points)
        .containsExactly(
            tuple(ChangeCause.EARLIER, drifted - last),
            tuple(ChangeCause.MODEL_CHANGED, fold.lastChange().to().score() - drifted));
    assertThat(fold.lastChange().causes().get(0).drivers())
        .extracting(Driver::measureId)
        .contains("ticket-sentiment");
  }

  private void use(Instant at) {
    fold.tell(
        facts.login(at, "ann"), facts.session(at, "ann", 1200), facts.used(at, "ann", "export", 5));
  }

  private static Map<String, Integer> byMeasure(List<CauseShare> causes) {
    Map<String, Integer> points = new HashMap<>();
    for (CauseShare share : causes) {
      share.drivers().forEach(one -> points.merge(one.measureId(), one.points(), Integer::sum));
    }
    points.values().removeIf(moved -> moved == 0);
    return points;
  }

  private static Map<String, Integer> pointsOf(List<Driver> drivers) {
    Map<String, Integer> points = new HashMap<>();
    drivers.forEach(driver -> points.put(driver.measureId(), driver.points()));
    return points;
  }
}
