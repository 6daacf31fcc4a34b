package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.WindowedMeasure;

/**
 * Points for the change of a measure against the account's own earlier window of the same length,
 * in percent of the earlier value: 0 is as before, 100 twice as much, -100 nothing any more.
 *
 * @param function from the change in percent to points
 */
public record Trend(OfValue function) implements ScoringFunction {
  private static final double PERCENT = 100;

  /** NaN when the earlier value is not known or was 0: nothing is a percentage of nothing. */
  @Override
  public double score(double value, WindowedMeasure measure, ScoringInput input) {
    return score(value, input.earlier(measure));
  }

  /** The points of a value after an earlier one. */
  public double score(double value, double earlier) {
    return Double.isNaN(earlier) || earlier == 0
        ? Double.NaN
        : function.score(PERCENT * (value - earlier) / Math.abs(earlier));
  }

  @Override
  public boolean rises() {
    return function.rises();
  }

  @Override
  public boolean falls() {
    return function.falls();
  }
}
