package dev.customerhealth.domain.fleet;

import java.time.Duration;
import java.util.Map;

/**
 * What one partition has seen by a tick.
 *
 * @param partition from 0
 * @param atMillis its business time
 * @param heard when each source was last heard, in milliseconds since 1970; a source that never was
 *     is not there
 * @param accounts accounts it knows
 * @param fell how many of them fell of late; while alerts are held back because the fleet fell, how
 *     many have not come up again
 */
public record FleetReport(
    int partition, long atMillis, Map<String, Long> heard, long accounts, long fell) {

  /** How often a partition reports, in business time: at most once within each. */
  public static final Duration EVERY = Duration.ofMinutes(1);

  public FleetReport {
    heard = Map.copyOf(heard);
  }

  /**
   * The number of a time's minute. Reports of one minute are looked at together: the ticks of two
   * partitions need not be the same.
   */
  public static long minute(long atMillis) {
    return Math.floorDiv(atMillis, EVERY.toMillis());
  }

  /** The number of its minute. */
  public long minute() {
    return minute(atMillis);
  }
}
