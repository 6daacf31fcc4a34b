package dev.customerhealth.development.demo;

import dev.customerhealth.avro.HealthAlert;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What there is to see at one moment.
 *
 * @param businessTime the latest tick; null before the first
 * @param accountsByBand number of scored accounts by band id
 * @param unscored accounts with too little data for a score
 * @param overridden accounts for which a person set a score or band for a while
 * @param falls accounts that fell most in the last 7 days, the deepest fall first
 * @param alerts the latest steps of alerts, in order
 * @param alertSteps steps of alerts so far, of every kind
 * @param openAlerts alerts that are raised and not resolved
 * @param raised steps so far
 * @param resolved steps so far
 * @param changes score changes so far
 * @param unreadable how many records were passed over because they cannot be read, by topic
 */
record DemoSnapshot(
    Instant businessTime,
    Map<String, Integer> accountsByBand,
    int unscored,
    int overridden,
    List<Fall> falls,
    List<HealthAlert> alerts,
    long alertSteps,
    int openAlerts,
    long raised,
    long resolved,
    long changes,
    Map<String, Long> unreadable) {

  /** Accounts with a score. */
  int scored() {
    return accountsByBand.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether there is something of everything to see: bands, falls with reasons, alerts. */
  boolean complete() {
    return scored() > 0 && !falls.isEmpty() && alertSteps > 0;
  }

  /** Records that cannot be read, of all topics. */
  long passedOver() {
    return unreadable.values().stream().mapToLong(Long::longValue).sum();
  }
}
