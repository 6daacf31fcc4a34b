package dev.customerhealth.notify.routing;

import dev.customerhealth.notify.notice.Urgency;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a person is left alone, in their own local time. What comes then waits; what is still true
 * afterwards is told.
 *
 * @param from begin, included
 * @param to end, excluded; before {@code from} the hours go over midnight
 * @param weekends whether Saturday and Sunday are quiet as a whole
 * @param except what is told all the same
 */
public record QuietHours(LocalTime from, LocalTime to, boolean weekends, Set<Urgency> except) {

  /** No week of weekends and nights is longer; a bound for the search of the end. */
  private static final int MOST_STEPS = 16;

  public QuietHours {
    except = Set.copyOf(except);
  }

  /** Whether a moment is quiet for somebody in this zone. */
  public boolean quiet(Instant moment, ZoneId zone) {
    ZonedDateTime local = moment.atZone(zone);
    DayOfWeek day = local.getDayOfWeek();
    if (weekends && (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY)) {
      return true;
    }
    LocalTime time = local.toLocalTime();
    boolean overMidnight = to.isBefore(from);
    return overMidnight
        ? !time.isBefore(from) || time.isBefore(to)
        : !time.isBefore(from) && time.isBefore(to);
  }

  /** The first moment from a given one on that is not quiet. */
  public Instant end(Instant moment, ZoneId zone) {
    Instant at = moment;
    for (int step = 0; step < MOST_STEPS && quiet(at, zone); step++) {
      Instant begin = at;
      LocalDate today = at.atZone(zone).toLocalDate();
      ZonedDateTime morning = today.atTime(to).atZone(zone);
      // In the night to winter time an hour comes twice, and quiet hours may end twice in it; an
      // hour that summer time leaves out is taken as java.time does. The loop looks on.
      at =
          Stream.of(
                  morning.withEarlierOffsetAtOverlap(),
                  morning.withLaterOffsetAtOverlap(),
                  today.plusDays(1).atStartOfDay(zone))
              .map(ZonedDateTime::toInstant)
              .filter(begin::isBefore)
              .findFirst()
              .orElseThrow();
    }
    return at;
  }
}
