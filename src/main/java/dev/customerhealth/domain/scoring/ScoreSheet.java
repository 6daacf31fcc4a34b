package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.MeasureValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The score of one day while it is being judged. Cheap to make, because most are never told; {@link
 * #toHealthScore} makes the full record of those that are.
 */
public final class ScoreSheet {
  private static final double TEN_THOUSANDTHS = 10_000;

  private final ScoringModel model;
  private final MeasureValues values;
  private final boolean scored;
  private final int coverage;
  private final double[] scores;
  private final double[] effectiveWeights;
  private final int[] contributions;
  private final int score;

  ScoreSheet(
      ScoringModel model,
      MeasureValues values,
      boolean scored,
      double coverage,
      double[] scores,
      double[] effectiveWeights,
      int[] contributions) {
    this.model = model;
    this.values = values;
    this.scored = scored;
    this.coverage = (int) Math.round(coverage * TEN_THOUSANDTHS);
    this.scores = scores;
    this.effectiveWeights = effectiveWeights;
    this.contributions = contributions;
    int total = 0;
    for (int contribution : contributions) {
      total += contribution;
    }
    this.score = total;
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

  /** What to remember to compare with a later score: points of those measures that added any. */
  public MeasurePoints points() {
    long codes = 0;
    for (int i = 0; i < contributions.length; i++) {
      if (contributions[i] != 0) {
        codes |= 1L << model.measure(i).code();
      }
    }
    int[] points = new int[Long.bitCount(codes)];
    for (int i = 0; i < contributions.length; i++) {
      if (contributions[i] != 0) {
        points[place(codes, model.measure(i).code())] = contributions[i];
      }
    }
    return MeasurePoints.of(codes, points, null);
  }

  /** What to remember of a score that is told: points and values of all measures with data. */
  public MeasurePoints pointsAndValues() {
    if (!scored) {
      return MeasurePoints.NONE;
    }
    long codes = 0;
    for (int i = 0; i < contributions.length; i++) {
      if (values.has(model.measure(i))) {
        codes |= 1L << model.measure(i).code();
      }
    }
    int size = Long.bitCount(codes);
    int[] points = new int[size];
    long[] raw = new long[size];
    for (int i = 0; i < contributions.length; i++) {
      Measure measure = model.measure(i);
      if (values.has(measure)) {
        int place = place(codes, measure.code());
        points[place] = contributions[i];
        raw[place] = values.thousandths(measure);
      }
    }
    return MeasurePoints.of(codes, points, raw);
  }

  private static int place(long codes, int code) {
    return Long.bitCount(codes & ((1L << code) - 1));
  }

  /** The full record of this score. */
  public HealthScore toHealthScore(Instant asOf) {
    List<MeasureScore> measures = new ArrayList<>(contributions.length);
    for (int i = 0; i < contributions.length; i++) {
      Measure measure = model.measure(i);
      measures.add(
          new MeasureScore(
              measure.id(),
              model.componentId(i),
              measure.windowDays(),
              values.value(measure),
              scores[i],
              model.weight(i),
              effectiveWeights[i],
              contributions[i]));
    }
    return new HealthScore(
        asOf,
        scored ? ScoreStatus.SCORED : ScoreStatus.INSUFFICIENT_DATA,
        score,
        band(),
        coverageAsShare(coverage),
        model.id(),
        model.version(),
        List.copyOf(measures));
  }

  /**
   * What each measure did to the score since an earlier one. The points add up exactly to this
   * score minus the earlier one.
   *
   * @param before points of the earlier score
   * @return measures that moved it, in the model's order, those the model lost last
   */
  public List<Driver> driversSince(MeasurePoints before) {
    List<Driver> drivers = new ArrayList<>();
    long left = before.codes();
    for (int i = 0; i < contributions.length; i++) {
      Measure measure = model.measure(i);
      left &= ~(1L << measure.code());
      int moved = contributions[i] - before.pointsOf(measure.code());
      if (moved != 0) {
        drivers.add(
            new Driver(
                measure.id(),
                model.componentId(i),
                moved,
                MeasureValues.asDouble(before.valueOf(measure.code())),
                values.value(measure)));
      }
    }
    for (; left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      if (before.pointsOf(code) != 0) {
        drivers.add(
            new Driver(
                Measure.ofCode(code).map(Measure::id).orElse("measure-" + code),
                Driver.COMPONENT_OF_RETIRED_MEASURE,
                -before.pointsOf(code),
                MeasureValues.asDouble(before.valueOf(code)),
                Double.NaN));
      }
    }
    return drivers;
  }
}
