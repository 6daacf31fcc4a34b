package dev.customerhealth.notify.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
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
 * @param zone of people who name none, and of channels that lead to nobody among them
 * @param quietHours of people who name none, and of channels that lead to nobody among them; empty
 *     for never
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

  /**
   * Who is left alone when a channel tells nothing: the CSM it leads to; whose address a mail goes
   * to, when it goes to one person of the file; else somebody of whom the file names nothing, for a
   * room and a list keep the hours of the house and not those of whose account it is.
   */
  public Person readerOf(Target target, String csm) {
    if (reaches(target, csm)) {
      return person(csm);
    }
    return onlyAddress(target)
        .flatMap(
            address ->
                people.values().stream()
                    .filter(person -> person.email().filter(address::equalsIgnoreCase).isPresent())
                    .findAny())
        .orElseGet(() -> new Person("", "", Optional.empty(), zone, quietHours));
  }

  /** Where the mail of a channel goes that does not reach the CSM; empty when to several. */
  private static Optional<String> onlyAddress(Target target) {
    if (!(target.settings() instanceof ChannelSettings.Email email)) {
      return Optional.empty();
    }
    List<String> addresses = new ArrayList<>(email.to());
    if (email.toOwner()) {
      email.otherwise().ifPresent(addresses::add);
    }
    return addresses.size() == 1 ? Optional.of(addresses.get(0)) : Optional.empty();
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
