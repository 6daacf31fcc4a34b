package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.scoring.Points;

/**
 * R46: the score lies far below its highest of the trailing days.
 *
 * @param windowDays days it looks back, today included, at least 1
 * @param raiseAbove points lost, in thousandths; strictly more raises
 * @param resolveAt points lost, in thousandths; this or less resolves
 */
public record ScoreDrop(int windowDays, int raiseAbove, int resolveAt) implements AlertCondition {

  public ScoreDrop {
    if (windowDays < 1 || resolveAt < 0 || resolveAt > raiseAbove) {
      throw new IllegalArgumentException(
          "a score drop: expected a window of at least a day and 0 <= resolveAt <= raiseAbove,"
              + " found "
              + windowDays
              + " days, "
              + resolveAt
              + " and "
              + raiseAbove);
    }
  }

  @Override
  public boolean stands(Situation situation) {
    return lost(situation) > raiseAbove;
  }

  @Override
  public boolean resolves(Situation situation) {
    return lost(situation) <= resolveAt;
  }

  @Override
  public double value(Situation situation) {
    return Points.asDouble(lost(situation));
  }

  @Override
  public double threshold(Situation situation, AlertState step) {
    return Points.asDouble(step == AlertState.RESOLVED ? resolveAt : raiseAbove);
  }

  @Override
  public Reference reference(Situation situation) {
    int highest = highest(situation);
    ScoreHighs highs = situation.highs();
    return new Reference(highs.points(highest).total(), highs.points(highest));
  }

  @Override
  public boolean isTimed() {
    return false;
  }

  @Override
  public int dueDay(Situation situation, boolean open) {
    if (!open) {
      return Days.NONE;
    }
    int highest = highest(situation);
    return highest == situation.highs().size() - 1
        ? Days.NONE
        : situation.highs().day(highest) + windowDays;
  }

  private int lost(Situation situation) {
    return situation.highs().points(highest(situation)).total() - situation.sheet().score();
  }

  /** The score now is among the highs, so there is always one. */
  private int highest(Situation situation) {
    return situation.highs().highestSince(Days.windowStart(situation.day(), windowDays));
  }
}
