package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.ScoreCloses.Close;
import dev.customerhealth.domain.account.ScoreCloses.Period;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.Points;
import java.util.List;

/**
 * R50m: the score of a component fell while the whole does not show it. Compared is with the ends
 * of the weeks within the window.
 *
 * @param component id of the component; null for whichever fell most
 * @param withinDays days it looks back, at least 7
 * @param raiseAbove points of its own 100 a component lost, in thousandths; strictly more raises
 * @param resolveAt likewise; this or less resolves
 * @param hiddenBy points the whole score may have lost at most, in thousandths
 */
public record ComponentDrop(
    String component, int withinDays, int raiseAbove, int resolveAt, int hiddenBy)
    implements AlertCondition {
  private static final int DAYS_OF_WEEK = 7;
  private static final int NO_DATA = -1;

  public ComponentDrop {
    if (withinDays < DAYS_OF_WEEK || resolveAt < 0 || resolveAt > raiseAbove || hiddenBy < 0) {
      throw new IllegalArgumentException(
          "a drop of a component: expected at least 7 days, 0 <= resolveAt <= raiseAbove and"
              + " hiddenBy of at least 0, found "
              + withinDays
              + " days, "
              + resolveAt
              + ", "
              + raiseAbove
              + " and "
              + hiddenBy);
    }
  }

  /**
   * What fell most.
   *
   * @param place of the component within the model; -1 when nothing can be compared
   * @param points lost, in thousandths
   */
  private record Fall(int place, int points) {}

  @Override
  public int closes(Period of) {
    return of == Period.WEEKLY ? withinDays / DAYS_OF_WEEK + 1 : 0;
  }

  @Override
  public boolean stands(Situation situation) {
    return worst(situation, true).points() > raiseAbove;
  }

  /** Also one that the whole score shows by now is over only when the component recovered. */
  @Override
  public boolean resolves(Situation situation) {
    return worst(situation, false).points() <= resolveAt;
  }

  @Override
  public String subject(Situation situation) {
    int place = worst(situation, false).place();
    return place < 0 ? component : situation.model().components().get(place).id();
  }

  @Override
  public double value(Situation situation) {
    Fall worst = worst(situation, false);
    return worst.place() < 0 ? Double.NaN : Points.asDouble(worst.points());
  }

  @Override
  public double threshold(Situation situation, AlertState step) {
    return Points.asDouble(step == AlertState.RESOLVED ? resolveAt : raiseAbove);
  }

  @Override
  public String unit() {
    return "points lost";
  }

  /** A week leaves the window; what else may change is said by the measures of the model. */
  @Override
  public int dueDay(Situation situation, boolean open) {
    if (!open) {
      return situation.settling() && stands(situation) ? situation.day() + 1 : Days.NONE;
    }
    int due = Days.NONE;
    for (Close close : situation.closes().weeks()) {
      if (close.day() + withinDays > situation.day()) {
        due = Days.earlier(due, close.day() + withinDays);
      }
    }
    return due;
  }

  private Fall worst(Situation situation, boolean onlyHidden) {
    int[] now = situation.sheet().componentScores();
    List<Component> components = situation.model().components();
    Fall worst = new Fall(-1, 0);
    for (Close close : situation.closes().weeks()) {
      boolean within = close.day() >= Days.windowStart(situation.day(), withinDays);
      boolean shown = close.score() - situation.sheet().score() > hiddenBy;
      if (!within || (onlyHidden && shown) || close.components().size() != now.length) {
        continue;
      }
      for (int i = 0; i < now.length; i++) {
        boolean asked = component == null || component.equals(components.get(i).id());
        int before = close.components().get(i);
        if (asked && before != NO_DATA && now[i] != NO_DATA && before - now[i] > worst.points()) {
          worst = new Fall(i, before - now[i]);
        }
      }
    }
    return worst;
  }
}
