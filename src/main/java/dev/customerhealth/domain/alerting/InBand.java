package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.scoring.BandRole;
import dev.customerhealth.domain.scoring.Points;

/**
 * The score lies in the bands of a role, or beyond, however it came there.
 *
 * @param role the role
 * @param orBetter whether better roles count too; else worse ones do
 * @param exitMargin thousandths of a point outside the bands at which the alert is resolved, at
 *     least 0
 */
public record InBand(BandRole role, boolean orBetter, int exitMargin) implements AlertCondition {

  public InBand {
    if (exitMargin < 0) {
      throw new IllegalArgumentException(
          "a band: expected an exit margin of at least 0, found " + exitMargin);
    }
  }

  @Override
  public boolean stands(Situation situation) {
    BandRole now = situation.role();
    return orBetter ? !now.isWorseThan(role) : !role.isWorseThan(now);
  }

  @Override
  public boolean resolves(Situation situation) {
    return !stands(situation)
        && (orBetter
            ? situation.sheet().score() < bar(situation) - exitMargin
            : situation.sheet().score() >= bar(situation) + exitMargin);
  }

  @Override
  public double threshold(Situation situation, AlertState step) {
    int margin = step == AlertState.RESOLVED ? exitMargin : 0;
    return Points.asDouble(bar(situation) + (orBetter ? -margin : margin));
  }

  @Override
  public boolean isTimed() {
    return false;
  }

  /** The lowest score of the role or a better one, or of those better than the role. */
  private int bar(Situation situation) {
    return orBetter
        ? situation.model().lowerBoundOf(role)
        : situation.model().lowerBoundOfBetterThan(role);
  }
}
