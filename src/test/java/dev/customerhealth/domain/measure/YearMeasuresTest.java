package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.EveryMeasureTest.assertFits;
import static dev.customerhealth.domain.measure.EveryMeasureTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.Outcome;
import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.Retention;
import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.oracle.MeasureOracle;
import dev.customerhealth.oracle.RandomLife;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.YearModels;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Windows of a year against plain arithmetic, and what they do to shorter ones: nothing. */
class YearMeasuresTest {
  private static final int PLAN = 10;
  private static final int SEEDS = 6;

  /** Few enough that no register is full in two years: what a register forgets has its own test. */
  private static final int SIGNALS = 700;

  private static final int DAYS = 800;

  private static final AskedMeasures ALL = EveryMeasureTest.everything(365);
  private static final AskedMeasures SHORTER = EveryMeasureTest.everything(90);

  private final HealthPolicy yearOnYear = YearModels.policy(YearModels.yearOnYear());
  private final HealthPolicy year = YearModels.policy(YearModels.year());

  @Test
  void every_measure_over_every_window_is_what_plain_arithmetic_says() {
    int compared = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Fold fold = new Fold("acme", yearOnYear);
      MeasureOracle oracle = new MeasureOracle(Days.MOST_KEPT);
      List<Signal> life = RandomLife.of("acme", seed, SIGNALS, DAYS);
      for (int i = 0; i < life.size(); i++) {
        fold.tell(life.get(i));
        if (fold.last().outcome() == Outcome.SCORED) {
          oracle.tell(life.get(i));
        }
        if (i % 35 == 34) {
          assertFits(
              oracle,
              fold.state().facts(),
              fold.state().profile(),
              ALL,
              "seed " + seed + " after " + (i + 1));
        }
      }
      MeasureValues last = read(fold, ALL);
      for (int i = 0; i < ALL.size(); i++) {
        compared +=
            ALL.measure(i).windowDays() == 365
                    && last.earlierThousandths(i) != MeasurePoints.NO_VALUE
                ? 1
                : 0;
      }
    }
    assertThat(compared).as("years compared with the year before").isGreaterThan(SEEDS * 10);
  }

  private static MeasureValues read(Fold fold, AskedMeasures asked) {
    return MeasureReader.read(fold.state().facts(), fold.state().profile(), asked, PLAN);
  }

  /** Which tickets are open is not asked after half a year: that they were forgotten counts. */
  @Test
  void what_arrives_up_to_a_year_late_counts_like_what_came_in_time_in_whatever_order() {
    Set<Measure> open =
        Set.of(Measure.OPEN_TICKETS, Measure.OPEN_ESCALATIONS, Measure.OPEN_CRITICAL_ESCALATIONS);
    List<WindowedMeasure> counted = new ArrayList<>(ALL.measures());
    counted.removeIf(measure -> open.contains(measure.measure()));
    AskedMeasures asked = AskedMeasures.of(counted, counted);
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Signal> life = new ArrayList<>(RandomLife.of("acme", seed, 350, 360));
      life.removeIf(signal -> !(signal instanceof AccountSignal));
      Instant end = life.get(life.size() - 1).occurredAt();
      MeasureOracle oracle = new MeasureOracle(Days.YEAR);
      life.forEach(oracle::tell);
      Fold inTime = new Fold("acme", year);
      life.forEach(inTime::tell);
      Fold late = new Fold("acme", year);
      Collections.shuffle(life, new Random(seed));
      life.forEach(signal -> late.tellAt(end, signal));

      assertThat(late.outcomes()).as("seed %d", seed).doesNotContain(Outcome.LATE);
      assertSame(read(late, asked), read(inTime, asked), "seed " + seed);
      AccountProfile profile = EveryMeasureTest.profile(end);
      assertSame(
          MeasureReader.read(late.state().facts(), profile, asked, PLAN),
          MeasureReader.read(inTime.state().facts(), profile, asked, PLAN),
          "seed " + seed + " with a profile");
      assertFits(oracle, late.state().facts(), null, asked, "seed " + seed);
    }
  }

  /**
   * Shadows may ask for a year of accounts whose live model does not. Who left long ago and is told
   * of anew is known longer by the part they had: that is the only difference.
   */
  @Test
  void shorter_windows_are_the_same_however_far_an_account_remembers() {
    List<WindowedMeasure> same = new ArrayList<>(SHORTER.measures());
    same.removeIf(measure -> measure.measure() == Measure.KEY_PEOPLE_LOST);
    AskedMeasures asked = AskedMeasures.of(same, same);
    for (long seed = 0; seed < SEEDS; seed++) {
      Fold standard = new Fold("acme");
      Fold longer = new Fold("acme", yearOnYear);
      int number = 0;
      for (Signal signal : RandomLife.of("acme", seed, SIGNALS, DAYS)) {
        standard.tell(signal);
        longer.tell(signal);
        if (number++ % 10 == 0) {
          assertSame(read(longer, asked), read(standard, asked), "seed " + seed + ", " + signal);
        }
      }
    }
  }

  @Test
  void no_measure_moves_between_today_and_the_due_day() {
    for (long seed = 0; seed < 3; seed++) {
      Fold fold = new Fold("acme", yearOnYear);
      RandomLife.of("acme", seed, 400, 500).forEach(fold::tell);
      requireCalm(fold.state().facts(), fold.state().profile(), seed);
    }
  }

  @Test
  void nor_while_a_window_fills_that_was_begun_late() {
    for (long seed = 0; seed < 3; seed++) {
      Fold fold = new Fold("acme");
      RandomLife.of("acme", seed, 400, 300).forEach(fold::tell);
      AccountFacts begun = fold.state().facts().keeping(Days.MOST_KEPT);
      assertThat(begun.retention().sinceDay()).as("seed %d", seed).isNotEqualTo(Days.NONE);
      requireCalm(begun, fold.state().profile(), seed);
    }
  }

  private static void requireCalm(AccountFacts from, AccountProfile profile, long seed) {
    List<WindowedMeasure> calm = new ArrayList<>(ALL.measures());
    calm.removeIf(EveryMeasureTest::changesDaily);
    AskedMeasures asked = AskedMeasures.of(calm, calm);
    AccountFacts facts = from;
    int steps = 0;
    for (int due = DueDays.next(facts, profile, asked);
        due != Days.NONE && steps < 900;
        due = DueDays.next(facts, profile, asked)) {
      MeasureValues now = MeasureReader.read(facts, profile, asked, PLAN);
      for (int day = facts.day() + 1; day < due; day++) {
        assertSame(
            MeasureReader.read(facts.advancedTo(day), profile, asked, PLAN),
            now,
            "seed " + seed + ", day " + day + ", due " + due);
      }
      facts = facts.advancedTo(due);
      steps++;
    }
    assertSame(
        MeasureReader.read(facts.advancedTo(facts.day() + 1000), profile, asked, PLAN),
        MeasureReader.read(facts, profile, asked, PLAN),
        "seed " + seed + ", for ever");
  }

  /**
   * What was forgotten before the model came does not come back: until a year is whole there is no
   * data, and then it is what plain arithmetic says.
   */
  @Test
  void a_year_asked_for_while_running_has_no_data_until_it_is_whole() {
    int switchedOn = 300;
    for (long seed = 0; seed < SEEDS; seed++) {
      Fold fold = new Fold("acme");
      MeasureOracle oracle = new MeasureOracle(Days.YEAR);
      Instant first = null;
      int missing = 0;
      int whole = 0;
      for (Signal signal : RandomLife.of("acme", seed, SIGNALS, DAYS)) {
        first = first == null ? signal.occurredAt() : first;
        long age = Duration.between(first, signal.occurredAt()).toDays();
        if (age >= switchedOn) {
          fold.judgedBy(year);
        }
        fold.tell(signal);
        if (fold.last().outcome() == Outcome.SCORED) {
          oracle.tell(signal);
        }
        if (age < switchedOn) {
          continue;
        }
        AccountFacts facts = fold.state().facts();
        Map<String, Long> expected = oracle.values(LocalDate.ofEpochDay(facts.day()), Days.YEAR, 0);
        long counted =
            read(fold, ALL)
                .thousandths(ALL.indexOf(WindowedMeasure.of(Measure.ACTIVE_USERS, Days.YEAR)));
        if (facts.retention().covers(facts.day(), Days.YEAR - 1)) {
          assertThat(counted).as("seed %d", seed).isEqualTo(expected.get("active-users"));
          whole++;
        } else {
          assertThat(counted).as("seed %d", seed).isEqualTo(MeasurePoints.NO_VALUE);
          assertThat(age).as("seed %d", seed).isLessThan(switchedOn - 180 + 368);
          missing++;
        }
      }
      assertThat(missing).as("seed %d", seed).isPositive();
      assertThat(whole).as("seed %d", seed).isPositive();
    }
  }

  @Test
  void a_young_account_of_which_nothing_was_forgotten_has_its_year_at_once() {
    Facts facts = new Facts("acme");
    Instant start = Instant.parse("2026-01-05T08:00:00Z");
    Fold fold = new Fold("acme").tell(facts.login(start, "ada"));
    fold.judgedBy(year).tell(facts.login(start.plus(Duration.ofDays(170)), "bob"));

    assertThat(fold.state().facts().retention()).isEqualTo(new Retention(365, Days.NONE));
    assertThat(
            read(fold, ALL)
                .thousandths(ALL.indexOf(WindowedMeasure.of(Measure.ACTIVE_USERS, Days.YEAR))))
        .isEqualTo(2_000);
  }

  @Test
  void an_account_that_no_model_asks_a_year_of_any_more_forgets_it() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Fold fold = new Fold("acme", yearOnYear);
      Fold never = new Fold("acme");
      List<Signal> life = RandomLife.of("acme", seed, 400, 500);
      for (int i = 0; i < life.size(); i++) {
        if (i == 300) {
          fold.judgedBy(Presets.policy());
        }
        fold.tell(life.get(i));
        never.tell(life.get(i));
      }

      AccountFacts facts = fold.state().facts();
      assertThat(facts.retention()).isEqualTo(Retention.STANDARD);
      assertThat(facts.days()).as("seed %d", seed).isEqualTo(never.state().facts().days());
      assertThat(facts.users()).as("seed %d", seed).isEqualTo(never.state().facts().users());
      assertThat(facts.features()).as("seed %d", seed).isEqualTo(never.state().facts().features());
    }
  }
}
