package dev.customerhealth.topology;

import dev.customerhealth.domain.fleet.Fleet;
import dev.customerhealth.domain.fleet.FleetReport;
import dev.customerhealth.domain.fleet.Reports;
import dev.customerhealth.state.FleetCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is known of the fleet, with its store: the faults under one key, each report under its own,
 * so that a report costs one small write however many wait. Not thread safe; one per task.
 */
final class FleetMemory {

  private static final String FAULTS = "fleet";
  private static final String REPORT = "report/";
  private static final String BEHIND_REPORTS = "report0";

  private final KeyValueStore<String, byte[]> store;
  private final FleetCodec codec = new FleetCodec();
  private Fleet fleet;

  /** As it was when the task stopped, also when an older version wrote it. */
  FleetMemory(KeyValueStore<String, byte[]> store) {
    this.store = store;
    Fleet known = codec.decode(store.get(FAULTS));
    Map<Integer, List<FleetReport>> reports = new HashMap<>();
    try (KeyValueIterator<String, byte[]> kept = store.range(REPORT, BEHIND_REPORTS)) {
      while (kept.hasNext()) {
        FleetReport report = codec.decodeReport(kept.next().value);
        reports.computeIfAbsent(report.partition(), partition -> new ArrayList<>()).add(report);
      }
    }
    fleet = new Fleet(new Reports(reports), known.faults());
    if (!known.reports().kept().isEmpty()) {
      keep(known);
      store.put(FAULTS, codec.encode(known.faults()));
    }
  }

  /** Reports of a partition lie in the order of their times. */
  private static String key(FleetReport report) {
    return String.format(Locale.ROOT, "%s%06d/%015d", REPORT, report.partition(), report.minute());
  }

  /** What is known. */
  Fleet fleet() {
    return fleet;
  }

  /** This is known from now on; what changed is stored. */
  void keep(Fleet known) {
    known
        .reports()
        .without(fleet.reports())
        .forEach(report -> store.put(key(report), codec.encode(report)));
    fleet.reports().without(known.reports()).forEach(report -> store.delete(key(report)));
    if (!known.faults().equals(fleet.faults())) {
      store.put(FAULTS, codec.encode(known.faults()));
    }
    fleet = known;
  }
}
