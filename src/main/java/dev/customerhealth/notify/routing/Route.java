package dev.customerhealth.notify.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node of the routing tree, with everything it inherits already in it.
 *
 * @param path its place in the file, for instance {@code route.routes[2]}; tells routes apart
 * @param matchers all must be met; empty for all alerts
 * @param receiver name of who is told
 * @param groupBy labels whose equal values go out together; the CSM is always one of them
 * @param groupWait how long the first of a group waits for others
 * @param groupInterval least time between two notifications of a group
 * @param repeatInterval after which an open alert nobody took on is told again; empty for never
 * @param goOn whether later siblings are asked too
 * @param muteTimes names of time intervals in which nothing is told
 * @param activeTimes names of time intervals outside of which nothing is told; empty for always
 * @param routes children, asked in their order
 */
public record Route(
    String path,
    List<Matcher> matchers,
    String receiver,
    List<String> groupBy,
    Duration groupWait,
    Duration groupInterval,
    Optional<Duration> repeatInterval,
    boolean goOn,
    List<String> muteTimes,
    List<String> activeTimes,
    List<Route> routes) {

  public Route {
    matchers = List.copyOf(matchers);
    groupBy = List.copyOf(groupBy);
    muteTimes = List.copyOf(muteTimes);
    activeTimes = List.copyOf(activeTimes);
    routes = List.copyOf(routes);
  }

  /** How long the first alert of a group waits for others at most, by this route or one below. */
  Duration longestGroupWait() {
    return Stream.concat(Stream.of(groupWait), routes.stream().map(Route::longestGroupWait))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * The routes an alert takes from here, as Alertmanager walks them: the deepest that match; a
   * sibling after a match is asked only when the match says {@code continue}; a node none of whose
   * children match takes the alert itself. Empty when this node does not match.
   */
  public List<Route> taken(Map<String, String> labels) {
    if (!matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
      return List.of();
    }
    List<Route> taken = new ArrayList<>();
    for (Route child : routes) {
      List<Route> below = child.taken(labels);
      taken.addAll(below);
      if (!below.isEmpty() && !child.goOn) {
        break;
      }
    }
    return taken.isEmpty() ? List.of(this) : taken;
  }
}
