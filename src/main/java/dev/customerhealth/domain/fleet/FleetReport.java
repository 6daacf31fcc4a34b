package dev.customerhealth.domain.fleet;

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

  public FleetReport {
    heard = Map.copyOf(heard);
  }
}
