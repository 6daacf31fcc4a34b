package dev.customerhealth.topology;

import dev.customerhealth.avro.FleetReport;
import dev.customerhealth.domain.fleet.FleetRules;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the one step that looks at the whole fleet, and owns its store. */
final class FleetSupplier
    implements ProcessorSupplier<String, FleetReport, String, SpecificRecord> {

  private final FleetRules rules;
  private final int partitions;
  private final ScoringMetrics metrics;

  FleetSupplier(FleetRules rules, int partitions, ScoringMetrics metrics) {
    this.rules = rules;
    this.partitions = partitions;
    this.metrics = metrics;
  }

  @Override
  public Processor<String, FleetReport, String, SpecificRecord> get() {
    return new FleetProcessor(rules, partitions, metrics);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return StateStores.fleetBuilders();
  }
}
