package dev.customerhealth.notify.reading;

import dev.customerhealth.notify.notice.Label;
import dev.customerhealth.notify.routing.Matcher;
import dev.customerhealth.notify.routing.Route;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.notify.routing.TimeInterval;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the routing tree; a child inherits what it does not say, as in Alertmanager. */
final class RouteReader {

  private static final Duration LONGEST = Duration.ofDays(90);
  private static final String NEVER = "never";

  private final Values values;
  private final Map<String, List<Target>> targets;
  private final Map<String, List<TimeInterval>> intervals;

  RouteReader(
      Values values, Map<String, List<Target>> targets, Map<String, List<TimeInterval>> intervals) {
    this.values = values;
    this.targets = targets;
    this.intervals = intervals;
  }

  /** The root; empty, with a problem, when there is none. */
  Optional<Route> read(Fields file) {
    Route standard =
        new Route(
            "",
            List.of(),
            null,
            List.of(Label.ACCOUNT.word()),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Optional.of(Duration.ofDays(1)),
            false,
            List.of(),
            List.of(),
            List.of());
    return file.node("route", "expected the routing tree")
        .flatMap(node -> Fields.of(node, "route", values.problems()))
        .map(
            fields -> {
              for (String name : List.of("matchers", "match", "match_re", "continue")) {
                if (fields.has(name)) {
                  fields.wrong(name, "the root takes every alert; say this in a route below it");
                }
              }
              if (!fields.has("receiver")) {
                fields.node("receiver", "expected the name of a receiver");
              }
              return route(fields, standard);
            });
  }

  private Route route(Fields fields, Route parent) {
    String receiver = receiver(fields, parent);
    List<Matcher> matchers = values.matchers(fields, "matchers", "match");
    Route own =
        new Route(
            fields.path(),
            matchers,
            receiver,
            fields.has("group_by") ? values.grouping(fields, "group_by") : parent.groupBy(),
            values.duration(
                fields, "group_wait", parent.groupWait(), Duration.ofMillis(1), LONGEST),
            values.duration(
                fields, "group_interval", parent.groupInterval(), Duration.ofMillis(1), LONGEST),
            repeat(fields, parent),
            values.truth(fields, "continue", false),
            intervals(fields, "mute_time_intervals"),
            intervals(fields, "active_time_intervals"),
            List.of());
    List<Route> children = new ArrayList<>();
    int place = 0;
    for (YamlNode node : fields.itemsOrNone("routes")) {
      place++;
      Fields.of(node, fields.path("routes") + "[" + place + "]", values.problems())
          .ifPresent(child -> children.add(route(child, own)));
    }
    fields.refuseUnknown();
    return new Route(
        own.path(),
        own.matchers(),
        own.receiver(),
        own.groupBy(),
        own.groupWait(),
        own.groupInterval(),
        own.repeatInterval(),
        own.goOn(),
        own.muteTimes(),
        own.activeTimes(),
        children);
  }

  private String receiver(Fields fields, Route parent) {
    String name = fields.textOr("receiver", null, Values.TEXT, "expected the name of a receiver");
    if (name == null) {
      return parent.receiver();
    }
    if (!targets.containsKey(name)) {
      fields.wrong("receiver", "no such receiver" + Fields.meant(name, targets.keySet()));
    }
    return name;
  }

  private Optional<Duration> repeat(Fields fields, Route parent) {
    String name = "repeat_interval";
    if (NEVER.equals(fields.has(name) ? fields.textOr(name, "", Values.TEXT, "") : "")) {
      return Optional.empty();
    }
    return fields.has(name)
        ? Optional.of(
            values.duration(fields, name, Duration.ofDays(1), Duration.ofMillis(1), LONGEST))
        : parent.repeatInterval();
  }

  private List<String> intervals(Fields fields, String name) {
    List<String> names = values.texts(fields, name, Values.TEXT, "expected names of intervals");
    for (String interval : names) {
      if (!intervals.containsKey(interval)) {
        fields.wrong(
            name,
            "no such time interval: " + interval + Fields.meant(interval, intervals.keySet()));
      }
    }
    return names;
  }
}
