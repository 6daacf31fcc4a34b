package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.Days;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What about some measures may change because time passes: at which ages which counts enter or
 * leave a window, which comparisons become possible at which age of the account, and what else is
 * to be watched.
 */
final class DuePlan {

  /**
   * Something to watch.
   *
   * @param ages days after which it leaves a window, ascending
   */
  record Watch(Watched what, List<Integer> ages) {}

  private final int[] ages;
  private final long[] counters;
  private final int[] lifeSpans;
  private final int[] longAges;
  private final Watch[] watches;

  private DuePlan(int[] ages, long[] counters, int[] lifeSpans, int[] longAges, Watch[] watches) {
    this.ages = ages;
    this.counters = counters;
    this.lifeSpans = lifeSpans;
    this.longAges = longAges;
    this.watches = watches;
  }

  static DuePlan of(List<WindowedMeasure> measures, Collection<WindowedMeasure> compared) {
    Map<Integer, Long> edges = new TreeMap<>();
    Set<Integer> lifeSpans = new TreeSet<>();
    Set<Integer> longAges = new TreeSet<>();
    Map<Watched, Set<Integer>> watched = new EnumMap<>(Watched.class);
    for (WindowedMeasure each : measures) {
      boolean isCompared = compared.contains(each) && each.hasEarlier();
      Set<Integer> reached = ages(each, isCompared);
      MeasureInputs inputs = MeasureInputs.of(each);
      for (int age : reached) {
        if (inputs.counters() != 0) {
          edges.merge(age, inputs.counters(), (one, other) -> one | other);
        }
        if (age > each.windowDays() && each.windowDays() > 0) {
          lifeSpans.add(age);
        }
        if (each.windowDays() > Days.LONGEST_WINDOW) {
          longAges.add(age);
        }
      }
      for (Watched what : inputs.watched()) {
        watched.computeIfAbsent(what, any -> new TreeSet<>()).addAll(reached);
      }
    }
    return new DuePlan(
        numbers(edges.keySet()),
        edges.values().stream().mapToLong(Long::longValue).toArray(),
        numbers(lifeSpans),
        numbers(longAges),
        watched.entrySet().stream()
            .map(entry -> new Watch(entry.getKey(), List.copyOf(entry.getValue())))
            .toArray(Watch[]::new));
  }

  /** Ages at which something leaves the window of a measure, or one that it is compared with. */
  private static Set<Integer> ages(WindowedMeasure measure, boolean compared) {
    int days = MeasureInputs.reach(measure);
    int before = MeasureInputs.windowsBefore(measure) * days;
    Set<Integer> ages = new TreeSet<>(List.of(days, days + before));
    if (compared) {
      ages.addAll(List.of(2 * days, 2 * days + before));
    }
    return ages;
  }

  private static int[] numbers(Collection<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Ages, in days, at which something counted leaves a window. */
  int edges() {
    return ages.length;
  }

  /** The age of an edge: what was counted so many days ago is on the other side of it. */
  int age(int edge) {
    return ages[edge];
  }

  /** A bit per code of the counters that matter at an edge. */
  long counters(int edge) {
    return counters[edge];
  }

  /** Days an account must be known for comparisons. */
  int[] lifeSpans() {
    return lifeSpans;
  }

  /** Days that must still be known of an account where somebody asks for longer windows. */
  int[] longAges() {
    return longAges;
  }

  /** What is to be watched besides counts. */
  Watch[] watches() {
    return watches;
  }
}
