package dev.customerhealth.domain.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.oracle.Given;
import dev.customerhealth.oracle.RandomHistory;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DueDaysTest {
  private static final int PLAN = 10;
  private static final Set<Measure> CHANGING_DAILY =
      Set.of(
          Measure.TENURE,
          Measure.DAYS_TO_RENEWAL,
          Measure.TIME_TO_FIRST_VALUE,
          Measure.DAYS_OVERDUE,
          Measure.DAYS_SILENT,
          Measure.WAITING_FOR_VALUE);
  private static final AskedMeasures ALL =
      AskedMeasures.of(
          Measure.all().stream()
              .filter(measure -> !CHANGING_DAILY.contains(measure))
              .flatMap(
                  measure ->
                      measure.windows().stream().map(days -> WindowedMeasure.of(measure, days)))
              .toList());

  @Test
  void no_measure_moves_between_today_and_the_due_day() {
    for (long seed = 0; seed < 40; seed++) {
      Fold fold = new Fold("account-0");
      for (Given given : RandomHistory.of(seed, 1, 150)) {
        if (given.signal() != null) {
          fold.tell(given.signal());
        }
      }
      AccountFacts facts = fold.state().facts();
      AccountProfile profile = fold.state().profile();
      for (int due = DueDays.next(facts, profile, ALL);
          due != Days.NONE;
          due = DueDays.next(facts, profile, ALL)) {
        assertThat(due).as("seed %d", seed).isGreaterThan(facts.day());
        MeasureValues now = MeasureReader.read(facts, profile, ALL, PLAN);
        for (int day = facts.day() + 1; day < due; day++) {
          assertSame(MeasureReader.read(facts.advancedTo(day), profile, ALL, PLAN), now, seed);
        }
        facts = facts.advancedTo(due);
      }
      MeasureValues last = MeasureReader.read(facts, profile, ALL, PLAN);
      for (int later = 1; later < 200; later += 7) {
        assertSame(
            MeasureReader.read(facts.advancedTo(facts.day() + later), profile, ALL, PLAN),
            last,
            seed);
      }
    }
  }

  private static void assertSame(MeasureValues one, MeasureValues other, long seed) {
    for (int i = 0; i < ALL.size(); i++) {
      assertThat(one.thousandths(i))
          .as("seed %d, %s", seed, ALL.measure(i).id())
          .isEqualTo(other.thousandths(i));
    }
  }
}
