package dev.customerhealth.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What kind of book to make.
 *
 * @param seed the same seed always makes the same book and the same history
 * @param accounts how many accounts there are at the beginning of the history or start during it, 1
 *     to 100,000; those that left before come on top
 * @param days how many days of history, 1 to 3,650
 * @param end when the history ends; it begins at midnight UTC that many days before
 * @param earlierMonths how many whole months before that of the end the records of contracts,
 *     answers and goals reach back, 0 to 60; where the history is longer it alone counts
 */
public record BookPlan(long seed, int accounts, int days, Instant end, int earlierMonths) {
  /**
   * As much as a year that is compared with the one a quarter before it needs, and a month in which
   * those that were there are written down.
   */
  public static final int YEAR_AND_QUARTER = 15;

  private static final int MOST_ACCOUNTS = 100_000;
  private static final int MOST_DAYS = 3_650;
  private static final int MOST_MONTHS = 60;

  public BookPlan {
    if (accounts < 1 || accounts > MOST_ACCOUNTS) {
      throw new IllegalArgumentException("accounts must be 1 to 100000, not " + accounts);
    }
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days must be 1 to 3650, not " + days);
    }
    if (earlierMonths < 0 || earlierMonths > MOST_MONTHS) {
      throw new IllegalArgumentException("earlier months must be 0 to 60, not " + earlierMonths);
    }
  }

  /** A book whose figures of the year mean something. */
  public BookPlan(long seed, int accounts, int days, Instant end) {
    this(seed, accounts, days, end, YEAR_AND_QUARTER);
  }

  /** First day of the history: from here on everything is told. */
  public LocalDate firstDay() {
    return lastDay().minusDays(days);
  }

  /** Day on which the history ends, in UTC. */
  public LocalDate lastDay() {
    return end.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** First day of the records of contracts, answers and goals; never after the first day. */
  public LocalDate recordsBegin() {
    LocalDate earlier = lastDay().withDayOfMonth(1).minusMonths(earlierMonths);
    return earlierMonths > 0 && earlier.isBefore(firstDay()) ? earlier : firstDay();
  }
}
