package dev.customerhealth.topology;

import dev.customerhealth.avro.ChildStanding;
import dev.customerhealth.avro.ParentHealthScore;
import dev.customerhealth.domain.portfolio.Rates;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the step that rolls up parents, one per task, and owns its stores. */
final class ParentSupplier
    implements ProcessorSupplier<String, ChildStanding, String, ParentHealthScore> {

  private final Rates rates;

  /**
   * @param rates by which revenues of several currencies are weighed
   */
  ParentSupplier(Rates rates) {
    this.rates = rates;
  }

  @Override
  public Processor<String, ChildStanding, String, ParentHealthScore> get() {
    return new ParentProcessor(rates);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return StateStores.parentBuilders();
  }
}
