package dev.customerhealth.domain.portfolio;

import java.util.Arrays;

/**
 * How an account's score stood at the ends of the months past, as far back as the book restates.
 */
public final class MonthEnds {
  /** Months kept. */
  public static final int MOST = 40;

  /** There was no score. */
  public static final int UNSCORED = -1;

  /** It is not known whether there was one. */
  public static final int UNKNOWN = -2;

  /** No month has ended yet. */
  public static final MonthEnds NONE = new MonthEnds(Months.NONE, new byte[0]);

  private final int firstMonth;
  private final byte[] points;

  private MonthEnds(int firstMonth, byte[] points) {
    this.firstMonth = firstMonth;
    this.points = points;
  }

  /**
   * From its parts, which are not copied and must not be changed afterwards.
   *
   * @param points whole points, rounded down as a {@link Standing} is, or {@link #UNSCORED}
   */
  public static MonthEnds of(int firstMonth, byte[] points) {
    return points.length == 0 ? NONE : new MonthEnds(firstMonth, points);
  }

  /** The first month that is known. */
  public int firstMonth() {
    return firstMonth;
  }

  /** Months that are known, without a gap. */
  public int size() {
    return points.length;
  }

  /** The score at the end of a month in whole points, {@link #UNSCORED} or {@link #UNKNOWN}. */
  public int at(int month) {
    return points.length == 0 || month < firstMonth || month >= firstMonth + points.length
        ? UNKNOWN
        : points[month - firstMonth];
  }

  /** These and what held at the ends of months from one to before another. */
  MonthEnds with(int fromMonth, int toMonth, int score) {
    int from = Math.max(fromMonth, toMonth - MOST);
    boolean follows = points.length > 0 && firstMonth + points.length == from;
    int known = follows ? Math.min(points.length, MOST - (toMonth - from)) : 0;
    byte[] more = new byte[known + toMonth - from];
    if (known > 0) {
      System.arraycopy(points, points.length - known, more, 0, known);
    }
    Arrays.fill(more, known, more.length, (byte) score);
    return of(toMonth - more.length, more);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MonthEnds that
        && firstMonth == that.firstMonth
        && Arrays.equals(points, that.points);
  }

  @Override
  public int hashCode() {
    return 31 * firstMonth + Arrays.hashCode(points);
  }

  @Override
  public String toString() {
    return "MonthEnds" + Arrays.toString(points);
  }
}
