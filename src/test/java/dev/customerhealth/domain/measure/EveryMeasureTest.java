package dev.customerhealth.domain.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.Outcome;
import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.oracle.MeasureOracle;
import dev.customerhealth.oracle.RandomLife;
import dev.customerhealth.state.AccountStateCodec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every measure over every window against the plain arithmetic of {@link MeasureOracle}. */
class EveryMeasureTest {
  private static final int PLAN = 10;
  private static final int SIGNALS = 700;
  private static final int DAYS = 260;
  private static final int SEEDS = 12;

  private static final AskedMeasures ALL = everything(90);

  private final AccountStateCodec codec = new AccountStateCodec();

  /** Every measure over every window up to so many days, and over the one before. */
  static AskedMeasures everything(int longest) {
    List<WindowedMeasure> all = new ArrayList<>();
    for (Measure measure : Measure.all()) {
      for (int days : measure.windows()) {
        if (days <= longest) {
          all.add(WindowedMeasure.of(measure, days));
        }
      }
    }
    return AskedMeasures.of(all, all);
  }

  private static void assertFits(
      MeasureOracle oracle, AccountFacts facts, AccountProfile profile, String where) {
    assertFits(oracle, facts, profile, ALL, where);
  }

  static void assertFits(
      MeasureOracle oracle,
      AccountFacts facts,
      AccountProfile profile,
      AskedMeasures asked,
      String where) {
    LocalDate today = LocalDate.ofEpochDay(facts.day());
    MeasureValues values = MeasureReader.read(facts, profile, asked, PLAN);
    Map<Integer, Map<String, Long>> now = new HashMap<>();
    Map<Integer, Map<String, Long>> before = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      WindowedMeasure measure = asked.measure(i);
      boolean windowOfTwo = measure.windowDays() > 0 && measure.measure().windows().contains(0);
      String id = measure.measure().id() + (windowOfTwo ? MeasureOracle.WITHIN_WINDOW : "");
      int days = Math.max(7, measure.windowDays());
      now.computeIfAbsent(days, any -> oracle.values(today, any, 0));
      before.computeIfAbsent(days, any -> oracle.values(today, any, any));
      assertThat(values.thousandths(i))
          .as("%s, %s", where, measure.id())
          .isEqualTo(now.get(days).getOrDefault(id, MeasurePoints.NO_VALUE));
      boolean compared = measure.hasEarlier() && oracle.knownFor(today, 2 * measure.windowDays());
      assertThat(values.earlierThousandths(i))
          .as("%s, %s before", where, measure.id())
          .isEqualTo(
              compared
                  ? before.get(days).getOrDefault(id, MeasurePoints.NO_VALUE)
                  : MeasurePoints.NO_VALUE);
    }
  }

  @Test
  void every_measure_is_what_plain_arithmetic_says() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Fold fold = new Fold("acme");
      MeasureOracle oracle = new MeasureOracle();
      List<Signal> life = RandomLife.of("acme", seed, SIGNALS, DAYS);
      for (int i = 0; i < life.size(); i++) {
        fold.tell(life.get(i));
        if (fold.last().outcome() == Outcome.SCORED) {
          oracle.tell(life.get(i));
        }
        if (i % 25 == 24) {
          assertFits(
              oracle,
              fold.state().facts(),
              fold.state().profile(),
              "seed " + seed + " after " + (i + 1));
        }
      }
    }
  }

  @Test
  void what_the_codec_gives_back_measures_the_same() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Fold fold = new Fold("acme");
      for (Signal signal : RandomLife.of("acme", seed, SIGNALS, DAYS)) {
        fold.tell(signal);

        AccountState read = codec.decode("acme", codec.encode(fold.state()));

        assertThat(read).as("seed %d", seed).isEqualTo(fold.state());
        fold.continueFrom(read);
      }
    }
  }

  /** Within a window: what arrives later than 90 days does not count, in whatever order. */
  @Test
  void the_order_of_arrival_does_not_matter() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Signal> life = new ArrayList<>(RandomLife.of("acme", seed, 250, 85));
      life.removeIf(signal -> !(signal instanceof AccountSignal));
      Instant end = life.get(life.size() - 1).occurredAt();
      AccountFacts straight = told(end, life);
      Collections.shuffle(life, new Random(seed));

      AccountFacts shuffled = told(end, life);

      for (AccountProfile profile : new AccountProfile[] {null, profile(end)}) {
        assertSame(
            MeasureReader.read(shuffled, profile, ALL, PLAN),
            MeasureReader.read(straight, profile, ALL, PLAN),
            "seed " + seed);
      }
    }
  }

  /** Tells when the contract began, seats, and which features are valuable. */
  static AccountProfile profile(Instant at) {
    List<String> valuable = List.of("feature-1", "feature-2", "feature-3");
    return new Fold("acme").tell(new Facts("acme").profile(at, 12, valuable)).state().profile();
  }

  private static AccountFacts told(Instant time, List<Signal> signals) {
    Fold fold = new Fold("acme");
    signals.forEach(signal -> fold.tellAt(time, signal));
    return fold.state().facts();
  }

  @Test
  void a_repeat_changes_no_measure() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Fold once = new Fold("acme");
      Fold twice = new Fold("acme");
      for (Signal signal : RandomLife.of("acme", seed, 300, 200)) {
        once.tell(signal);
        twice.tell(signal);
        twice.tell(signal);
      }

      assertThat(twice.state().facts()).as("seed %d", seed).isEqualTo(once.state().facts());
    }
  }

  @Test
  void no_measure_moves_between_today_and_the_due_day() {
    for (long seed = 0; seed < 6; seed++) {
      Fold fold = new Fold("acme");
      RandomLife.of("acme", seed, 400, 150).forEach(fold::tell);
      AccountProfile profile = fold.state().profile();
      List<WindowedMeasure> calm = new ArrayList<>(ALL.measures());
      calm.removeIf(EveryMeasureTest::changesDaily);
      AskedMeasures asked = AskedMeasures.of(calm, calm);
      AccountFacts facts = fold.state().facts();
      int steps = 0;
      for (int due = DueDays.next(facts, profile, asked);
          due != Days.NONE && steps < 400;
          due = DueDays.next(facts, profile, asked)) {
        assertThat(due).as("seed %d", seed).isGreaterThan(facts.day());
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
      MeasureValues last = MeasureReader.read(facts, profile, asked, PLAN);
      assertSame(
          MeasureReader.read(facts.advancedTo(facts.day() + 400), profile, asked, PLAN),
          last,
          "seed " + seed + ", for ever");
    }
  }

  @Test
  void what_changes_every_day_is_due_every_day() {
    Fold fold = new Fold("acme");
    RandomLife.of("acme", 1, 300, 100).forEach(fold::tell);
    AccountFacts facts = fold.state().facts();
    AskedMeasures tenure = AskedMeasures.of(List.of(WindowedMeasure.of(Measure.TENURE)));

    assertThat(DueDays.next(facts, fold.state().profile(), tenure)).isEqualTo(facts.day() + 1);
  }

  static boolean changesDaily(WindowedMeasure measure) {
    return Set.of(
            Measure.TENURE,
            Measure.DAYS_TO_RENEWAL,
            Measure.TIME_TO_FIRST_VALUE,
            Measure.WAITING_FOR_VALUE,
            Measure.DAYS_SILENT,
            Measure.DAYS_OVERDUE)
        .contains(measure.measure());
  }

  static void assertSame(MeasureValues one, MeasureValues other, String where) {
    AskedMeasures asked = one.asked();
    for (int i = 0; i < asked.size(); i++) {
      assertThat(one.thousandths(i))
          .as("%s, %s", where, asked.measure(i).id())
          .isEqualTo(other.thousandths(i));
      assertThat(one.earlierThousandths(i))
          .as("%s, %s before", where, asked.measure(i).id())
          .isEqualTo(other.earlierThousandths(i));
    }
  }

  @Test
  void reading_on_from_what_was_read_before_is_the_same_as_reading_anew() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Fold fold = new Fold("acme");
      MeasureValues known = null;
      for (Signal signal : RandomLife.of("acme", seed, SIGNALS, DAYS)) {
        fold.tell(signal);
        AccountFacts facts = fold.state().facts();
        AccountProfile profile = fold.state().profile();
        known = MeasureReader.read(facts, profile, ALL, PLAN, known);

        assertSame(
            known,
            MeasureReader.read(facts, profile, ALL, PLAN),
            "seed " + seed + ", after " + signal);
      }
    }
  }

  @Test
  void the_lives_give_every_measure_data_now_and_where_it_can_be_compared_before() {
    Set<String> seen = new HashSet<>();
    Set<String> before = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Fold fold = new Fold("acme");
      int told = 0;
      for (Signal signal : RandomLife.of("acme", seed, SIGNALS, DAYS)) {
        fold.tell(signal);
        if (++told % 25 != 0) {
          continue;
        }
        MeasureValues values =
            MeasureReader.read(fold.state().facts(), fold.state().profile(), ALL, PLAN);
        for (int i = 0; i < ALL.size(); i++) {
          if (values.has(i)) {
            seen.add(ALL.measure(i).id());
          }
          if (values.earlierThousandths(i) != MeasurePoints.NO_VALUE) {
            before.add(ALL.measure(i).id());
          }
        }
      }
    }

    assertThat(seen).hasSize(ALL.size());
    List<String> comparable =
        IntStream.range(0, ALL.size())
            .mapToObj(ALL::measure)
            .filter(WindowedMeasure::isComparable)
            .map(WindowedMeasure::id)
            .toList();
    assertThat(before).containsExactlyInAnyOrderElementsOf(comparable);
  }
}
