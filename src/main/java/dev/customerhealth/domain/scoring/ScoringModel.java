package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.measure.AskedMeasures;
import dev.customerhealth.domain.measure.DueDays;
import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * How measures become a score: components of weighted measures, each with its scoring function, the
 * caps on the result, and its bands. Immutable data; the package {@code model} reads it from files.
 */
public final class ScoringModel {
  /** A plan that nobody told is not known: shares of it have no data. */
  public static final int NO_PLAN_ASSUMED = 0;

  private final String id;
  private final int version;
  private final String label;
  private final double minimumCoverage;
  private final int assumedPlanFeatures;
  private final List<Component> components;
  private final List<Cap> caps;
  private final List<Band> bands;
  private final ScoringPlan plan;

  /** By role, as rules ask for them at every judgement. */
  private final Map<BandRole, Integer> betterThan;

  private final Map<BandRole, Integer> atLeast;

  /**
   * A model.
   *
   * @param id stable id, for instance {@code M0}
   * @param version grows with every change
   * @param label for display
   * @param minimumCoverage share of the weight that must have data for a score, 0 to 1
   * @param assumedPlanFeatures features of a plan that no profile tells; {@link #NO_PLAN_ASSUMED}
   *     when what is a share of the plan then has no data
   * @param components at least one, in order of display; no measure occurs twice over one window
   * @param caps limits on the score
   * @param bands together they cover 0 to 100, in any order
   * @throws IllegalArgumentException when one of these does not hold
   */
  public ScoringModel(
      String id,
      int version,
      String label,
      double minimumCoverage,
      int assumedPlanFeatures,
      List<Component> components,
      List<Cap> caps,
      List<Band> bands) {
    this.id = id;
    this.version = version;
    this.label = label;
    this.minimumCoverage = minimumCoverage;
    this.assumedPlanFeatures = assumedPlanFeatures;
    this.components = List.copyOf(components);
    this.caps = List.copyOf(caps);
    this.bands =
        bands.stream().sorted(Comparator.comparingInt(Band::lowerBound).reversed()).toList();
    validate();
    this.plan = new ScoringPlan(this.components, this.caps);
    this.betterThan = lowerBounds((role, band) -> role.isWorseThan(band));
    this.atLeast = lowerBounds((role, band) -> !band.isWorseThan(role));
  }

  /** The lowest score of the bands whose role is a wanted one; 100 points when there is none. */
  private Map<BandRole, Integer> lowerBounds(BiPredicate<BandRole, BandRole> wanted) {
    Map<BandRole, Integer> bounds = new EnumMap<>(BandRole.class);
    for (BandRole role : BandRole.values()) {
      int lowest =
          bands.stream()
              .filter(band -> wanted.test(role, band.role()))
              .mapToInt(Band::lowerBound)
              .min()
              .orElse(Points.FULL);
      bounds.put(role, lowest);
    }
    return bounds;
  }

  private void validate() {
    if (!(minimumCoverage >= 0 && minimumCoverage <= 1)) {
      throw refused("a minimum coverage of 0 to 1", minimumCoverage);
    }
    if (assumedPlanFeatures < NO_PLAN_ASSUMED) {
      throw refused("assumed plan features of 0 or more", assumedPlanFeatures);
    }
    List<WindowedMeasure> measures =
        components.stream()
            .flatMap(component -> component.measures().stream())
            .map(WeightedMeasure::measure)
            .toList();
    if (measures.isEmpty() || measures.stream().distinct().count() != measures.size()) {
      throw refused(
          "components with measures that occur once",
          measures.stream().map(WindowedMeasure::id).toList());
    }
    List<Integer> bounds = bands.stream().map(Band::lowerBound).toList();
    if (bounds.stream().distinct().count() != bounds.size() || !bounds.contains(0)) {
      throw refused("bands with different lower bounds, one of them 0", bounds);
    }
  }

  private IllegalArgumentException refused(String expected, Object found) {
    return new IllegalArgumentException(
        "model " + id + ": expected " + expected + ", found " + found);
  }

  /** Stable id, for instance {@code M0}. */
  public String id() {
    return id;
  }

  /** Grows with every change. */
  public int version() {
    return version;
  }

  /** Name for people. */
  public String label() {
    return label;
  }

  /** Whether it is the same version of the same model. */
  public boolean isSameAs(ScoringModel other) {
    return version == other.version && id.equals(other.id);
  }

  /** Share of the weight that must have data for a score, 0 to 1. */
  public double minimumCoverage() {
    return minimumCoverage;
  }

  /** Features of a plan that no profile tells; {@link #NO_PLAN_ASSUMED} when none are assumed. */
  public int assumedPlanFeatures() {
    return assumedPlanFeatures;
  }

  /** The components, in order of display. */
  public List<Component> components() {
    return components;
  }

  /** Limits on the score, in the order of the model. */
  public List<Cap> caps() {
    return caps;
  }

  /** The bands, best first. */
  public List<Band> bands() {
    return bands;
  }

  /** Measures that are weighed. */
  public int size() {
    return plan.size();
  }

  /** The weighed measure at a place of the model's order. */
  public WindowedMeasure measure(int index) {
    return plan.asked().measure(index);
  }

  /** Id of the component of the measure at a place. */
  public String componentId(int index) {
    return components.get(plan.componentOf(index)).id();
  }

  /** Weight of the measure at a place, of 100 for the whole model. */
  public double weight(int index) {
    return plan.weight(index);
  }

  /**
   * What is to be read of an account: the weighed measures in the model's order, then those that
   * only caps and shares look at.
   */
  public AskedMeasures measures() {
    return plan.asked();
  }

  /** The band of a score in thousandths of a point; ranges are half-open, so 79.5 is below 80. */
  public Band bandOf(int score) {
    for (int i = 0; i < bands.size(); i++) {
      if (score >= bands.get(i).lowerBound()) {
        return bands.get(i);
      }
    }
    return bands.get(bands.size() - 1);
  }

  /** The band of an id, if the model has it. */
  public Optional<Band> band(String bandId) {
    for (int i = 0; i < bands.size(); i++) {
      if (bands.get(i).id().equals(bandId)) {
        return Optional.of(bands.get(i));
      }
    }
    return Optional.empty();
  }

  /** Place of a band among the model's bands: 1 is the best. */
  public int ordinalOf(Band band) {
    return 1 + bands.indexOf(band);
  }

  /**
   * Lowest score, in thousandths, of any band with a better role; 100 points when there is none.
   */
  public int lowerBoundOfBetterThan(BandRole role) {
    return betterThan.get(role);
  }

  /**
   * Lowest score, in thousandths, of any band with a role or a better one; 100 points when none.
   */
  public int lowerBoundOf(BandRole role) {
    return atLeast.get(role);
  }

  /** Whether young accounts are spared some measures. */
  public boolean hasGrace() {
    return plan.hasGrace();
  }

  /**
   * Age in days from which an account is judged by a measure; 0 for any. One that the model does
   * not look at over this window has the longest grace of the same over other windows.
   */
  public int graceDays(WindowedMeasure measure) {
    return plan.graceDays(measure);
  }

  /** Whether any measure is compared with that of other accounts. */
  public boolean comparesWithPeers() {
    return plan.comparesWithPeers();
  }

  /**
   * Scores what is known of an account on one day.
   *
   * <p>A component is the weighted mean of its measures with data, the score the weighted mean of
   * the components with data: what is missing leaves its weight to its siblings, and a component
   * without any data to the other components. A stale answer is on its way to missing: its weight
   * shrinks within its component, and a component shrinks with the freshest of its measures.
   */
  public ScoreSheet score(ScoringInput input) {
    return new ScoringRound(this, plan, input).sheet();
  }

  /**
   * First day after the facts' current one on which the score may differ though nothing happens;
   * {@link dev.customerhealth.domain.account.Days#NONE} when none will.
   *
   * @param profile who the account is; null when not known
   */
  public int nextDue(AccountFacts facts, AccountProfile profile) {
    return nextDue(facts, profile, DueDays.next(facts, profile, plan.asked()));
  }

  /**
   * The same, when more than the score matters.
   *
   * @param measuresDue the first such day of the measures that matter, those of the model among
   *     them
   */
  public int nextDue(AccountFacts facts, AccountProfile profile, int measuresDue) {
    return plan.nextDue(facts, profile, measuresDue);
  }
}
