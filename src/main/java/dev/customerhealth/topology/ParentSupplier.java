package dev.customerhealth.topology;

import dev.customerhealth.avro.ChildStanding;
import dev.customerhealth.avro.ParentHealthScore;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the step that rolls up parents, one per task, and owns its stores. */
final class ParentSupplier
    implements ProcessorSupplier<String, ChildStanding, String, ParentHealthScore> {

  @Override
  public Processor<String, ChildStanding, String, ParentHealthScore> get() {
    return new ParentProcessor();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return StateStores.parentBuilders();
  }
}
