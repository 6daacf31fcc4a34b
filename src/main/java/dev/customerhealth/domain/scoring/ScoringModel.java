package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.AskedMeasures;
import dev.customerhealth.domain.measure.MeasureValues;
import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How measures become a score: components of weighted measures, each with its scoring function, and
 * the bands of the result. Immutable data; {@link PresetModels} has those that are shipped.
 */
public final class ScoringModel {
  private static final double WHOLE = 100;
  private static final double TOLERANCE = 1e-9;

  /** Thousandths of a point that one point of a measure adds at a weight of 100%. */
  private static final double THOUSANDTHS_PER_WEIGHT = Points.PER_POINT / WHOLE;

  private final String id;
  private final int version;
  private final double minimumCoverage;
  private final int assumedPlanFeatures;
  private final List<Component> components;
  private final List<Band> bands;

  private final AskedMeasures measures;
  private final int[] inOrderOfCodes;
  private final ScoringFunction[] functions;
  private final double[] weights;
  private final int[] componentOf;

  /**
   * A model.
   *
   * @param id stable id, for instance {@code M0}
   * @param version grows with every change
   * @param minimumCoverage share of the weight that must have data for a score, 0 to 1
   * @param assumedPlanFeatures features of a plan that no profile tells, at least 1
   * @param components at least one, in order of display; no measure occurs twice
   * @param bands together they cover 0 to 100, in any order
   * @throws IllegalArgumentException when one of these does not hold
   */
  public ScoringModel(
      String id,
      int version,
      double minimumCoverage,
      int assumedPlanFeatures,
      List<Component> components,
      List<Band> bands) {
    this.id = id;
    this.version = version;
    this.minimumCoverage = minimumCoverage;
    this.assumedPlanFeatures = assumedPlanFeatures;
    this.components = List.copyOf(components);
    this.bands =
        bands.stream().sorted(Comparator.comparingInt(Band::lowerBound).reversed()).toList();
    validate();

    double total = components.stream().mapToDouble(Component::weight).sum();
    int size = components.stream().mapToInt(component -> component.measures().size()).sum();
    List<WindowedMeasure> weighed = new ArrayList<>(size);
    this.functions = new ScoringFunction[size];
    this.weights = new double[size];
    this.componentOf = new int[size];
    int next = 0;
    for (int c = 0; c < components.size(); c++) {
      Component component = components.get(c);
      double parts = component.measures().stream().mapToDouble(WeightedMeasure::weight).sum();
      for (WeightedMeasure measure : component.measures()) {
        weighed.add(measure.measure());
        functions[next] = measure.function();
        weights[next] = WHOLE * component.weight() / total * measure.weight() / parts;
        componentOf[next] = c;
        next++;
      }
    }
    this.measures = AskedMeasures.of(weighed);
    this.inOrderOfCodes =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingInt(measures::code))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  private void validate() {
    String where = "model " + id + ": ";
    if (!(minimumCoverage >= 0 && minimumCoverage <= 1)) {
      throw new IllegalArgumentException(
          where + "expected a minimum coverage of 0 to 1, found " + minimumCoverage);
    }
    if (assumedPlanFeatures < 1) {
      throw new IllegalArgumentException(
          where + "expected at least 1 assumed plan feature, found " + assumedPlanFeatures);
    }
    if (components.isEmpty()) {
      throw new IllegalArgumentException(where + "expected at least one component, found none");
    }
    Set<WindowedMeasure> seen = new HashSet<>();
    for (Component component : components) {
      for (WeightedMeasure measure : component.measures()) {
        if (!seen.add(measure.measure())) {
          throw new IllegalArgumentException(
              where + "measure " + measure.measure().id() + " occurs twice");
        }
      }
    }
    Set<Integer> bounds = new HashSet<>();
    bands.forEach(band -> bounds.add(band.lowerBound()));
    if (bounds.size() != bands.size() || !bounds.contains(0)) {
      throw new IllegalArgumentException(
          where + "expected bands with different lower bounds, one of them 0, found " + bounds);
    }
  }

  /** Stable id, for instance {@code M0}. */
  public String id() {
    return id;
  }

  /** Grows with every change. */
  public int version() {
    return version;
  }

  /** Share of the weight that must have data for a score, 0 to 1. */
  public double minimumCoverage() {
    return minimumCoverage;
  }

  /** Features of a plan that no profile tells. */
  public int assumedPlanFeatures() {
    return assumedPlanFeatures;
  }

  /** The components, in order of display. */
  public List<Component> components() {
    return components;
  }

  /** The bands, best first. */
  public List<Band> bands() {
    return bands;
  }

  /** Measures of all components. */
  public int size() {
    return measures.size();
  }

  /** The measure at a place of the model's order. */
  public WindowedMeasure measure(int index) {
    return measures.measure(index);
  }

  /** The place, in the model's order, of the measure whose code is the so-manieth smallest. */
  int placeByCode(int rank) {
    return inOrderOfCodes[rank];
  }

  /** Id of the component of the measure at a place. */
  public String componentId(int index) {
    return components.get(componentOf[index]).id();
  }

  /** Weight of the measure at a place, of 100 for the whole model. */
  public double weight(int index) {
    return weights[index];
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
    return bands.stream().filter(band -> band.id().equals(bandId)).findFirst();
  }

  /**
   * Lowest score, in thousandths, of any band with a better role; 100 points when there is none.
   */
  public int lowerBoundOfBetterThan(BandRole role) {
    return bands.stream()
        .filter(band -> role.isWorseThan(band.role()))
        .mapToInt(Band::lowerBound)
        .min()
        .orElse(Points.FULL);
  }

  /**
   * Scores the values that {@link #measures()} had on one day.
   *
   * <p>A component is the weighted mean of its measures with data, the score the weighted mean of
   * the components with data: what is missing leaves its weight to its siblings, and a component
   * without any data to the other components.
   */
  public ScoreSheet score(MeasureValues values) {
    int size = measures.size();
    double[] partsWithData = new double[components.size()];
    double covered = 0;
    for (int i = 0; i < size; i++) {
      if (values.has(i)) {
        partsWithData[componentOf[i]] += weights[i];
        covered += weights[i];
      }
    }
    double[] scores = new double[size];
    double[] effective = new double[size];
    boolean scored = covered > 0 && covered + TOLERANCE >= minimumCoverage * WHOLE;
    if (scored) {
      double componentsWithData = 0;
      for (int c = 0; c < partsWithData.length; c++) {
        componentsWithData += partsWithData[c] > 0 ? components.get(c).weight() : 0;
      }
      for (int i = 0; i < size; i++) {
        if (values.has(i)) {
          double ofComponent = weights[i] / partsWithData[componentOf[i]];
          double ofModel = components.get(componentOf[i]).weight() / componentsWithData;
          effective[i] = WHOLE * ofModel * ofComponent;
        }
      }
    }
    double[] exact = new double[size];
    for (int i = 0; i < size; i++) {
      boolean has = values.has(i);
      scores[i] = has ? functions[i].score(values.value(i)) : Double.NaN;
      exact[i] = has ? effective[i] * scores[i] * THOUSANDTHS_PER_WEIGHT : 0;
    }
    return new ScoreSheet(
        this, values, scored, covered / WHOLE, scores, effective, Apportionment.of(exact));
  }

  /** Measures of all components, in the model's order: what is to be read of an account. */
  public AskedMeasures measures() {
    return measures;
  }
}
