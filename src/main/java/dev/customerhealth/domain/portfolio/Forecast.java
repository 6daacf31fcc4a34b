package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.StableHash;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What somebody who knows the account expects of a renewal (E23).
 *
 * @param atMillis when it was said, in milliseconds since 1970 UTC
 * @param event number that stands for the id of the event
 * @param dueDay day the term ends that it is about, in days since 1970; {@link Days#NONE} when not
 *     told: it is then about the renewal that comes next
 * @param amountMinor annual revenue expected to be renewed, in minor units
 * @param currency ISO 4217 code; null when not told
 */
public record Forecast(long atMillis, long event, int dueDay, long amountMinor, String currency) {
  /** Forecasts kept at most; of more the oldest are given up. */
  public static final int MOST = 100;

  /** A renewal is on the day the term ends, or some days from it: systems differ. */
  private static final int DAYS_NEAR = 15;

  /** One that names no renewal says nothing of one that is more than a year away. */
  private static final int MONTHS_AHEAD = 12;

  /** In event time; of the same moment by the event, so that every order of arrival ends alike. */
  private static final Comparator<Forecast> ORDER =
      Comparator.comparingLong(Forecast::atMillis)
          .thenComparingLong(Forecast::event)
          .thenComparingInt(Forecast::dueDay);

  /** The forecast a fact tells; null when it says no amount of at least 0. */
  static Forecast of(SubscriptionSignal fact) {
    return fact.amountMinor() == null || fact.amountMinor() < 0
        ? null
        : new Forecast(
            fact.occurredAt().toEpochMilli(),
            StableHash.of(fact.eventId()),
            fact.termEnd() == null ? Days.NONE : Math.toIntExact(fact.termEnd().toEpochDay()),
            fact.amountMinor(),
            fact.currency());
  }

  /**
   * With one more. Of those said in one month of the same renewal the last one counts: what is
   * asked for is what was known when a month began, or when it ended.
   *
   * @return the same list when that changes nothing
   */
  static List<Forecast> with(List<Forecast> known, Forecast told) {
    List<Forecast> more = new ArrayList<>(known.size() + 1);
    for (Forecast each : known) {
      boolean alike = each.dueDay == told.dueDay && each.month() == told.month();
      if (alike && ORDER.compare(each, told) >= 0) {
        return known;
      }
      if (!alike) {
        more.add(each);
      }
    }
    more.add(told);
    more.sort(ORDER);
    return List.copyOf(more);
  }

  /**
   * Whether it may still say something of a month that can be restated.
   *
   * @param month of the book
   */
  boolean isKept(int month) {
    int first = Contributions.firstRestated(month);
    return dueDay == Days.NONE
        ? month() >= first - MONTHS_AHEAD
        : Months.ofDay(dueDay + DAYS_NEAR) >= first;
  }

  /**
   * The last that was said of a renewal before an instant; null when nothing was.
   *
   * @param known in order of time
   * @param day the renewal is due, in days since 1970
   * @param previousDay day of the renewal before it; {@link Days#NONE} when there was none
   */
  static Forecast last(List<Forecast> known, int day, int previousDay, long beforeMillis) {
    for (int i = known.size() - 1; i >= 0; i--) {
      Forecast forecast = known.get(i);
      if (forecast.atMillis < beforeMillis && forecast.isAbout(day, previousDay)) {
        return forecast;
      }
    }
    return null;
  }

  private boolean isAbout(int day, int previousDay) {
    if (dueDay != Days.NONE) {
      return Math.abs(dueDay - day) <= DAYS_NEAR;
    }
    int said = Days.of(atMillis);
    return said <= day
        && (previousDay == Days.NONE || said > previousDay)
        && month() >= Months.ofDay(day) - MONTHS_AHEAD;
  }

  private int month() {
    return Months.of(atMillis);
  }
}
