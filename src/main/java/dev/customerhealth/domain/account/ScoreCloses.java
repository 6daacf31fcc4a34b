package dev.customerhealth.domain.account;

import java.time.LocalDate;
import java.util.List;

/**
 * The scores with which the last weeks and months ended (R49, R50m). Kept only for accounts about
 * which a rule asks that looks at them.
 *
 * @param weeks ascending, one week after the other
 * @param months ascending, one month after the other
 */
public record ScoreCloses(List<Close> weeks, List<Close> months) {
  /** Nothing is kept. */
  public static final ScoreCloses NONE = new ScoreCloses(List.of(), List.of());

  private static final int DAYS_OF_WEEK = 7;

  /** The first day of 1970 was a Thursday, so that day 3 ended a week. */
  private static final int FIRST_SUNDAY = 3;

  /** A stretch of time that ends with a close. */
  public enum Period {
    /** Monday to Sunday, in UTC. */
    WEEKLY,
    /** A month of the calendar, in UTC. */
    MONTHLY;

    /** The last day of the period a day lies in. */
    public int endOf(int day) {
      if (this == WEEKLY) {
        return day + Math.floorMod(FIRST_SUNDAY - day, DAYS_OF_WEEK);
      }
      LocalDate date = LocalDate.ofEpochDay(day);
      return Math.toIntExact(date.withDayOfMonth(date.lengthOfMonth()).toEpochDay());
    }
  }

  /**
   * The score at the end of a day that ended a period.
   *
   * @param day the day
   * @param score thousandths of a point
   * @param components score of each component, in the order of the model, in thousandths of a
   *     point; -1 without data
   */
  public record Close(int day, int score, List<Integer> components) {
    public Close {
      components = List.copyOf(components);
    }
  }

  public ScoreCloses {
    weeks = List.copyOf(weeks);
    months = List.copyOf(months);
  }

  /** Those of a period. */
  public List<Close> of(Period period) {
    return period == Period.WEEKLY ? weeks : months;
  }

  /** These with others of a period. */
  public ScoreCloses with(Period period, List<Close> closes) {
    return period == Period.WEEKLY
        ? new ScoreCloses(closes, months)
        : new ScoreCloses(weeks, closes);
  }

  /** Whether nothing is kept. */
  public boolean isEmpty() {
    return weeks.isEmpty() && months.isEmpty();
  }
}
