package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.Route;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One way an alert takes: by a route to a channel.
 *
 * @param route with its waiting times
 * @param target the channel
 * @param address the channel and the CSM
 * @param labels of the alert
 */
record Way(Route route, Target target, Address address, SortedMap<String, String> labels) {

  /** An alert that wants to be told. */
  record Wish(AlertEntry entry, Instant since, boolean repeat) {}

  /** All ways of an alert; what was told somewhere is taken back there, wherever it goes now. */
  static List<Way> of(AlertEntry entry, Routing routing) {
    Notice notice = entry.notice();
    SortedMap<String, String> labels = notice.labels();
    String csm = notice.subject().ownerOrNobody();
    List<Way> ways = new ArrayList<>();
    Set<Address> addresses = new HashSet<>();
    for (Route route : routing.root().taken(labels)) {
      for (Target target : routing.targets().getOrDefault(route.receiver(), List.of())) {
        Address address = new Address(target.id(), csm);
        // Two routes to one channel would tell everything twice there.
        if (addresses.add(address)) {
          ways.add(new Way(route, target, address, labels));
        }
      }
    }
    if (notice.step() == Step.RESOLVED) {
      Stream<Address> elsewhere =
          entry.marks().keySet().stream().filter(address -> !addresses.contains(address));
      Map<String, Target> targets = new TreeMap<>();
      routing.allTargets().forEach(target -> targets.put(target.id(), target));
      elsewhere
          .filter(address -> targets.containsKey(address.targetId()))
          .forEach(
              address ->
                  ways.add(
                      new Way(routing.root(), targets.get(address.targetId()), address, labels)));
    }
    return ways;
  }

  /** What an alert wants here; empty when there is nothing to tell, now or later. */
  Optional<Wish> wish(AlertEntry entry) {
    Notice notice = entry.notice();
    Mark mark = entry.marks().get(address);
    boolean told = mark != null && mark.says(notice);
    return switch (notice.step()) {
      case RAISED, ESCALATED -> {
        if (!told) {
          yield Optional.of(new Wish(entry, entry.receivedAt(), false));
        }
        yield route
            .repeatInterval()
            .map(interval -> new Wish(entry, mark.toldAt().plus(interval), true));
      }
      case ACKNOWLEDGED, SNOOZED ->
          mark == null || told || !target.kind().tellsAcknowledged()
              ? Optional.empty()
              : Optional.of(new Wish(entry, entry.receivedAt(), false));
      case RESOLVED ->
          // What a person says of it afterwards does not end it a second time.
          mark == null || mark.step() == Step.RESOLVED || !target.sendResolved()
              ? Optional.empty()
              : Optional.of(new Wish(entry, entry.receivedAt(), false));
    };
  }

  /** What goes out together. */
  String group(Notice notice) {
    StringBuilder key = new StringBuilder(target.id()).append('|').append(address.csm());
    if (target.digestAt().isPresent()) {
      return key.append("|digest").toString();
    }
    key.append('|').append(route.path());
    groupLabels()
        .forEach((label, value) -> key.append('|').append(label).append('=').append(value));
    if (target.kind().perAlert()) {
      key.append('|').append(notice.alertId());
    }
    return key.toString();
  }

  /** The labels all of a group share. */
  SortedMap<String, String> groupLabels() {
    SortedMap<String, String> shared = new TreeMap<>();
    if (target.digestAt().isEmpty()) {
      for (String label : route.groupBy()) {
        shared.put(label, labels.getOrDefault(label, ""));
      }
    }
    shared.put("csm", address.csm());
    return shared;
  }

  /** Whose limit counts here. */
  Reader reader(Routing routing) {
    return Reader.of(target, address.csm(), routing);
  }

  /** Whether quiet hours and limits count here. */
  boolean forPeople() {
    ChannelKind kind = target.kind();
    return kind.forPeople() && !address.csm().isEmpty();
  }
}
