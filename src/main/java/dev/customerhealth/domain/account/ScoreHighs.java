package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * The scores of the last days that are the highest of everything since: days ascend, scores
 * descend, and the last is the score now. The highest of the trailing N days is the first entry
 * that is within them, so any window is answered from one list (R46). Of one day at most two are
 * kept, its highest and, on the last day, the score now.
 */
public final class ScoreHighs {
  /** No score was ever known. */
  public static final ScoreHighs NONE = new ScoreHighs(new int[0], new MeasurePoints[0]);

  private final int[] days;
  private final MeasurePoints[] points;

  private ScoreHighs(int[] days, MeasurePoints[] points) {
    this.days = days;
    this.points = points;
  }

  /**
   * Highs from their parts, which are not copied and must not be changed afterwards.
   *
   * @param days ascending
   * @param points what made each score; totals strictly descending
   */
  public static ScoreHighs of(int[] days, MeasurePoints[] points) {
    return days.length == 0 ? NONE : new ScoreHighs(days, points);
  }

  /** Entries kept. */
  public int size() {
    return days.length;
  }

  /** Day of an entry, ascending. */
  public int day(int index) {
    return days[index];
  }

  /** What made the score of an entry. */
  public MeasurePoints points(int index) {
    return points[index];
  }

  /** Index of the highest score since a day, the latest of equal ones; -1 when there is none. */
  public int highestSince(int oldestDay) {
    for (int i = 0; i < days.length; i++) {
      if (days[i] >= oldestDay) {
        return i;
      }
    }
    return -1;
  }

  /**
   * These highs with the score of a day that is not before the last entry.
   *
   * @param oldestDay entries before it are forgotten
   */
  public ScoreHighs with(int day, MeasurePoints score, int oldestDay) {
    int end = days.length;
    int total = score.total();
    while (end > 0 && points[end - 1].total() <= total) {
      end--;
    }
    if (end > 1 && days[end - 1] == day && days[end - 2] == day) {
      end--;
    }
    int start = 0;
    while (start < end && days[start] < oldestDay) {
      start++;
    }
    int kept = end - start;
    int[] nextDays = new int[kept + 1];
    MeasurePoints[] nextPoints = new MeasurePoints[kept + 1];
    System.arraycopy(days, start, nextDays, 0, kept);
    System.arraycopy(points, start, nextPoints, 0, kept);
    nextDays[kept] = day;
    nextPoints[kept] = score;
    return new ScoreHighs(nextDays, nextPoints);
  }

  /** These highs when the last score still held on a later day. */
  public ScoreHighs heldUntil(int day) {
    int last = days.length - 1;
    if (last < 0 || days[last] >= day) {
      return this;
    }
    int[] nextDays = days.clone();
    nextDays[last] = day;
    return new ScoreHighs(nextDays, points);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreHighs that
        && Arrays.equals(days, that.days)
        && Arrays.equals(points, that.points);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(days), Arrays.hashCode(points));
  }

  @Override
  public String toString() {
    return "ScoreHighs" + Arrays.toString(days) + Arrays.toString(points);
  }
}
