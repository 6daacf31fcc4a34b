package dev.customerhealth.topology;

import dev.customerhealth.avro.FleetReport;
import dev.customerhealth.domain.fleet.Fleet;
import dev.customerhealth.domain.fleet.FleetRules;
import dev.customerhealth.domain.fleet.FleetVerdict;
import dev.customerhealth.publication.PublishedFleet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Looks at the whole fleet: takes the reports of all partitions, tells operators what is wrong and
 * every partition whether to hold its alerts back.
 */
final class FleetProcessor
    extends ContextualProcessor<String, FleetReport, String, SpecificRecord> {

  private final FleetRules rules;
  private final int partitions;
  private final ScoringMetrics metrics;
  private FleetMemory memory;

  FleetProcessor(FleetRules rules, int partitions, ScoringMetrics metrics) {
    this.rules = rules;
    this.partitions = partitions;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    super.init(context);
    memory = new FleetMemory(context.getStateStore(StateStores.FLEET));
  }

  @Override
  public void process(Record<String, FleetReport> record) {
    Fleet.Step step =
        memory.fleet().after(PublishedFleet.report(record.value()), rules, partitions);
    memory.keep(step.after());
    for (FleetVerdict verdict : step.verdicts()) {
      context().forward(new Record<>(null, PublishedFleet.hold(verdict), record.timestamp()));
      if (verdict.toldToOperators()) {
        SpecificRecord alert = PublishedFleet.alert(verdict);
        context().forward(new Record<>(PublishedFleet.subject(verdict), alert, record.timestamp()));
        metrics.fleetAlertTold(verdict);
      }
    }
  }
}
