package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.scoring.Points;

/**
 * The score lies under a bar, however it came there.
 *
 * @param raiseBelow thousandths of a point; strictly less raises
 * @param resolveAt thousandths of a point; this or more resolves
 */
public record ScoreBelow(int raiseBelow, int resolveAt) implements AlertCondition {

  public ScoreBelow {
    if (raiseBelow < 0 || resolveAt < raiseBelow || resolveAt > Points.FULL) {
      throw new IllegalArgumentException(
          "a score below a bar: expected 0 <= raiseBelow <= resolveAt <= 100 points, found "
              + raiseBelow
              + " and "
              + resolveAt);
    }
  }

  @Override
  public boolean stands(Situation situation) {
    return situation.sheet().score() < raiseBelow;
  }

  @Override
  public boolean resolves(Situation situation) {
    return situation.sheet().score() >= resolveAt;
  }

  @Override
  public double threshold(Situation situation, AlertState step) {
    return Points.asDouble(step == AlertState.RESOLVED ? resolveAt : raiseBelow);
  }

  @Override
  public boolean isTimed() {
    return false;
  }
}
