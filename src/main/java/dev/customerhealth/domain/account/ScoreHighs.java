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
  public static final ScoreHighs NONE =
      new ScoreHighs(new int[0], new MeasurePoints[0], 0, Days.NONE, null);

  /** Entries before the last are the first of these; highs that differ behind them share them. */
  private final int[] days;

  private final MeasurePoints[] points;
  private final int earlier;
  private final int lastDay;

  /** Null when there is no entry. */
  private final MeasurePoints last;

  private ScoreHighs(
      int[] days, MeasurePoints[] points, int earlier, int lastDay, MeasurePoints last) {
    this.days = days;
    this.points = points;
    this.earlier = earlier;
    this.lastDay = lastDay;
    this.last = last;
  }

  /**
   * Highs from their parts, which are not copied and must not be changed afterwards.
   *
   * @param days ascending
   * @param points what made each score; totals strictly descending
   */
  public static ScoreHighs of(int[] days, MeasurePoints[] points) {
    int end = days.length - 1;
    return end < 0 ? NONE : new ScoreHighs(days, points, end, days[end], points[end]);
  }

  /** Entries kept. */
  public int size() {
    return last == null ? 0 : earlier + 1;
  }

  /** Day of an entry, ascending. */
  public int day(int index) {
    return index == earlier ? lastDay : days[index];
  }

  /** What made the score of an entry. */
  public MeasurePoints points(int index) {
    return index == earlier ? last : points[index];
  }

  /** Index of the highest score since a day, the latest of equal ones; -1 when there is none. */
  public int highestSince(int oldestDay) {
    for (int i = 0; i < earlier; i++) {
      if (days[i] >= oldestDay) {
        return i;
      }
    }
    return last != null && lastDay >= oldestDay ? earlier : -1;
  }

  /**
   * These highs with the score of a day that is not before the last entry. On a day that was seen
   * before, as nearly always, nothing is copied.
   *
   * @param oldestDay entries before it are forgotten
   */
  public ScoreHighs with(int day, MeasurePoints score, int oldestDay) {
    int total = score.total();
    if (last != null && last.total() > total && !(lastDay == day && isHighOf(day))) {
      return withLastKept(day, score, oldestDay);
    }
    int end = earlier;
    while (end > 0 && points[end - 1].total() <= total) {
      end--;
    }
    int start = forgotten(oldestDay, end);
    return start == 0
        ? new ScoreHighs(days, points, end, day, score)
        : new ScoreHighs(
            Arrays.copyOfRange(days, start, end),
            Arrays.copyOfRange(points, start, end),
            end - start,
            day,
            score);
  }

  /** Whether the entry before the last is the high of a day. */
  private boolean isHighOf(int day) {
    return earlier > 0 && days[earlier - 1] == day;
  }

  private ScoreHighs withLastKept(int day, MeasurePoints score, int oldestDay) {
    if (lastDay < oldestDay) {
      return new ScoreHighs(NONE.days, NONE.points, 0, day, score);
    }
    int start = forgotten(oldestDay, earlier);
    int kept = earlier - start;
    int[] nextDays = Arrays.copyOfRange(days, start, start + kept + 1);
    MeasurePoints[] nextPoints = Arrays.copyOfRange(points, start, start + kept + 1);
    nextDays[kept] = lastDay;
    nextPoints[kept] = last;
    return new ScoreHighs(nextDays, nextPoints, kept + 1, day, score);
  }

  /** How many of the first entries are before a day. */
  private int forgotten(int oldestDay, int end) {
    int start = 0;
    while (start < end && days[start] < oldestDay) {
      start++;
    }
    return start;
  }

  /** These highs when the last score still held on a later day. */
  public ScoreHighs heldUntil(int day) {
    return last == null || lastDay >= day ? this : new ScoreHighs(days, points, earlier, day, last);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreHighs that
        && lastDay == that.lastDay
        && Objects.equals(last, that.last)
        && Arrays.equals(days, 0, earlier, that.days, 0, that.earlier)
        && Arrays.equals(points, 0, earlier, that.points, 0, that.earlier);
  }

  @Override
  public int hashCode() {
    return Objects.hash(earlier, lastDay, last);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ScoreHighs[");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? "" : ", ").append(day(i)).append(": ").append(points(i));
    }
    return text.append(']').toString();
  }
}
