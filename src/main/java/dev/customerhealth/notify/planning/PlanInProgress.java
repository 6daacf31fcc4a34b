package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.notice.Urgency;
import dev.customerhealth.notify.planning.Notification.Kind;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.planning.Plan.Planned;
import dev.customerhealth.notify.planning.Way.Wish;
import dev.customerhealth.notify.routing.Person;
import dev.customerhealth.notify.routing.QuietHours;
import dev.customerhealth.notify.routing.RateLimit;
import dev.customerhealth.notify.routing.Routing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A plan while it is made: group by group through everything that can hold it back. */
final class PlanInProgress {

  private static final Comparator<Wish> MOST_URGENT_FIRST =
      Comparator.comparing((Wish wish) -> wish.entry().notice().step().asksForAction())
          .thenComparing(wish -> wish.entry().notice().urgency())
          .reversed()
          .thenComparing(wish -> wish.entry().notice().at())
          .thenComparing(wish -> wish.entry().notice().alertId());

  private final Routing routing;
  private final Memory memory;
  private final Instant now;
  private final List<Planned> due = new ArrayList<>();
  private final Map<Reader, RateUse> rates = new LinkedHashMap<>();
  private final Map<Address, List<Held>> heldForDigest = new LinkedHashMap<>();
  private final Set<Hold> holds = new LinkedHashSet<>();
  private final Map<Hold, Instant> holdEnds = new LinkedHashMap<>();
  private Instant nextLook;

  /** What is due at an address whose reader's limit was reached before. */
  private record Held(Group group, List<Wish> wishes) {
    Instant since() {
      return wishes.stream().map(Wish::since).min(Comparator.naturalOrder()).orElseThrow();
    }
  }

  PlanInProgress(Routing routing, Memory memory, Instant now) {
    this.routing = routing;
    this.memory = memory;
    this.now = now;
  }

  void consider(Group group) {
    Way way = group.way();
    Optional<Instant> dueAt = group.due(routing.person(way.address().csm()).zone());
    if (dueAt.isEmpty()) {
      return;
    }
    if (dueAt.get().isAfter(now)) {
      if (way.target().digestAt().isPresent()) {
        hold(group, group.wishesAt(now), Hold.Reason.DIGEST, dueAt.get());
      }
      lookAt(dueAt.get());
      return;
    }
    if (routing.muted(way.route(), now)) {
      hold(group, group.wishesAt(now), Hold.Reason.MUTE_TIME, null);
      lookAt(now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
      return;
    }
    List<Wish> wishes = group.wishesAt(now);
    if (way.forPeople()) {
      wishes = notQuiet(group, wishes, routing.readerOf(way.target(), way.address().csm()));
      wishes = withinLimit(group, wishes);
    }
    tell(group, wishes, kindOf(group));
  }

  void waitForBacklog(Address address, AlertEntry entry, Instant until) {
    Hold hold = new Hold(address, entry.notice().alertId(), Hold.Reason.BACKLOG);
    holds.add(hold);
    holdEnds.put(hold, until);
    lookAt(until);
  }

  private void hold(Group group, List<Wish> wishes, Hold.Reason reason, Instant until) {
    for (Wish wish : wishes) {
      Hold hold = new Hold(group.way().address(), wish.entry().notice().alertId(), reason);
      holds.add(hold);
      if (until != null) {
        holdEnds.put(hold, until);
      }
    }
  }

  private List<Wish> notQuiet(Group group, List<Wish> wishes, Person person) {
    Optional<QuietHours> quiet =
        person.quietHours().filter(hours -> hours.quiet(now, person.zone()));
    if (quiet.isEmpty()) {
      return wishes;
    }
    Predicate<Wish> exempt = among(quiet.get().except());
    List<Wish> urgent = wishes.stream().filter(exempt).toList();
    if (urgent.size() < wishes.size()) {
      Instant end = quiet.get().end(now, person.zone());
      hold(group, wishes.stream().filter(exempt.negate()).toList(), Hold.Reason.QUIET_HOURS, end);
      lookAt(end);
    }
    return urgent;
  }

  private List<Wish> withinLimit(Group group, List<Wish> wishes) {
    if (routing.rateLimit().isEmpty() || wishes.isEmpty()) {
      return wishes;
    }
    RateLimit limit = routing.rateLimit().get();
    Predicate<Wish> exempt = among(limit.except());
    List<Wish> limited = wishes.stream().filter(exempt.negate()).toList();
    if (limited.isEmpty()) {
      return wishes;
    }
    Reader reader = group.way().reader(routing);
    RateUse use = rate(reader);
    if (full(use, limit)) {
      overflow(reader, use, limit, List.of(new Held(group, limited)));
      return wishes.stream().filter(exempt).toList();
    }
    if (use.overflowing()) {
      heldForDigest
          .computeIfAbsent(group.way().address(), unused -> new ArrayList<>())
          .add(new Held(group, limited));
      return wishes.stream().filter(exempt).toList();
    }
    rates.put(reader, use.used(now, limit.per()));
    return wishes;
  }

  private boolean full(RateUse use, RateLimit limit) {
    return use.within(limit.per(), now) >= limit.notifications();
  }

  private void overflow(Reader reader, RateUse use, RateLimit limit, List<Held> held) {
    rates.put(reader, use.overflow());
    Instant room = use.roomAt(limit.per(), limit.notifications());
    held.forEach(each -> hold(each.group(), each.wishes(), Hold.Reason.RATE_LIMIT, room));
    lookAt(room);
  }

  private RateUse rate(Reader reader) {
    RateUse changed = rates.get(reader);
    return changed == null ? memory.rate(reader) : changed;
  }

  private static Predicate<Wish> among(Set<Urgency> urgencies) {
    return wish -> urgencies.contains(wish.entry().notice().urgency());
  }

  private static Kind kindOf(Group group) {
    return group.way().target().digestAt().isPresent() ? Kind.DIGEST : Kind.GROUP;
  }

  Plan finish() {
    // Whoever waited longest first: the channels of a CSM share the room there is.
    heldForDigest.values().stream()
        .sorted(Comparator.comparing(PlanInProgress::longestHeld))
        .forEach(this::tellHeld);
    return new Plan(due, rates, holds, holdEnds, Optional.ofNullable(nextLook));
  }

  private static Instant longestHeld(List<Held> held) {
    return held.stream().map(Held::since).min(Comparator.naturalOrder()).orElseThrow();
  }

  private void tellHeld(List<Held> held) {
    RateLimit limit = routing.rateLimit().orElseThrow();
    Reader reader = held.get(0).group().way().reader(routing);
    RateUse use = rate(reader);
    if (full(use, limit)) {
      overflow(reader, use, limit, held);
      return;
    }
    rates.put(reader, use.used(now, limit.per()));
    if (held.size() == 1) {
      Group only = held.get(0).group();
      tell(only, held.get(0).wishes(), kindOf(only));
    } else {
      tellTogether(held);
    }
  }

  /** One digest of several groups. */
  private void tellTogether(List<Held> held) {
    Way way = held.get(0).group().way();
    Group all = new Group(way.target().id() + "|" + way.address().csm() + "|overflow", way);
    held.stream()
        .flatMap(each -> each.wishes().stream())
        .forEach(wish -> all.add(wish.entry(), Optional.of(wish)));
    tell(all, held.stream().flatMap(each -> each.wishes().stream()).toList(), Kind.OVERFLOW);
  }

  private void tell(Group group, List<Wish> wishes, Kind kind) {
    int most = group.way().target().kind().mostAlerts();
    List<Wish> sorted = wishes.stream().sorted(MOST_URGENT_FIRST).toList();
    int stillOpen = group.stillOpen(sorted);
    for (int from = 0; from < sorted.size(); from += Math.min(most, sorted.size() - from)) {
      List<Wish> part = sorted.subList(from, from + Math.min(most, sorted.size() - from));
      List<Told> told =
          part.stream().map(wish -> new Told(wish.entry().notice(), wish.repeat())).toList();
      Address address = group.way().address();
      Notification notification =
          new Notification(
              NotificationIds.of(address, group.key(), told, now),
              address,
              kind,
              kind == Kind.OVERFLOW
                  ? new java.util.TreeMap<>(Map.of("csm", address.csm()))
                  : group.way().groupLabels(),
              told,
              stillOpen,
              now);
      due.add(new Planned(notification, group.key(), before(part, address)));
      repeatsOf(group, part);
    }
  }

  private static Map<String, Mark> before(List<Wish> wishes, Address address) {
    Map<String, Mark> before = new LinkedHashMap<>();
    for (Wish wish : wishes) {
      Mark mark = wish.entry().marks().get(address);
      if (mark != null) {
        before.put(wish.entry().notice().alertId(), mark);
      }
    }
    return before;
  }

  /** What was told now is looked at again when it has to be repeated. */
  private void repeatsOf(Group group, List<Wish> told) {
    if (told.stream().anyMatch(wish -> wish.entry().notice().step().asksForAction())) {
      group.way().route().repeatInterval().map(now::plus).ifPresent(this::lookAt);
    }
  }

  private void lookAt(Instant moment) {
    Instant later = moment.isAfter(now) ? moment : now.plusMillis(1);
    nextLook =
        Stream.of(Optional.ofNullable(nextLook), Optional.of(later))
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .orElseThrow();
  }
}
