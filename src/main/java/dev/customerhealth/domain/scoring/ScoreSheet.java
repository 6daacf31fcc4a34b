package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.measure.AskedMeasures;
import dev.customerhealth.domain.measure.MeasureValues;
import dev.customerhealth.domain.measure.WindowedMeasure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The score of one day while it is being judged. Cheap to make, because most are never told; {@link
 * #toHealthScore} makes the full record of those that are.
 */
public final class ScoreSheet {
  private static final double TEN_THOUSANDTHS = 10_000;

  private final ScoringModel model;
  private final ScoringPlan plan;
  private final ScoringInput input;
  private final MeasureValues values;
  private final boolean scored;
  private final int coverage;
  private final double[] scores;
  private final double[] effectiveWeights;
  private final int[] contributions;
  private final Mark[] marks;
  private final Cap cap;
  private final int capPoints;
  private final int score;

  /**
   * A sheet from its parts, which are not copied.
   *
   * @param marks how each measure took part; null, as any of them, when only its data decide
   * @param cap the lowest cap that holds; null when none does
   */
  ScoreSheet(
      ScoringModel model,
      ScoringPlan plan,
      ScoringInput input,
      boolean scored,
      double coverage,
      double[] scores,
      double[] effectiveWeights,
      int[] contributions,
      Mark[] marks,
      Cap cap) {
    this.model = model;
    this.plan = plan;
    this.input = input;
    this.values = input.values();
    this.scored = scored;
    this.coverage = (int) Math.round(coverage * TEN_THOUSANDTHS);
    this.scores = scores;
    this.effectiveWeights = effectiveWeights;
    this.contributions = contributions;
    this.marks = marks;
    int total = 0;
    for (int contribution : contributions) {
      total += contribution;
    }
    boolean limits = cap != null && cap.limit() < total;
    this.cap = limits ? cap : null;
    this.capPoints = limits ? cap.limit() - total : 0;
    this.score = total + capPoints;
  }

  /** The values it was made of. */
  public MeasureValues values() {
    return values;
  }

  /**
   * Whether it is this model's score of just these facts and this profile among these peers, the
   * very objects.
   */
  @SuppressWarnings(
      "ReferenceEquality") // equal but not the same is scored again, which is right too
  public boolean isOf(
      ScoringModel otherModel, AccountFacts facts, AccountProfile profile, Peers peers) {
    return model == otherModel && input.isOf(facts, profile, peers);
  }

  /** Whether there is a score. */
  public boolean scored() {
    return scored;
  }

  /** The score in thousandths of a point; 0 without one. */
  public int score() {
    return score;
  }

  /** The band; null without a score. */
  public Band band() {
    return scored ? model.bandOf(score) : null;
  }

  /** Share of the weight with data, in ten-thousandths. */
  public int coverage() {
    return coverage;
  }

  /** A stored coverage as a share, 0 to 1. */
  public static double coverageAsShare(int tenThousandths) {
    return tenThousandths / TEN_THOUSANDTHS;
  }

  /**
   * The score of each component, in the order of the model, in thousandths of a point; -1 without
   * data.
   */
  public int[] componentScores() {
    double[] points = new double[plan.components()];
    double[] weights = new double[points.length];
    for (int i = 0; i < effectiveWeights.length; i++) {
      if (effectiveWeights[i] > 0) {
        points[plan.componentOf(i)] += effectiveWeights[i] * scores[i];
        weights[plan.componentOf(i)] += effectiveWeights[i];
      }
    }
    int[] components = new int[points.length];
    for (int c = 0; c < components.length; c++) {
      components[c] = weights[c] > 0 ? Points.of(points[c] / weights[c]) : -1;
    }
    return components;
  }

  /**
   * Whether this score asks other questions than one of the same account at another age: a grace
   * period ended between the two and its measure has points or sets a cap off now, or began. The
   * two are then not to be compared, because it is we who changed and not the customer.
   *
   * @param otherAgeDays days the account had lived at the other score
   */
  public boolean asksOtherwiseThanAt(int otherAgeDays) {
    for (int place : plan.graced()) {
      int grace = plan.part(place).graceDays();
      boolean inGrace = input.ageDays() < grace;
      if (inGrace != otherAgeDays < grace && (inGrace || !Double.isNaN(scores[place]))) {
        return true;
      }
    }
    for (int i = 0; i < plan.caps(); i++) {
      int grace = plan.capGraceDays(i);
      boolean inGrace = input.ageDays() < grace;
      if (inGrace != otherAgeDays < grace && (inGrace || plan.limits(i, input))) {
        return true;
      }
    }
    return false;
  }

  /** What to remember to compare with a later score: points of those measures that added any. */
  public MeasurePoints points() {
    int size = cap == null ? 0 : 1;
    for (int contribution : contributions) {
      size += contribution != 0 ? 1 : 0;
    }
    int[] points = new int[size];
    if (cap == null && size == contributions.length) {
      for (int rank = 0; rank < size; rank++) {
        points[rank] = contributions[plan.placeByCode(rank)];
      }
      return plan.allMeasures().ofSameMeasures(points);
    }
    byte[] codes = new byte[size];
    int next = 0;
    for (int rank = 0; rank < contributions.length; rank++) {
      int i = plan.placeByCode(rank);
      if (contributions[i] != 0) {
        codes[next] = (byte) plan.asked().code(i);
        points[next] = contributions[i];
        next++;
      }
    }
    if (cap != null) {
      codes[next] = (byte) MeasurePoints.CAP;
      points[next] = capPoints;
    }
    return MeasurePoints.of(codes, points, null);
  }

  /**
   * What to remember of a score that is told: points and values of all measures that count and have
   * data, and of those something stood for.
   */
  public MeasurePoints pointsAndValues() {
    if (!scored) {
      return MeasurePoints.NONE;
    }
    int most = contributions.length + 1;
    byte[] codes = new byte[most];
    int[] points = new int[most];
    long[] raw = new long[most];
    int next = 0;
    for (int rank = 0; rank < contributions.length; rank++) {
      int i = plan.placeByCode(rank);
      if ((values.has(i) && plan.weight(i) > 0) || contributions[i] != 0) {
        codes[next] = (byte) plan.asked().code(i);
        points[next] = contributions[i];
        raw[next] = values.thousandths(i);
        next++;
      }
    }
    if (cap != null) {
      codes[next] = (byte) MeasurePoints.CAP;
      points[next] = capPoints;
      raw[next] = MeasurePoints.NO_VALUE;
      next++;
    }
    return MeasurePoints.of(
        Arrays.copyOf(codes, next), Arrays.copyOf(points, next), Arrays.copyOf(raw, next));
  }

  /**
   * The full record of this score.
   *
   * @param modelRule id of the rule that chose the model
   */
  public HealthScore toHealthScore(Instant asOf, String modelRule) {
    List<MeasureScore> measures = new ArrayList<>(contributions.length);
    for (int i = 0; i < contributions.length; i++) {
      WindowedMeasure measure = model.measure(i);
      measures.add(
          new MeasureScore(
              measure.id(),
              model.componentId(i),
              measure.windowDays(),
              values.value(i),
              scores[i],
              model.weight(i),
              effectiveWeights[i],
              contributions[i],
              values.has(i) ? input.answerAge(measure) : -1,
              mark(i),
              input.factAge(measure),
              cap != null && cap.measure().equals(measure),
              values.has(i) ? assumedPlanFeatures(measure) : 0));
    }
    return new HealthScore(
        asOf,
        scored ? ScoreStatus.SCORED : ScoreStatus.INSUFFICIENT_DATA,
        score,
        band(),
        coverageAsShare(coverage),
        model.id(),
        model.version(),
        modelRule,
        List.copyOf(measures),
        appliedCap(),
        peers(),
        null);
  }

  private int assumedPlanFeatures(WindowedMeasure measure) {
    return measure.measure().isShareOfPlan() && !input.tellsPlan()
        ? model.assumedPlanFeatures()
        : 0;
  }

  private AppliedCap appliedCap() {
    return cap == null
        ? null
        : new AppliedCap(
            cap.id(),
            cap.label(),
            cap.measure(),
            values.value(cap.measure()),
            cap.limit(),
            capPoints);
  }

  private Mark mark(int index) {
    Mark mark = marks == null ? null : marks[index];
    if (mark == null) {
      mark = Double.isNaN(scores[index]) ? Mark.MISSING : Mark.COUNTED;
    }
    boolean compared = mark == Mark.MISSING && plan.function(index) instanceof PeerPercentile;
    return compared && values.has(index) ? Mark.NO_PEERS : mark;
  }

  /** Whom the account was compared with; null where the model compares with nobody. */
  private AppliedPeers peers() {
    if (!plan.comparesWithPeers()) {
      return null;
    }
    List<AppliedPeers.Rank> ranks = new ArrayList<>();
    for (int i = 0; i < contributions.length; i++) {
      WindowedMeasure measure = model.measure(i);
      PeerGroup group =
          values.has(i) && plan.function(i) instanceof PeerPercentile ? input.peers(measure) : null;
      if (group != null) {
        double percentile = group.quantiles().percentile(values.value(i));
        ranks.add(new AppliedPeers.Rank(measure.id(), group, percentile));
      }
    }
    return new AppliedPeers(input.peersVersion(), ranks);
  }

  /**
   * What each measure, and a cap, did to the score since an earlier one. The points add up exactly
   * to this score minus the earlier one.
   *
   * @param before points of the earlier score
   * @return measures that moved it, in the model's order, then a cap, then what the model lost
   */
  public List<Driver> driversSince(MeasurePoints before) {
    List<Driver> drivers = new ArrayList<>();
    AskedMeasures weighed = plan.asked();
    for (int i = 0; i < contributions.length; i++) {
      int code = weighed.code(i);
      int moved = contributions[i] - before.pointsOf(code);
      if (moved != 0) {
        drivers.add(
            new Driver(
                weighed.measure(i).id(),
                model.componentId(i),
                moved,
                MeasureValues.asDouble(before.valueOf(code)),
                values.value(i)));
      }
    }
    int byCap = capPoints - before.pointsOf(MeasurePoints.CAP);
    if (byCap != 0) {
      drivers.add(
          new Driver(
              cap == null ? Driver.LIFTED_CAP : cap.id(),
              Driver.COMPONENT_OF_CAP,
              byCap,
              Double.NaN,
              Double.NaN));
    }
    for (int i = 0; i < before.size(); i++) {
      int code = before.codeAt(i);
      if (before.pointsAt(i) != 0 && code != MeasurePoints.CAP && !plan.weighs(code)) {
        drivers.add(
            new Driver(
                WindowedMeasure.ofCode(code).map(WindowedMeasure::id).orElse("measure-" + code),
                Driver.COMPONENT_OF_RETIRED_MEASURE,
                -before.pointsAt(i),
                MeasureValues.asDouble(before.valueOf(code)),
                Double.NaN));
      }
    }
    return drivers;
  }
}
