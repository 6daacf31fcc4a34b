package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.Days;
import java.time.LocalDate;
import java.util.Locale;

/** Calendar months as the book counts them: months since the year 0, in UTC. */
public final class Months {
  /** Stands for no month at all. */
  public static final int NONE = Integer.MIN_VALUE;

  private static final int PER_YEAR = 12;
  private static final int PER_QUARTER = 3;
  private static final int THOUSAND = 1000;
  private static final int TEN = 10;

  private Months() {}

  /** The month an instant lies in, given in milliseconds since 1970 UTC. */
  public static int of(long epochMillis) {
    return ofDay(Days.of(epochMillis));
  }

  /** The month a day lies in, given in days since 1970. */
  public static int ofDay(int epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    return date.getYear() * PER_YEAR + date.getMonthValue() - 1;
  }

  /** The first day of a month, in days since 1970. */
  public static int firstDay(int month) {
    return Math.toIntExact(
        LocalDate.of(Math.floorDiv(month, PER_YEAR), Math.floorMod(month, PER_YEAR) + 1, 1)
            .toEpochDay());
  }

  /** The first instant of a month, in milliseconds since 1970 UTC. */
  public static long startMillis(int month) {
    return Days.startOf(firstDay(month));
  }

  /** The last month of the calendar quarter that a month lies in. */
  public static int lastOfQuarter(int month) {
    return Math.floorDiv(month, PER_QUARTER) * PER_QUARTER + PER_QUARTER - 1;
  }

  /** As {@code 2026-03}. */
  public static String label(int month) {
    // For every account an event is about: a format string would cost more than the sums.
    int year = Math.floorDiv(month, PER_YEAR);
    int ofYear = Math.floorMod(month, PER_YEAR) + 1;
    return (year < THOUSAND ? String.format(Locale.ROOT, "%04d", year) : Integer.toString(year))
        + (ofYear < TEN ? "-0" : "-")
        + ofYear;
  }
}
