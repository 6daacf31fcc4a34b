package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.ScoreCloses.Close;
import dev.customerhealth.domain.account.ScoreCloses.Period;
import dev.customerhealth.domain.scoring.Points;
import java.util.List;

/**
 * R49: the score closed lower several times in a row, each time by at least a step.
 *
 * @param period how long it is from close to close
 * @param inARow how many closes in a row were each lower than the one before, 1 to {@link
 *     #MOST_IN_A_ROW}
 * @param step thousandths of a point; a close lower by at least so much counts
 * @param resolveAt thousandths of a point; a close lower by so much or less ends the row
 */
public record Decline(Period period, int inARow, int step, int resolveAt)
    implements AlertCondition {
  /** More would have to be kept for ever. */
  public static final int MOST_IN_A_ROW = 11;

  public Decline {
    if (inARow < 1 || inARow > MOST_IN_A_ROW || resolveAt < 0 || resolveAt >= step) {
      throw new IllegalArgumentException(
          "a decline: expected 1 to 11 closes and 0 <= resolveAt < step, found "
              + inARow
              + ", "
              + resolveAt
              + " and "
              + step);
    }
  }

  @Override
  public int closes(Period of) {
    return of == period ? inARow + 1 : 0;
  }

  @Override
  public boolean stands(Situation situation) {
    return declines(closes(situation)) >= inARow;
  }

  @Override
  public boolean resolves(Situation situation) {
    List<Close> closes = closes(situation);
    int size = closes.size();
    return size < 2 || closes.get(size - 2).score() - closes.get(size - 1).score() <= resolveAt;
  }

  /** Points lost over the whole row. */
  @Override
  public double value(Situation situation) {
    int first = first(situation);
    List<Close> closes = closes(situation);
    return first < 0
        ? Double.NaN
        : Points.asDouble(closes.get(first).score() - closes.get(closes.size() - 1).score());
  }

  /** The step of every single close, as often as there are closes. */
  @Override
  public double threshold(Situation situation, AlertState step) {
    return Points.asDouble(step == AlertState.RESOLVED ? resolveAt : inARow * this.step);
  }

  @Override
  public Reference reference(Situation situation) {
    int first = first(situation);
    return first < 0
        ? Reference.UNKNOWN
        : new Reference(closes(situation).get(first).score(), null);
  }

  @Override
  public int dueDay(Situation situation, boolean open) {
    int next = period.endOf(situation.day()) + 1;
    if (open) {
      return next;
    }
    List<Close> closes = closes(situation);
    boolean oneMore =
        !closes.isEmpty()
            && declines(closes) >= inARow - 1
            && closes.get(closes.size() - 1).score() - situation.sheet().score() >= step;
    boolean waits = situation.settling() && stands(situation);
    return waits ? situation.day() + 1 : oneMore ? next : Days.NONE;
  }

  /** Place of the close before the row; -1 while there are too few. */
  private int first(Situation situation) {
    return closes(situation).size() - 1 - inARow;
  }

  private List<Close> closes(Situation situation) {
    return situation.closes().of(period);
  }

  /** How many of the last closes in a row were lower. */
  private int declines(List<Close> closes) {
    int count = 0;
    for (int i = closes.size() - 1; i > 0; i--) {
      if (closes.get(i - 1).score() - closes.get(i).score() < step) {
        return count;
      }
      count++;
    }
    return count;
  }
}
