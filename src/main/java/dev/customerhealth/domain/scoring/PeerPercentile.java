package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.MeasureValues;
import dev.customerhealth.domain.measure.WindowedMeasure;

/**
 * Points for where an account stands among the accounts of its segment, from the lowest value to
 * the highest; equals share the middle of the places they fill. How the peers are spread comes with
 * the policy as data of a moment in business time ({@link Peers}), so that a replay ranks against
 * the same table.
 *
 * @param function from the percentile, 0 to 100, to points
 */
public record PeerPercentile(OfValue function) implements ScoringFunction {

  /** NaN when nothing is known of the peers. */
  @Override
  public double score(double value, WindowedMeasure measure, ScoringInput input) {
    PeerGroup peers = input.peers(measure);
    // Tables are made of published values: an equal account must not be a hair above its equals.
    return peers == null ? Double.NaN : score(MeasureValues.published(value), peers.quantiles());
  }

  /** The points of a value among peers. */
  public double score(double value, Quantiles peers) {
    return function.score(peers.percentile(value));
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
