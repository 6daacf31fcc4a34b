package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.AnswerAge;
import dev.customerhealth.domain.measure.MeasureValues;

/** One account scored by one model: the arithmetic. */
final class ScoringRound {
  private static final double WHOLE = 100;
  private static final double TOLERANCE = 1e-9;

  /** Thousandths of a point that one point of a measure adds at a weight of 100%. */
  private static final double THOUSANDTHS_PER_WEIGHT = Points.PER_POINT / WHOLE;

  private final ScoringModel model;
  private final ScoringPlan plan;
  private final ScoringInput input;
  private final MeasureValues values;
  private final double[] scores;

  /** Share of its weight each measure counts with, 0 to 1; later its effective weight. */
  private final double[] counting;

  /** Null while every measure simply counts or is missing. */
  private Mark[] marks;

  private double covered;
  private double asked = WHOLE;

  ScoringRound(ScoringModel model, ScoringPlan plan, ScoringInput input) {
    this.model = model;
    this.plan = plan;
    this.input = input;
    this.values = input.values();
    this.scores = new double[plan.size()];
    this.counting = new double[plan.size()];
  }

  ScoreSheet sheet() {
    for (int i = 0; i < scores.length; i++) {
      scores[i] = values.has(i) ? plan.score(i, values.scored(i), input) : Double.NaN;
      if (plan.special(i)) {
        special(i);
      } else if (!Double.isNaN(scores[i])) {
        counting[i] = 1;
        covered += plan.weight(i);
      }
    }
    boolean scored = covered > 0 && covered + TOLERANCE >= model.minimumCoverage() * asked;
    spreadWeights(scored);
    int[] contributions = contributions();
    double coverage = asked > 0 ? Math.min(1, covered / asked) : 0;
    return new ScoreSheet(
        model, plan, input, scored, coverage, scores, counting, contributions, marks, cap(scored));
  }

  /** Grace, then age, then what stands for missing data. */
  private void special(int i) {
    WeightedMeasure part = plan.part(i);
    if (part.graceDays() > 0 && input.ageDays() < part.graceDays()) {
      mark(i, Mark.IN_GRACE);
      asked -= plan.weight(i);
      return;
    }
    boolean has = !Double.isNaN(scores[i]);
    double fresh = 1;
    if (has && !part.staleness().isNone()) {
      int age = input.answerAge(part.measure());
      fresh = age == AnswerAge.NONE ? 1 : part.staleness().freshness(age);
    }
    if (has && fresh > 0) {
      counting[i] = fresh;
      covered += plan.weight(i) * fresh;
      if (fresh < 1) {
        mark(i, Mark.STALE);
      }
      return;
    }
    double substitute = part.missing().substitute();
    if (has || !Double.isNaN(substitute)) {
      mark(i, has ? Mark.EXPIRED : Mark.MISSING);
    }
    scores[i] = substitute;
    counting[i] = Double.isNaN(substitute) ? 0 : 1;
  }

  private void mark(int i, Mark mark) {
    if (marks == null) {
      marks = new Mark[scores.length];
    }
    marks[i] = mark;
  }

  /** What is only shown, with a weight of 0, neither takes part nor keeps its component fresh. */
  private void spreadWeights(boolean scored) {
    if (!scored) {
      java.util.Arrays.fill(counting, 0);
      return;
    }
    double[] countingOf = new double[plan.components()];
    double[] freshestOf = new double[plan.components()];
    for (int i = 0; i < counting.length; i++) {
      if (plan.weight(i) == 0) {
        counting[i] = 0;
        continue;
      }
      int component = plan.componentOf(i);
      countingOf[component] += plan.weight(i) * counting[i];
      if (counting[i] > freshestOf[component]) {
        freshestOf[component] = counting[i];
      }
    }
    double components = 0;
    for (int c = 0; c < freshestOf.length; c++) {
      components += plan.componentWeight(c) * freshestOf[c];
    }
    double[] perWeight = freshestOf;
    for (int c = 0; c < perWeight.length; c++) {
      double ofModel = plan.componentWeight(c) * freshestOf[c] / components;
      perWeight[c] = countingOf[c] > 0 ? WHOLE * ofModel / countingOf[c] : 0;
    }
    for (int i = 0; i < counting.length; i++) {
      counting[i] *= plan.weight(i) * perWeight[plan.componentOf(i)];
    }
  }

  private int[] contributions() {
    double[] exact = new double[scores.length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = counting[i] > 0 ? counting[i] * scores[i] * THOUSANDTHS_PER_WEIGHT : 0;
    }
    return Apportionment.of(exact);
  }

  /** The lowest cap that holds; null when none does. */
  private Cap cap(boolean scored) {
    Cap lowest = null;
    for (int i = 0; scored && i < plan.caps(); i++) {
      Cap cap = plan.cap(i);
      if ((lowest == null || cap.limit() < lowest.limit()) && plan.limits(i, input)) {
        lowest = cap;
      }
    }
    return lowest;
  }
}
