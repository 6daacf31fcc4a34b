package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.scoring.Points;

/**
 * The score lies at a bar or over it, however it came there.
 *
 * @param raiseAt thousandths of a point; this or more raises
 * @param resolveAt thousandths of a point; this or less resolves
 */
public record ScoreAtLeast(int raiseAt, int resolveAt) implements AlertCondition {

  public ScoreAtLeast {
    if (resolveAt < 0 || raiseAt <= resolveAt || raiseAt > Points.FULL) {
      throw new IllegalArgumentException(
          "a score at least at a bar: expected 0 <= resolveAt < raiseAt <= 100 points, found "
              + raiseAt
              + " and "
              + resolveAt);
    }
  }

  @Override
  public boolean stands(Situation situation) {
    return situation.sheet().score() >= raiseAt;
  }

  @Override
  public boolean resolves(Situation situation) {
    return situation.sheet().score() <= resolveAt;
  }

  @Override
  public double threshold(Situation situation, AlertState step) {
    return Points.asDouble(step == AlertState.RESOLVED ? resolveAt : raiseAt);
  }

  @Override
  public boolean isTimed() {
    return false;
  }
}
