package dev.customerhealth.topology;

import dev.customerhealth.domain.portfolio.BookNews;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.state.BookPartial;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the step that keeps a partition's part of the book, one per task, and owns its stores. */
final class BookSupplier implements ProcessorSupplier<String, BookNews, String, BookPartial> {

  private final Rates rates;
  private final int accountsPerTick;
  private final PortfolioMetrics metrics;

  BookSupplier(Rates rates, int accountsPerTick, PortfolioMetrics metrics) {
    this.rates = rates;
    this.accountsPerTick = accountsPerTick;
    this.metrics = metrics;
  }

  @Override
  public Processor<String, BookNews, String, BookPartial> get() {
    return new BookProcessor(rates, accountsPerTick, metrics);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return StateStores.bookBuilders();
  }
}
