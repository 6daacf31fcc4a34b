package dev.customerhealth.notify.planning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is due at a moment.
 *
 * @param due notifications to send now
 * @param rates how much every reader concerned has been told after that
 * @param held what would be told if nothing held it back
 * @param heldUntil when that can be told, if it is still true then; mute times say nothing of it
 * @param nextLook when something may become due without anything new; empty for never
 */
public record Plan(
    List<Planned> due,
    Map<Reader, RateUse> rates,
    Set<Hold> held,
    Map<Hold, Instant> heldUntil,
    Optional<Instant> nextLook) {

  /**
   * A notification and what it means for the memory.
   *
   * @param group key of the group, for the marks
   * @param before what was told of its alerts at this address until now, by their ids; what was
   *     never told there is not in it
   */
  public record Planned(Notification notification, String group, Map<String, Mark> before) {
    public Planned {
      before = Map.copyOf(before);
    }
  }

  public Plan {
    due = List.copyOf(due);
    rates = Map.copyOf(rates);
    held = Set.copyOf(held);
    heldUntil = Map.copyOf(heldUntil);
  }
}
