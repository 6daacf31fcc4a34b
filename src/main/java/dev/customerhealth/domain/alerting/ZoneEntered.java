package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.scoring.BandRole;
import dev.customerhealth.domain.scoring.Points;

/**
 * R47 and R48: the score entered the bands of a role from better ones.
 *
 * <p>A first score enters nothing: a new account uses little by nature, and nobody has fallen.
 *
 * @param role the role of the zone's bands
 * @param exitMargin thousandths of a point above the zone at which the alert is resolved
 */
public record ZoneEntered(BandRole role, int exitMargin) implements AlertCondition {

  public ZoneEntered {
    if (exitMargin < 0) {
      throw new IllegalArgumentException(
          "a zone entered: expected an exit margin of at least 0, found " + exitMargin);
    }
  }

  @Override
  public boolean raises(Situation situation) {
    return !situation.settling()
        && situation.role() == role
        && situation.roleBefore() != null
        && role.isWorseThan(situation.roleBefore());
  }

  /** A deeper zone is entered by another rule; who was below this one before still is. */
  @Override
  public boolean stands(Situation situation) {
    return situation.role() == role || situation.role().isWorseThan(role);
  }

  @Override
  public boolean resolves(Situation situation) {
    return situation.sheet().score() >= upperBound(situation) + exitMargin;
  }

  @Override
  public double threshold(Situation situation, AlertState step) {
    int margin = step == AlertState.RESOLVED ? exitMargin : 0;
    return Points.asDouble(upperBound(situation) + margin);
  }

  @Override
  public boolean isTimed() {
    return false;
  }

  @Override
  public int dueDay(Situation situation, boolean open) {
    return Days.NONE;
  }

  private int upperBound(Situation situation) {
    return situation.model().lowerBoundOfBetterThan(role);
  }
}
