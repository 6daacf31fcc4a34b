package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.measure.AnswerAge;
import dev.customerhealth.domain.measure.AskedMeasures;
import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A model laid out for scoring: what can be said once instead of for every account. */
final class ScoringPlan {
  private static final double WHOLE = 100;

  private final AskedMeasures asked;
  private final WeightedMeasure[] parts;
  private final ScoringFunction[] functions;

  /** Those of them that need nothing but the value; null at the places of others. */
  private final ScoringFunction.OfValue[] ofValue;

  private final double[] weights;
  private final int[] componentOf;
  private final double[] componentWeights;
  private final int[] inOrderOfCodes;
  private final MeasurePoints allMeasures;
  private final boolean[] special;
  private final List<WeightedMeasure> changingWithTime;
  private final int[] graced;
  private final boolean spares;
  private final List<TenureGrid> grids;
  private final Cap[] caps;
  private final int[] capPlaces;
  private final int[] capGraces;
  private final boolean compares;

  ScoringPlan(List<Component> components, List<Cap> caps) {
    double total = components.stream().mapToDouble(Component::weight).sum();
    int size = components.stream().mapToInt(component -> component.measures().size()).sum();
    this.parts = new WeightedMeasure[size];
    this.functions = new ScoringFunction[size];
    this.ofValue = new ScoringFunction.OfValue[size];
    this.weights = new double[size];
    this.componentOf = new int[size];
    this.special = new boolean[size];
    this.componentWeights = components.stream().mapToDouble(Component::weight).toArray();
    int next = 0;
    for (int c = 0; c < components.size(); c++) {
      Component component = components.get(c);
      double sum = component.measures().stream().mapToDouble(WeightedMeasure::weight).sum();
      for (WeightedMeasure part : component.measures()) {
        parts[next] = part;
        functions[next] = part.function();
        ofValue[next] = part.function() instanceof ScoringFunction.OfValue alone ? alone : null;
        weights[next] = WHOLE * component.weight() / total * part.weight() / sum;
        componentOf[next] = c;
        special[next] = part.isSpecial();
        next++;
      }
    }
    this.asked = AskedMeasures.of(asked(parts, caps), trends(parts));
    this.inOrderOfCodes =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingInt(asked::code))
            .mapToInt(Integer::intValue)
            .toArray();
    byte[] codes = new byte[size];
    for (int rank = 0; rank < size; rank++) {
      codes[rank] = (byte) asked.code(inOrderOfCodes[rank]);
    }
    this.allMeasures = MeasurePoints.of(codes, new int[size], null);
    this.changingWithTime =
        List.of(parts).stream()
            .filter(part -> !part.staleness().isNone() || part.graceDays() > 0)
            .toList();
    this.graced =
        IntStream.range(0, size).filter(i -> parts[i].graceDays() > 0 && weights[i] > 0).toArray();
    this.grids =
        List.of(functions).stream()
            .filter(TenureGrid.class::isInstance)
            .map(TenureGrid.class::cast)
            .toList();
    this.compares = List.of(functions).stream().anyMatch(PeerPercentile.class::isInstance);
    this.caps = caps.toArray(Cap[]::new);
    this.capPlaces = caps.stream().mapToInt(cap -> asked.indexOf(cap.measure())).toArray();
    this.spares = List.of(parts).stream().anyMatch(part -> part.graceDays() > 0);
    this.capGraces = caps.stream().mapToInt(cap -> graceDays(cap.measure())).toArray();
  }

  private static List<WindowedMeasure> asked(WeightedMeasure[] parts, List<Cap> caps) {
    Set<WindowedMeasure> asked = new LinkedHashSet<>();
    for (WeightedMeasure part : parts) {
      asked.add(part.measure());
    }
    for (WeightedMeasure part : parts) {
      if (part.function() instanceof ShareOfWhole share && share.wholeMeasure() != null) {
        asked.add(share.wholeMeasure());
      }
    }
    caps.forEach(cap -> asked.add(cap.measure()));
    return List.copyOf(asked);
  }

  /** Those scored by their change: their value over the window before is wanted too. */
  private static List<WindowedMeasure> trends(WeightedMeasure[] parts) {
    return List.of(parts).stream()
        .filter(part -> part.function() instanceof Trend)
        .map(WeightedMeasure::measure)
        .toList();
  }

  AskedMeasures asked() {
    return asked;
  }

  int size() {
    return parts.length;
  }

  WeightedMeasure part(int index) {
    return parts[index];
  }

  ScoringFunction function(int index) {
    return functions[index];
  }

  /** The points for a value of the measure at a place; NaN as of its function. */
  double score(int index, double value, ScoringInput input) {
    return ofValue[index] == null
        ? functions[index].score(value, parts[index].measure(), input)
        : ofValue[index].score(value);
  }

  double weight(int index) {
    return weights[index];
  }

  int componentOf(int index) {
    return componentOf[index];
  }

  int components() {
    return componentWeights.length;
  }

  double componentWeight(int component) {
    return componentWeights[component];
  }

  /** Whether more than its value decides what the measure at a place counts. */
  boolean special(int index) {
    return special[index];
  }

  /** Whether any measure has a grace period, also one that is only shown. */
  boolean hasGrace() {
    return spares;
  }

  /**
   * Age in days from which an account is judged by a measure; 0 for any. One the model does not
   * look at over this window is as the same over other windows, of which the longest grace counts:
   * what an account cannot have yet it has over no window.
   */
  int graceDays(WindowedMeasure measure) {
    int longest = 0;
    for (int i = 0; spares && i < parts.length; i++) {
      if (parts[i].measure().equals(measure)) {
        return parts[i].graceDays();
      }
      if (parts[i].measure().measure() == measure.measure()) {
        longest = Math.max(longest, parts[i].graceDays());
      }
    }
    return longest;
  }

  /** Places of the measures that count and have a grace period; not to be changed. */
  int[] graced() {
    return graced;
  }

  /** Whether any measure is compared with that of other accounts. */
  boolean comparesWithPeers() {
    return compares;
  }

  /** The place of the measure whose code is the so-manieth smallest. */
  int placeByCode(int rank) {
    return inOrderOfCodes[rank];
  }

  /** No points of every measure, for others to share its codes. */
  MeasurePoints allMeasures() {
    return allMeasures;
  }

  /** Whether a measure of this code is weighed. */
  boolean weighs(int code) {
    for (int i = 0; i < parts.length; i++) {
      if (asked.code(i) == code) {
        return true;
      }
    }
    return false;
  }

  int caps() {
    return caps.length;
  }

  Cap cap(int index) {
    return caps[index];
  }

  /** Age in days from which an account is limited by a cap; 0 for any. */
  int capGraceDays(int index) {
    return capGraces[index];
  }

  /**
   * Whether a cap holds by what counts: not by a measure in grace, nor by an answer of which the
   * model says that it is too old. A measure it does not weigh has no such age.
   */
  boolean limits(int index, ScoringInput input) {
    int place = capPlaces[index];
    if (!input.values().has(place) || !caps[index].holds(input.values().value(place))) {
      return false;
    }
    if (capGraces[index] > 0 && input.ageDays() < capGraces[index]) {
      return false;
    }
    Staleness staleness = place < parts.length ? parts[place].staleness() : Staleness.NONE;
    return staleness.isNone() || !staleness.expired(input.answerAge(parts[place].measure()));
  }

  int nextDue(AccountFacts facts, AccountProfile profile, int measuresDue) {
    int today = facts.day();
    int due = measuresDue;
    for (int i = 0; i < changingWithTime.size(); i++) {
      WeightedMeasure part = changingWithTime.get(i);
      if (part.graceDays() > 0) {
        due = later(due, today, part.graceDays() - Lifecycle.ageDays(facts, profile));
      }
      int age = part.staleness().isNone() ? AnswerAge.NONE : AnswerAge.days(facts, part.measure());
      if (age != AnswerAge.NONE) {
        due = later(due, today, part.staleness().nextChangeAfter(age));
      }
    }
    if (!grids.isEmpty()) {
      int tenure = Lifecycle.tenureDays(profile, today);
      for (int i = 0; i < grids.size() && tenure != Lifecycle.NO_TENURE; i++) {
        due = later(due, today, grids.get(i).daysUntilNextChange(tenure));
      }
    }
    return due;
  }

  private static int later(int due, int today, int days) {
    return days > 0 ? Days.earlier(due, today + days) : due;
  }
}
