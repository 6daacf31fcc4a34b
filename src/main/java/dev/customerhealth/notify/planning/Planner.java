package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Way.Wish;
import dev.customerhealth.notify.routing.Inhibition;
import dev.customerhealth.notify.routing.Routing;
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
 * <p>In this order: inhibition takes alerts out while another is open; a group waits for its
 * others; mute times of the route, quiet hours of the CSM and the CSM's limit hold back. Whatever
 * is held back is looked at again, so what is no longer true by then is never told.
 */
public final class Planner {

  private final Routing routing;

  public Planner(Routing routing) {
    this.routing = routing;
  }

  /** What is due at a moment. */
  public Plan plan(Memory memory, Instant now) {
    PlanInProgress plan = new PlanInProgress(routing, memory, now);
    for (Group group : groups(memory)) {
      plan.consider(group);
    }
    return plan.finish();
  }

  /** Whether an alert that is over has nothing left to be told. */
  public boolean settled(AlertEntry entry) {
    return entry.history()
        || Way.of(entry, routing).stream().allMatch(way -> way.wish(entry).isEmpty());
  }

  private List<Group> groups(Memory memory) {
    Map<String, Group> groups = new LinkedHashMap<>();
    List<Sources> sources =
        routing.inhibitions().stream().map(rule -> sources(rule, memory)).toList();
    for (AlertEntry entry : memory.alerts()) {
      if (entry.history()) {
        continue;
      }
      boolean silenced =
          entry.notice().step().asksForAction()
              && sources.stream().anyMatch(each -> each.silence(entry.notice()));
      for (Way way : Way.of(entry, routing)) {
        Optional<Wish> wish = silenced ? Optional.empty() : way.wish(entry);
        String key = way.group(entry.notice());
        groups.computeIfAbsent(key, unused -> new Group(key, way)).add(entry, wish);
      }
    }
    return new ArrayList<>(groups.values());
  }

  /** The open alerts that may silence others by one rule. */
  private record Sources(Inhibition rule, Map<String, SortedMap<String, String>> open) {
    boolean silence(Notice notice) {
      SortedMap<String, String> labels = notice.labels();
      return open.entrySet().stream()
          .anyMatch(
              source ->
                  !source.getKey().equals(notice.alertId())
                      && rule.silences(source.getValue(), labels));
    }
  }

  private static Sources sources(Inhibition rule, Memory memory) {
    Map<String, SortedMap<String, String>> open = new LinkedHashMap<>();
    for (AlertEntry entry : memory.alerts()) {
      Notice notice = entry.notice();
      SortedMap<String, String> labels = notice.labels();
      boolean source =
          notice.step().open()
              && rule.source().stream().allMatch(matcher -> matcher.matches(labels));
      if (source) {
        open.put(notice.alertId(), labels);
      }
    }
    return new Sources(rule, open);
  }
}
