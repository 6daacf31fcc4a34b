package dev.customerhealth.notify.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a routing file says.
 *
 * @param root of the routing tree; matches every alert
 * @param targets channels by the name of their receiver
 * @param inhibitions what silences what
 * @param intervals time intervals by name; one holds when any of its parts does
 * @param people CSMs by id
 * @param zone of people who name none
 * @param quietHours of people who name none; empty for never
 * @param rateLimit empty for none
 * @param historyAfter an alert whose business time lies further before its arrival in Kafka is
 *     history being loaded, and not told
 * @param retry how long is tried
 * @param smtp empty when no receiver has mail
 */
public record Routing(
    Route root,
    Map<String, List<Target>> targets,
    List<Inhibition> inhibitions,
    Map<String, List<TimeInterval>> intervals,
    Map<String, Person> people,
    ZoneId zone,
    Optional<QuietHours> quietHours,
    Optional<RateLimit> rateLimit,
    Duration historyAfter,
    RetryPlan retry,
    Optional<Smtp> smtp) {

  public Routing {
    targets = Map.copyOf(targets);
    inhibitions = List.copyOf(inhibitions);
    intervals = Map.copyOf(intervals);
    people = Map.copyOf(people);
  }

  /** The person behind a CSM's id; somebody with the defaults when the file does not know them. */
  public Person person(String id) {
    Person known = people.get(id);
    return known == null ? new Person(id, id, Optional.empty(), zone, quietHours) : known;
  }

  /** Whether what a channel is told for a CSM is read by that CSM, as far as the file says so. */
  public boolean reaches(Target target, String csm) {
    ChannelSettings settings = target.settings();
    if (settings instanceof ChannelSettings.Email email) {
      return person(csm)
          .email()
          .filter(
              address -> email.toOwner() || email.to().stream().anyMatch(address::equalsIgnoreCase))
          .isPresent();
    }
    return (settings instanceof ChannelSettings.Slack slack && slack.toOwner())
        || (settings instanceof ChannelSettings.Teams teams && teams.toOwner());
  }

  /** All channels, each once. */
  public List<Target> allTargets() {
    return targets.keySet().stream().sorted().flatMap(name -> targets.get(name).stream()).toList();
  }

  /** How long the first alert of a group waits for others at most, by any route. */
  public Duration longestGroupWait() {
    return root.longestGroupWait();
  }

  /** Whether a route tells nothing at a moment. */
  public boolean muted(Route route, Instant moment) {
    boolean inMute = route.muteTimes().stream().anyMatch(name -> holds(name, moment));
    boolean active =
        route.activeTimes().isEmpty()
            || route.activeTimes().stream().anyMatch(name -> holds(name, moment));
    return inMute || !active;
  }

  private boolean holds(String interval, Instant moment) {
    return intervals.getOrDefault(interval, List.of()).stream()
        .anyMatch(part -> part.holds(moment));
  }
}
