package dev.customerhealth.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.Outcome;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.alerting.MeasureBeyond.Compared;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.MissingData;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.Staleness;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.model.RuleLibrary;
import dev.customerhealth.oracle.MeasureOracle;
import dev.customerhealth.oracle.RandomLife;
import dev.customerhealth.testing.YearModels;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rule on every measure over every window, read from YAML: it is open exactly when the plain
 * arithmetic of {@link MeasureOracle} says so, and each is raised and resolved at least once. Under
 * a model that spares young accounts it is so from the end of grace on, and not before.
 */
class EveryMeasureRuleTest {
  private static final int SEEDS = 30;
  private static final Subject YEAR_ON_YEAR = new Subject(Measure.USER_GROWTH, 365, Compared.VALUE);
  private static final int SHORTEST_COMPARED = 30;
  private static final int LONGEST_COMPARED = 90;

  private static final int GRACE_DAYS = 200;

  @TempDir Path folder;

  /** Looks at an account too young for what it is about at which the bars would have raised. */
  private int spared;

  /**
   * What a rule is about.
   *
   * @param days of the window; 0 for the state of today
   */
  private record Subject(Measure measure, int days, Compared compared) {
    String id() {
      return measure.id() + "-" + days + "-" + compared.name().toLowerCase(Locale.ROOT);
    }

    Long in(Map<Integer, Map<String, Long>> now, Map<Integer, Map<String, Long>> before) {
      boolean windowOfTwo = days > 0 && measure.windows().contains(0);
      String id = measure.id() + (windowOfTwo ? MeasureOracle.WITHIN_WINDOW : "");
      Long value = now.get(Math.max(7, days)).get(id);
      if (compared == Compared.VALUE) {
        return value;
      }
      Long earlier = before.get(days).get(id);
      if (value == null || earlier == null || (compared == Compared.PERCENT && earlier == 0)) {
        return null;
      }
      return compared == Compared.DIFFERENCE
          ? Long.valueOf(value - earlier)
          : Long.valueOf(Math.round((value - earlier) * 100.0 / Math.abs(earlier) * 1_000));
    }
  }

  /** Two bars between which nothing happens, in thousandths. */
  private record Bars(boolean atLeast, long raise, long resolve) {
    boolean stands(Long value) {
      return value != null && (atLeast ? value >= raise : value <= raise);
    }

    boolean isOver(Long value) {
      return value == null || (atLeast ? value <= resolve : value >= resolve);
    }

    /** How often it is raised and resolved. */
    int episodes(List<Long> values) {
      int ended = 0;
      boolean open = false;
      for (Long value : values) {
        if (open && isOver(value)) {
          open = false;
          ended++;
        } else if (!open && stands(value)) {
          open = true;
        }
      }
      return ended;
    }

    String yaml(Subject of) {
      return "  - {id: %s, label: It, severity: info, when: {measure: {measure: %s%s%s, %s: %s, resolved-at: %s}}}\n"
          .formatted(
              of.id(),
              of.measure().id(),
              of.days() == 0 ? "" : ", window: " + of.days() + "d",
              of.compared() == Compared.VALUE
                  ? ""
                  : ", compare: " + of.compared().name().toLowerCase(Locale.ROOT),
              atLeast ? "at-least" : "at-most",
              BigDecimal.valueOf(raise, 3).toPlainString(),
              BigDecimal.valueOf(resolve, 3).toPlainString());
    }
  }

  private static List<Subject> subjects() {
    List<Subject> all = new ArrayList<>();
    for (Measure measure : Measure.all()) {
      for (int days : measure.windows()) {
        all.add(new Subject(measure, days, Compared.VALUE));
        if (days >= SHORTEST_COMPARED
            && days <= LONGEST_COMPARED
            && WindowedMeasure.of(measure, days).isComparable()) {
          all.add(new Subject(measure, days, Compared.DIFFERENCE));
          // Of the few goals that end within a window hardly ever two windows have one achieved.
          if (!measure.windows().contains(0)) {
            all.add(new Subject(measure, days, Compared.PERCENT));
          }
        }
      }
    }
    return all;
  }

  @Test
  void a_rule_on_any_measure_over_any_window_is_open_exactly_while_its_bars_say_so()
      throws Exception {
    Map<Subject, Integer> ended = new LinkedHashMap<>();
    subjects().forEach(subject -> ended.put(subject, 0));
    for (long seed = 0; seed < SEEDS && ended.containsValue(0); seed++) {
      List<Signal> life = life(seed);
      Map<Subject, List<Long>> values = worth(life);
      Map<Subject, Bars> rules = new LinkedHashMap<>();
      values.forEach(
          (subject, series) -> {
            Bars bars = bars(series);
            if (bars != null) {
              rules.put(subject, bars);
            }
          });
      // What an account remembers goes by what is asked: in every life the same.
      rules.putIfAbsent(YEAR_ON_YEAR, new Bars(true, 50_000, 0));
      watch(life, rules, values, seed)
          .forEach((subject, times) -> ended.merge(subject, times, Integer::sum));
    }

    assertThat(
            ended.entrySet().stream().filter(each -> each.getValue() == 0).map(Map.Entry::getKey))
        .as("never raised and resolved in %d lives", SEEDS)
        .isEmpty();
    assertThat(spared).as("spared in grace").isPositive();
  }

  /** M0, which also shows every measure that it does not weigh, to accounts that are old enough. */
  private static ScoringModel sparing(ScoringModel m0) {
    List<WeightedMeasure> first = new ArrayList<>(m0.components().get(0).measures());
    for (Measure measure : Measure.all()) {
      if (!weighs(m0, measure)) {
        first.add(
            new WeightedMeasure(
                WindowedMeasure.of(measure),
                0,
                new Linear(0, 100),
                MissingData.LEAVE_OUT,
                Staleness.NONE,
                GRACE_DAYS));
      }
    }
    List<Component> components = new ArrayList<>(m0.components());
    Component usage = components.get(0);
    components.set(0, new Component(usage.id(), usage.label(), usage.weight(), first));
    return new ScoringModel(
        "sparing",
        1,
        "Sparing",
        m0.minimumCoverage(),
        m0.assumedPlanFeatures(),
        components,
        m0.caps(),
        m0.bands());
  }

  private static boolean weighs(ScoringModel model, Measure measure) {
    return model.components().stream()
        .flatMap(component -> component.measures().stream())
        .anyMatch(part -> part.measure().measure() == measure);
  }

  /** A busy one, or one in which people are silent for as long as a year. */
  private static List<Signal> life(long seed) {
    return seed % 2 == 0
        ? RandomLife.of("acme", seed, 600, 790)
        : RandomLife.of("acme", seed, 100, 1_000);
  }

  /** What plain arithmetic says of every subject, after each signal that counts. */
  private static Map<Subject, List<Long>> worth(List<Signal> life) {
    Map<Subject, List<Long>> values = new LinkedHashMap<>();
    subjects().forEach(subject -> values.put(subject, new ArrayList<>()));
    MeasureOracle oracle = new MeasureOracle(Days.MOST_KEPT);
    Fold counting = new Fold("acme", YearModels.policy(YearModels.yearOnYear()));
    for (Signal signal : life) {
      if (counting.tell(signal).last().outcome() != Outcome.SCORED) {
        continue;
      }
      oracle.tell(signal);
      LocalDate today = signal.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
      Map<Integer, Map<String, Long>> now = new HashMap<>();
      Map<Integer, Map<String, Long>> before = new HashMap<>();
      for (int days : List.of(7, 30, 90, 365)) {
        now.put(days, oracle.values(today, days, 0));
        before.put(
            days, oracle.knownFor(today, 2 * days) ? oracle.values(today, days, days) : Map.of());
      }
      values.forEach((subject, series) -> series.add(subject.in(now, before)));
    }
    return values;
  }

  /** Bars between which the values go to and fro most often; null when they never do. */
  private static Bars bars(List<Long> values) {
    List<Long> seen = new ArrayList<>();
    values.stream().filter(value -> value != null).forEach(seen::add);
    List<Long> sorted = List.copyOf(new TreeSet<>(seen));
    List<Bars> candidates = new ArrayList<>();
    for (int part = 1; part <= 4 && sorted.size() > 1; part++) {
      long low = sorted.get((sorted.size() - 1) * part / 9);
      long high = sorted.get(sorted.size() - 1 - (sorted.size() - 1) * part / 9);
      if (low < high) {
        candidates.add(new Bars(true, high, low));
        candidates.add(new Bars(false, low, high));
      }
    }
    return candidates.stream()
        .max(Comparator.comparingInt(bars -> bars.episodes(values)))
        .filter(bars -> bars.episodes(values) > 0)
        .orElse(null);
  }

  /** How often each rule was raised and resolved, and it was exactly when its bars said so. */
  private Map<Subject, Integer> watch(
      List<Signal> life, Map<Subject, Bars> rules, Map<Subject, List<Long>> values, long seed)
      throws Exception {
    StringBuilder yaml = new StringBuilder("version: 1\nrules:\n");
    rules.forEach((subject, bars) -> yaml.append(bars.yaml(subject)));
    Path file = Files.writeString(folder.resolve(seed + ".yml"), yaml);
    ScoringModel m0 = ModelLibrary.presets().defaultModel();
    boolean spares = seed % 3 == 1;
    Fold fold =
        new Fold(
            "acme",
            new HealthPolicy(
                spares ? sparing(m0) : m0,
                RuleLibrary.of(file, ModelLibrary.presets().models()).rules()));
    Map<Subject, Boolean> open = new HashMap<>();
    Map<Subject, Integer> ended = new LinkedHashMap<>();
    LocalDate firstScored = null;
    int number = 0;
    for (Signal signal : life) {
      if (fold.tell(signal).last().outcome() != Outcome.SCORED) {
        continue;
      }
      int place = number++;
      LocalDate today = signal.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
      if (!fold.state().judgement().told().scored()) {
        continue;
      }
      firstScored = firstScored == null ? today : firstScored;
      boolean settling = today.equals(firstScored);
      AccountState state = fold.state();
      boolean young = spares && Lifecycle.ageDays(state.facts(), state.profile()) < GRACE_DAYS;
      for (Map.Entry<Subject, Bars> rule : rules.entrySet()) {
        Long value = values.get(rule.getKey()).get(place);
        boolean was = open.getOrDefault(rule.getKey(), false);
        boolean inGrace = young && !weighs(m0, rule.getKey().measure());
        boolean is =
            !inGrace
                && (was
                    ? !rule.getValue().isOver(value)
                    : !settling && rule.getValue().stands(value));
        spared += inGrace && !settling && rule.getValue().stands(value) ? 1 : 0;
        open.put(rule.getKey(), is);
        ended.merge(rule.getKey(), was && !is ? 1 : 0, Integer::sum);
        AlertMemory memory = fold.state().judgement().alert(rule.getKey().id());
        assertThat(memory != null && memory.open())
            .as("seed %d, signal %d, %s, value %s, %s", seed, place, rule.getKey(), value, rule)
            .isEqualTo(is);
      }
    }
    return ended;
  }
}
