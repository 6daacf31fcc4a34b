package dev.customerhealth.topology;

import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.state.BookPartial;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the step that merges the book, and owns its stores. */
final class PortfolioSupplier
    implements ProcessorSupplier<String, BookPartial, String, PortfolioHealth> {

  private final Rates rates;
  private final int partitions;
  private final PortfolioMetrics metrics;

  /**
   * @param partitions of the accounts, each of which tells its part
   */
  PortfolioSupplier(Rates rates, int partitions, PortfolioMetrics metrics) {
    this.rates = rates;
    this.partitions = partitions;
    this.metrics = metrics;
  }

  @Override
  public Processor<String, BookPartial, String, PortfolioHealth> get() {
    return new PortfolioProcessor(rates, partitions, metrics);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return StateStores.portfolioBuilders();
  }
}
