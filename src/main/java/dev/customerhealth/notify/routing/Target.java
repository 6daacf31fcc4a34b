package dev.customerhealth.notify.routing;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/**
 * One channel of a receiver.
 *
 * @param id receiver, kind and place, for instance {@code managers/slack/1}; the same as long as
 *     the routing file names them the same
 * @param receiver name of the receiver
 * @param kind what it is
 * @param sendResolved whether it is told that an alert is over
 * @param digestAt local time of the CSM at which everything since the last goes out at once; empty
 *     for at once
 * @param settings what the channel needs
 * @param pause the least time between two messages to where it leads; channels that lead to one
 *     place share it
 */
public record Target(
    String id,
    String receiver,
    ChannelKind kind,
    boolean sendResolved,
    Optional<LocalTime> digestAt,
    ChannelSettings settings,
    Duration pause) {

  /** A channel with the pause of its kind. */
  public Target(
      String id,
      String receiver,
      ChannelKind kind,
      boolean sendResolved,
      Optional<LocalTime> digestAt,
      ChannelSettings settings) {
    this(id, receiver, kind, sendResolved, digestAt, settings, kind.pause());
  }
}
