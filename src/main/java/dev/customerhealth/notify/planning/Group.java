package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.planning.Way.Wish;
import dev.customerhealth.notify.routing.Target;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alerts that go out together, while a plan is made. */
final class Group {

  private final String key;
  private final Way way;
  private final List<Wish> wishes = new ArrayList<>();
  private Instant lastTold;
  private int open;

  Group(String key, Way way) {
    this.key = key;
    this.way = way;
  }

  String key() {
    return key;
  }

  Way way() {
    return way;
  }

  /** Takes an alert of the group in, and what it wants. */
  void add(AlertEntry entry, Optional<Wish> wish) {
    Mark mark = entry.marks().get(way.address());
    if (mark != null && mark.group().equals(key)) {
      lastTold = lastTold == null || mark.toldAt().isAfter(lastTold) ? mark.toldAt() : lastTold;
    }
    if (mark != null && entry.notice().step().open()) {
      open++;
    }
    wish.ifPresent(wishes::add);
  }

  /** When the group goes out; empty when nobody wants it. */
  Optional<Instant> due(ZoneId zone) {
    Optional<Instant> firstChange = first(false);
    Optional<Instant> firstRepeat = first(true);
    Target target = way.target();
    if (target.digestAt().isPresent()) {
      LocalTime at = target.digestAt().get();
      return earliest(firstChange, firstRepeat).map(first -> nextAt(first, at, zone));
    }
    Optional<Instant> change =
        firstChange.map(
            first -> {
              if (lastTold == null) {
                return first.plus(way.route().groupWait());
              }
              Instant next = lastTold.plus(way.route().groupInterval());
              return next.isAfter(first) ? next : first;
            });
    return earliest(change, firstRepeat);
  }

  /** Everything that wants to be told at a moment. */
  List<Wish> wishesAt(Instant now) {
    return wishes.stream().filter(wish -> !wish.since().isAfter(now)).toList();
  }

  /** How many of the group are open, were told before and are not told now. */
  int stillOpen(List<Wish> toldNow) {
    long again =
        toldNow.stream()
            .filter(wish -> wish.entry().notice().step().open())
            .filter(wish -> wish.entry().marks().containsKey(way.address()))
            .count();
    return (int) (open - again);
  }

  private Optional<Instant> first(boolean repeat) {
    return wishes.stream()
        .filter(wish -> wish.repeat() == repeat)
        .map(Wish::since)
        .min(Instant::compareTo);
  }

  private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isBefore(other.get()) ? one : other;
  }

  /** The next time a local time of day comes, strictly after a moment. */
  private static Instant nextAt(Instant from, LocalTime time, ZoneId zone) {
    ZonedDateTime today = from.atZone(zone).toLocalDate().atTime(time).atZone(zone);
    return today.toInstant().isAfter(from)
        ? today.toInstant()
        : today.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant();
  }
}
