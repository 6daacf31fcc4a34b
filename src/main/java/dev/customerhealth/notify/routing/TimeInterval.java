package dev.customerhealth.notify.routing;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * When a time interval of a routing file holds: everything that is given must be met; a list that
 * is empty is not asked. In local time of its zone, so it follows summer time.
 *
 * @param times minutes of the day, from (included) to (excluded), 0 to 1440
 * @param weekdays 1 (Monday) to 7 (Sunday), both included
 * @param daysOfMonth 1 to 31, or -31 to -1 from the month's end, both included
 * @param months 1 to 12, both included
 * @param years both included
 * @param zone whose local time is meant
 */
public record TimeInterval(
    List<Span> times,
    List<Span> weekdays,
    List<Span> daysOfMonth,
    List<Span> months,
    List<Span> years,
    ZoneId zone) {

  public TimeInterval {
    times = List.copyOf(times);
    weekdays = List.copyOf(weekdays);
    daysOfMonth = List.copyOf(daysOfMonth);
    months = List.copyOf(months);
    years = List.copyOf(years);
  }

  /** From a number to another. */
  public record Span(int from, int to) {
    boolean holds(int number) {
      return number >= from && number <= to;
    }
  }

  /** Whether a moment lies in it. */
  public boolean holds(Instant moment) {
    ZonedDateTime local = moment.atZone(zone);
    int minute = local.getHour() * 60 + local.getMinute();
    return (times.isEmpty()
            || times.stream().anyMatch(span -> minute >= span.from() && minute < span.to()))
        && any(weekdays, local.getDayOfWeek().getValue())
        && onDayOfMonth(local)
        && any(months, local.getMonthValue())
        && any(years, local.getYear());
  }

  private boolean onDayOfMonth(ZonedDateTime local) {
    int length = YearMonth.from(local).lengthOfMonth();
    return daysOfMonth.isEmpty()
        || daysOfMonth.stream()
            .anyMatch(
                span ->
                    new Span(fromStart(span.from(), length), fromStart(span.to(), length))
                        .holds(local.getDayOfMonth()));
  }

  /** As in Alertmanager: what lies beyond the month is its edge. */
  private static int fromStart(int day, int length) {
    return day < 0 ? Math.max(1, length + day + 1) : Math.min(day, length);
  }

  private static boolean any(List<Span> spans, int number) {
    return spans.isEmpty() || spans.stream().anyMatch(span -> span.holds(number));
  }
}
