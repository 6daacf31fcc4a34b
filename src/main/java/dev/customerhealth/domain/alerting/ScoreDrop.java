package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.scoring.Points;

/**
 * R46: the score lies far below its highest of the trailing days.
 *
 * @param id stable id
 * @param severity how soon a person should look
 * @param windowDays days it looks back, today included, at least 1
 * @param raiseAbove points lost, in thousandths; strictly more raises
 * @param resolveAt points lost, in thousandths; this or less resolves
 * @param action what people should do
 */
public record ScoreDrop(
    String id, Severity severity, int windowDays, int raiseAbove, int resolveAt, String action)
    implements AlertRule {

  public ScoreDrop {
    if (windowDays < 1 || resolveAt < 0 || resolveAt > raiseAbove) {
      throw new IllegalArgumentException(
          id
              + ": expected a window of at least a day and 0 <= resolveAt <= raiseAbove, found "
              + windowDays
              + " days, "
              + resolveAt
              + " and "
              + raiseAbove);
    }
  }

  @Override
  public String source() {
    return "R46";
  }

  @Override
  public boolean raises(Situation situation) {
    return !situation.settling() && lost(situation) > raiseAbove;
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
    return Points.asDouble(step == AlertState.RAISED ? raiseAbove : resolveAt);
  }

  @Override
  public String action(Situation situation) {
    return action;
  }

  @Override
  public Reference reference(Situation situation) {
    int highest = highest(situation);
    ScoreHighs highs = situation.highs();
    return new Reference(highs.points(highest).total(), highs.points(highest));
  }

  @Override
  public int dueDay(Situation situation) {
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
