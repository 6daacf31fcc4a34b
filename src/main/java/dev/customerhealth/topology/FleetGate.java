package dev.customerhealth.topology;

import dev.customerhealth.domain.fleet.FleetVerdict;
import dev.customerhealth.intake.HoldTold;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Whether the alerts of a partition are held back: because the step that looks at the whole fleet
 * said so, or until it can have said so. Not thread safe; one per task.
 */
final class FleetGate {

  /** Of an installation that does not watch the fleet: never holds anything back. */
  static final FleetGate OPEN = new FleetGate();

  private static final String HOLD = "hold/";
  private static final String BEHIND_HOLDS = "hold0";

  private final KeyValueStore<String, Long> store;
  private final FleetEar ear;
  private final Set<String> causes = new TreeSet<>();
  private String words;

  private FleetGate() {
    this.store = null;
    this.ear = null;
  }

  /**
   * The gate of a task, as it was when it stopped.
   *
   * @param ear hears that alerts are held back, and knows what may be a silence
   */
  FleetGate(KeyValueStore<String, Long> store, FleetEar ear) {
    this.store = store;
    this.ear = ear;
    try (KeyValueIterator<String, Long> known = store.range(HOLD, BEHIND_HOLDS)) {
      while (known.hasNext()) {
        var entry = known.next();
        if (holds(entry.value)) {
          causes.add(entry.key.substring(HOLD.length()));
        }
      }
    }
    words = inWords();
  }

  private static boolean holds(long kept) {
    return (kept & 1) == 0;
  }

  /**
   * Takes a verdict. It may come twice, from a replay or from a step that was done again, but never
   * undoes a later one.
   *
   * @return whether it was news
   */
  boolean take(HoldTold told) {
    Long known = store.get(HOLD + told.cause());
    if (known != null && told.order() <= known) {
      return false;
    }
    store.put(HOLD + told.cause(), told.order());
    if (told.held()) {
      causes.add(told.cause());
    } else {
      causes.remove(told.cause());
    }
    words = inWords();
    if (told.cause().equals(FleetVerdict.MOVED)) {
      ear.moveHeld(told.held());
    }
    return true;
  }

  private String inWords() {
    return causes.isEmpty() ? null : String.join(", ", causes);
  }

  /**
   * What holds alerts back, in a few words; null when nothing does. Asked for every event: nothing
   * is made here.
   */
  String heldBy() {
    if (words != null) {
      return words;
    }
    return ear == null ? null : ear.suspicion();
  }
}
