package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.planning.Way.Wish;
import dev.customerhealth.notify.routing.InhibitionSources;
import dev.customerhealth.notify.routing.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Decides what is due. The same memory, routing and moment always give the same plan.
 *
 * <p>In this order: what an outage kept back waits for the rest of it; inhibition takes alerts out
 * while another is open; a group waits for its others; mute times of the route, quiet hours of who
 * is reached and the CSM's limit hold back. Whatever is held back is looked at again, so what is no
 * longer true by then is never told.
 */
public final class Planner {

  /** So long after the last step that an outage kept back, no more of them are waited for. */
  private static final Duration BACKLOG_OVER = Duration.ofMinutes(5);

  private final Routing routing;

  public Planner(Routing routing) {
    this.routing = routing;
  }

  /** What is due at a moment. */
  public Plan plan(Memory memory, Instant now) {
    PlanInProgress plan = new PlanInProgress(routing, memory, now);
    for (Group group : groups(memory, now, plan)) {
      plan.consider(group);
    }
    return plan.finish();
  }

  /** Whether an alert that is over has nothing left to be told. */
  public boolean settled(AlertEntry entry) {
    return entry.history()
        || Way.of(entry, routing).stream().allMatch(way -> way.wish(entry).isEmpty());
  }

  private List<Group> groups(Memory memory, Instant now, PlanInProgress plan) {
    Optional<Instant> backlogEnds =
        memory.latestOfBacklog().map(at -> at.plus(BACKLOG_OVER)).filter(now::isBefore);
    Map<String, Group> groups = new LinkedHashMap<>();
    List<InhibitionSources> sources = sources(memory);
    for (AlertEntry entry : memory.alerts()) {
      if (entry.history()) {
        continue;
      }
      boolean silenced =
          entry.notice().step().asksForAction()
              && sources.stream().anyMatch(each -> each.silence(entry.notice().labels()));
      for (Way way : Way.of(entry, routing)) {
        Optional<Wish> wish = silenced ? Optional.empty() : way.wish(entry);
        if (wish.isPresent() && backlogEnds.isPresent() && entry.waitsForBacklog()) {
          plan.waitForBacklog(way.address(), entry, backlogEnds.get());
          wish = Optional.empty();
        }
        String key = way.group(entry.notice());
        groups.computeIfAbsent(key, unused -> new Group(key, way)).add(entry, wish);
      }
    }
    return new ArrayList<>(groups.values());
  }

  /** By every rule of the routing, the open alerts that silence others. */
  private List<InhibitionSources> sources(Memory memory) {
    List<InhibitionSources> sources =
        routing.inhibitions().stream().map(InhibitionSources::new).toList();
    for (AlertEntry entry : memory.alerts()) {
      // What is never told itself must not keep people from being told of anything else.
      if (!entry.history() && entry.notice().step().open()) {
        SortedMap<String, String> labels = entry.notice().labels();
        sources.forEach(each -> each.open(labels));
      }
    }
    return sources;
  }
}
