package dev.customerhealth.notify.delivery;

import dev.customerhealth.notify.routing.Endpoint;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The lanes of a routing: one for every place, whichever channels lead there. Thread safe. */
final class Lanes {

  private final Map<String, Lane> byTarget = new HashMap<>();

  Lanes(Routing routing, Clock clock, Lane.Sleeper sleeper) {
    Map<Endpoint, Duration> pauses = new HashMap<>();
    for (Target target : routing.allTargets()) {
      // Of two that do not agree the more careful is right.
      pauses.merge(
          Endpoint.of(target, routing),
          target.pause(),
          (one, other) -> one.compareTo(other) > 0 ? one : other);
    }
    Map<Endpoint, Lane> lanes = new HashMap<>();
    pauses.forEach((place, pause) -> lanes.put(place, new Lane(pause, clock, sleeper)));
    for (Target target : routing.allTargets()) {
      byTarget.put(target.id(), lanes.get(Endpoint.of(target, routing)));
    }
  }

  /** The lane of a channel of the routing. */
  Lane of(Target target) {
    return byTarget.get(target.id());
  }

  /** The place a channel leads to asked, before this process began, to be left alone until then. */
  void leaveAlone(String targetId, Instant until) {
    Lane lane = byTarget.get(targetId);
    if (lane != null) {
      lane.leaveAlone(until);
    }
  }

  /** How many attempts of one channel may wait for their turn at once. */
  int mostInHand(String targetId) {
    Lane lane = byTarget.get(targetId);
    return lane == null ? 1 : lane.mostInHand();
  }

  /** Whether the place a channel leads to asked to be left alone. */
  boolean leftAlone(String targetId, Instant now) {
    Lane lane = byTarget.get(targetId);
    return lane != null && lane.leftAlone(now);
  }
}
