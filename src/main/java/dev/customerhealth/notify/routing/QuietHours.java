package dev.customerhealth.notify.routing;

import dev.customerhealth.notify.notice.Urgency;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

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
      ZonedDateTime local = at.atZone(zone);
      ZonedDateTime morning = local.toLocalDate().atTime(to).atZone(zone);
      ZonedDateTime midnight = local.toLocalDate().plusDays(1).atStartOfDay(zone);
      // A time that summer time leaves out or repeats is taken as java.time does; the loop looks
      // on.
      at = morning.toInstant().isAfter(at) ? morning.toInstant() : midnight.toInstant();
    }
    return at;
  }
}
