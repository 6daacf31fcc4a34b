package dev.customerhealth.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What kind of book to make.
 *
 * @param seed the same seed always makes the same book and the same history
 * @param accounts how many accounts, 1 to 100,000
 * @param days how many days of history, 1 to 3,650
 * @param end when the history ends; it begins at midnight UTC that many days before
 */
public record BookPlan(long seed, int accounts, int days, Instant end) {
  private static final int MOST_ACCOUNTS = 100_000;
  private static final int MOST_DAYS = 3_650;

  public BookPlan {
    if (accounts < 1 || accounts > MOST_ACCOUNTS) {
      throw new IllegalArgumentException("accounts must be 1 to 100000, not " + accounts);
    }
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days must be 1 to 3650, not " + days);
    }
  }

  /** First day of the history. */
  public LocalDate firstDay() {
    return lastDay().minusDays(days);
  }

  /** Day on which the history ends, in UTC. */
  public LocalDate lastDay() {
    return end.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
