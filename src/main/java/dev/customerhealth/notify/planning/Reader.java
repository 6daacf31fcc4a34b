package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import java.util.Optional;

/**
 * Whom a limit counts for. A CSM has one over all channels that lead to them; what leads to others
 * (a manager's mail, a team's channel) is counted there, CSM by CSM, and uses up nothing of the
 * CSM's own.
 *
 * @param channel id of a channel that leads to others; empty for the CSM, wherever they are told
 * @param csm the CSM, or whose accounts the channel is told of
 */
public record Reader(Optional<String> channel, String csm) {

  /** The CSM themselves. */
  public static Reader csm(String csm) {
    return new Reader(Optional.empty(), csm);
  }

  /** Who reads what a channel is told for a CSM. */
  static Reader of(Target target, String csm, Routing routing) {
    return new Reader(
        routing.reaches(target, csm) ? Optional.empty() : Optional.of(target.id()), csm);
  }

  /**
   * The same by the routing of today, when this was written down by another: a channel may have
   * become one that leads to the CSM.
   */
  public Reader by(Routing routing) {
    return channel
        .flatMap(id -> routing.allTargets().stream().filter(each -> each.id().equals(id)).findAny())
        .map(target -> of(target, csm, routing))
        .orElse(this);
  }
}
