package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.List;

/**
 * From a measure's raw value to 0 to 100 points. Every function is defined for every number and
 * never leaves 0 to 100.
 */
public sealed interface ScoringFunction
    permits ScoringFunction.OfValue, Trend, ShareOfWhole, PeerPercentile, TenureGrid {
  /** A full score. */
  double FULL_SCORE = 100;

  /**
   * The points for a raw value that is a number.
   *
   * @param measure what the value is of
   * @param input what else is known
   * @return 0 to 100; NaN when something the function needs beside the value is not known, which
   *     makes the measure one without data
   */
  double score(double value, WindowedMeasure measure, ScoringInput input);

  /** Whether a higher value never gets fewer points. */
  boolean rises();

  /** Whether a higher value never gets more points. */
  boolean falls();

  /** A function that needs nothing but the value. */
  sealed interface OfValue extends ScoringFunction {

    /** The points for a raw value that is a number, 0 to 100. */
    double score(double value);

    @Override
    default double score(double value, WindowedMeasure measure, ScoringInput input) {
      return score(value);
    }
  }

  /** One step: from this value on, so many points. */
  record Step(double from, double score) {
    public Step {
      requireScore(score, "step");
    }
  }

  /**
   * Points by step; below the first step as on it.
   *
   * @param steps at least one, values ascending
   */
  record Steps(List<Step> steps) implements OfValue {
    public Steps {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("steps: expected at least one step, found none");
      }
      for (int i = 1; i < steps.size(); i++) {
        requireAscending(steps.get(i - 1).from(), steps.get(i).from(), "steps");
      }
    }

    @Override
    public double score(double value) {
      double score = steps.get(0).score();
      for (int i = 1; i < steps.size() && value >= steps.get(i).from(); i++) {
        score = steps.get(i).score();
      }
      return score;
    }

    @Override
    public boolean rises() {
      return monotone(steps.stream().mapToDouble(Step::score).toArray(), 1);
    }

    @Override
    public boolean falls() {
      return monotone(steps.stream().mapToDouble(Step::score).toArray(), -1);
    }
  }

  /**
   * A straight line between two ends, in either direction.
   *
   * @param zeroAt the value worth 0 points
   * @param fullAt the value worth 100 points, above or below zeroAt
   */
  record Linear(double zeroAt, double fullAt) implements OfValue {
    public Linear {
      if (!Double.isFinite(zeroAt) || !Double.isFinite(fullAt) || zeroAt == fullAt) {
        throw new IllegalArgumentException(
            "linear: expected two different numbers, found " + zeroAt + " and " + fullAt);
      }
    }

    @Override
    public double score(double value) {
      return Math.max(0, Math.min(FULL_SCORE, FULL_SCORE * (value - zeroAt) / (fullAt - zeroAt)));
    }

    @Override
    public boolean rises() {
      return fullAt > zeroAt;
    }

    @Override
    public boolean falls() {
      return fullAt < zeroAt;
    }
  }

  /** One point of a line: at this value, so many points. */
  record Point(double value, double score) {
    public Point {
      requireScore(score, "point");
    }
  }

  /**
   * Straight lines from point to point; level before the first and after the last.
   *
   * @param points at least two, values ascending
   */
  record LinearThroughPoints(List<Point> points) implements OfValue {
    public LinearThroughPoints {
      points = List.copyOf(points);
      if (points.size() < 2) {
        throw new IllegalArgumentException(
            "points: expected at least two points, found " + points.size());
      }
      for (int i = 1; i < points.size(); i++) {
        requireAscending(points.get(i - 1).value(), points.get(i).value(), "points");
      }
    }

    @Override
    public double score(double value) {
      Point left = points.get(0);
      if (value <= left.value()) {
        return left.score();
      }
      for (int i = 1; i < points.size(); i++) {
        Point right = points.get(i);
        if (value < right.value()) {
          double way = (value - left.value()) / (right.value() - left.value());
          return left.score() + way * (right.score() - left.score());
        }
        left = right;
      }
      return left.score();
    }

    @Override
    public boolean rises() {
      return monotone(points.stream().mapToDouble(Point::score).toArray(), 1);
    }

    @Override
    public boolean falls() {
      return monotone(points.stream().mapToDouble(Point::score).toArray(), -1);
    }
  }

  private static boolean monotone(double[] scores, int sign) {
    for (int i = 1; i < scores.length; i++) {
      if (sign * (scores[i] - scores[i - 1]) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void requireScore(double score, String what) {
    if (!(score >= 0 && score <= FULL_SCORE)) {
      throw new IllegalArgumentException(what + ": expected a score of 0 to 100, found " + score);
    }
  }

  private static void requireAscending(double left, double right, String what) {
    if (!(left < right)) {
      throw new IllegalArgumentException(
          what + ": expected ascending values, found " + left + " before " + right);
    }
  }
}
