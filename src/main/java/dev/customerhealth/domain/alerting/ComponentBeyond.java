package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.Points;
import java.util.List;

/**
 * The score of a component lies beyond a bar, however it came there. Without data, and under a
 * model that has no such component, nothing is raised and what is open is resolved.
 *
 * @param component id of the component
 * @param side below: strictly less than the bar raises; at least: the bar itself does too
 * @param raiseAt points of the component's own 100, in thousandths
 * @param resolveAt likewise. Below: this or more resolves; at least: this or less
 */
public record ComponentBeyond(String component, Side side, int raiseAt, int resolveAt)
    implements AlertCondition {
  private static final int NO_DATA = -1;

  public ComponentBeyond {
    boolean apart = side == Side.BELOW ? resolveAt >= raiseAt : resolveAt < raiseAt;
    if (component == null
        || !apart
        || Math.min(raiseAt, resolveAt) < 0
        || Math.max(raiseAt, resolveAt) > Points.FULL) {
      throw new IllegalArgumentException(
          "a component beyond a bar: expected an id, and bars within 0 and 100 points of which the"
              + " one to resolve lies on the other side, found "
              + component
              + ", "
              + side
              + ", "
              + raiseAt
              + " and "
              + resolveAt);
    }
  }

  /** On which side of the bar. */
  public enum Side {
    BELOW,
    AT_LEAST
  }

  @Override
  public boolean stands(Situation situation) {
    int now = now(situation);
    return now != NO_DATA && (side == Side.BELOW ? now < raiseAt : now >= raiseAt);
  }

  @Override
  public boolean resolves(Situation situation) {
    int now = now(situation);
    return now == NO_DATA || (side == Side.BELOW ? now >= resolveAt : now <= resolveAt);
  }

  @Override
  public String subject(Situation situation) {
    return component;
  }

  @Override
  public double value(Situation situation) {
    int now = now(situation);
    return now == NO_DATA ? Double.NaN : Points.asDouble(now);
  }

  @Override
  public double threshold(Situation situation, AlertState step) {
    return Points.asDouble(step == AlertState.RESOLVED ? resolveAt : raiseAt);
  }

  /** On which day it may move is said by the measures of the model. */
  private int now(Situation situation) {
    List<Component> components = situation.model().components();
    int[] scores = situation.sheet().componentScores();
    for (int i = 0; i < scores.length; i++) {
      if (components.get(i).id().equals(component)) {
        return scores[i];
      }
    }
    return NO_DATA;
  }
}
