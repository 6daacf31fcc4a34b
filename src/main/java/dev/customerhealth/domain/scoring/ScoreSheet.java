package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.measure.AskedMeasures;
import dev.customerhealth.domain.measure.MeasureValues;
import dev.customerhealth.domain.measure.WindowedMeasure;
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
    int size = 0;
    for (int contribution : contributions) {
      size += contribution != 0 ? 1 : 0;
    }
    byte[] codes = new byte[size];
    int[] points = new int[size];
    int next = 0;
    for (int rank = 0; next < size; rank++) {
      int i = model.placeByCode(rank);
      if (contributions[i] != 0) {
        codes[next] = (byte) model.measures().code(i);
        points[next] = contributions[i];
        next++;
      }
    }
    return MeasurePoints.of(codes, points, null);
  }

  /** What to remember of a score that is told: points and values of all measures with data. */
  public MeasurePoints pointsAndValues() {
    if (!scored) {
      return MeasurePoints.NONE;
    }
    int size = 0;
    for (int i = 0; i < contributions.length; i++) {
      size += values.has(i) ? 1 : 0;
    }
    byte[] codes = new byte[size];
    int[] points = new int[size];
    long[] raw = new long[size];
    int next = 0;
    for (int rank = 0; next < size; rank++) {
      int i = model.placeByCode(rank);
      if (values.has(i)) {
        codes[next] = (byte) model.measures().code(i);
        points[next] = contributions[i];
        raw[next] = values.thousandths(i);
        next++;
      }
    }
    return MeasurePoints.of(codes, points, raw);
  }

  /** The full record of this score. */
  public HealthScore toHealthScore(Instant asOf) {
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
    AskedMeasures weighed = model.measures();
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
    for (int i = 0; i < before.size(); i++) {
      int code = before.codeAt(i);
      if (before.pointsAt(i) != 0 && !weighed.hasCode(code)) {
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
