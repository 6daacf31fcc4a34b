package dev.customerhealth.topology;

import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.portfolio.Cause;
import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.Portfolio;
import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.publication.PublishedPortfolio;
import dev.customerhealth.state.BookPartial;
import dev.customerhealth.state.CellSums;
import dev.customerhealth.state.ToldFigures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Merges what the partitions told of the book, and tells the figures that changed whenever all of
 * them have told everything up to a later time: a figure never holds one partition's today and
 * another one's yesterday without saying the earlier of the two.
 */
final class PortfolioProcessor
    extends ContextualProcessor<String, BookPartial, String, PortfolioHealth> {

  private static final int MOST_AT_RISK = 25;
  private static final int MOST_CAUSES = 10;

  private final Portfolio portfolio;
  private final String currency;
  private final int partitions;
  private final PortfolioMetrics metrics;

  private MergedBook book;
  private KeyValueStore<String, byte[]> toldStore;

  /** Changed since it was told; after a start everything that is not known to be told. */
  private final Set<Cell> changed = new HashSet<>();

  private boolean starting;
  private long asOf;

  PortfolioProcessor(String currency, int partitions, PortfolioMetrics metrics) {
    this.portfolio = new Portfolio(currency);
    this.currency = currency;
    this.partitions = partitions;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, PortfolioHealth> context) {
    super.init(context);
    book = new MergedBook(context.getStateStore(StateStores.PORTFOLIO_CELLS));
    toldStore = context.getStateStore(StateStores.PORTFOLIO_TOLD);
    changed.clear();
    starting = true;
    asOf = Long.MIN_VALUE;
  }

  @Override
  public void close() {
    metrics.gone();
  }

  @Override
  public void process(Record<String, BookPartial> record) {
    if (record.value() instanceof BookPartial.Sums told) {
      book.take(told);
      changed.add(told.cell());
      remember(told);
    } else if (record.value() instanceof BookPartial.OfSegment told) {
      book.take(told);
    } else if (record.value() instanceof BookPartial.UpTo told) {
      book.take(told);
      long now = book.upTo(partitions);
      if (now > asOf) {
        tell(now, record.timestamp());
      }
    }
  }

  /** What restates figures that were told as closed is told with them. */
  private void remember(BookPartial.Sums told) {
    CellSums sums = told.sums();
    long latest = Math.max(asOf, book.upTo(partitions));
    if (sums.restatements() == 0 || latest == Long.MIN_VALUE) {
      return;
    }
    for (Cell cell : AffectedFigures.of(told.cell(), Months.of(latest))) {
      ToldFigures before = told(cell);
      if (before.closed()) {
        List<Cause> causes = new ArrayList<>(before.causes());
        for (Cause cause : sums.causes()) {
          if (causes.size() < MOST_CAUSES && !causes.contains(cause)) {
            causes.add(cause);
          }
        }
        keep(
            cell,
            new ToldFigures(
                before.revision(),
                true,
                before.restatements(),
                before.digest(),
                causes,
                before.changes() + sums.restatements()));
      }
    }
  }

  private void tell(long now, long timestamp) {
    int month = Months.of(now);
    Set<Cell> affected = new TreeSet<>();
    for (Cell cell : starting ? book.cells() : changed) {
      affected.addAll(AffectedFigures.of(cell, month));
    }
    if (starting) {
      affected.removeIf(this::isSettled);
    } else if (Days.of(now) > Days.of(asOf)) {
      // A day makes renewals nearer; the end of a month closes what was open.
      book.slices().forEach(slice -> affected.addAll(AffectedFigures.openIn(slice, asOf)));
      book.slices().forEach(slice -> affected.addAll(AffectedFigures.openIn(slice, now)));
    }
    if (!starting && month > Months.of(asOf)) {
      for (int closed = Months.of(asOf); closed < month; closed++) {
        long then = Months.startMillis(closed);
        book.slices().forEach(slice -> affected.addAll(AffectedFigures.openIn(slice, then)));
      }
      book.forget(month);
    }
    List<RiskyAccount> atRisk = book.atRisk(MOST_AT_RISK);
    for (Cell cell : affected) {
      tell(cell, now, atRisk, timestamp);
    }
    metrics.atRisk(currency, atRisk);
    changed.clear();
    starting = false;
    asOf = now;
  }

  private void tell(Cell cell, long now, List<RiskyAccount> atRisk, long timestamp) {
    PortfolioFigures figures = portfolio.figures(book, cell, now);
    ToldFigures before = told(cell);
    if (before.revision() == 0 && figures.isEmpty()) {
      return;
    }
    metrics.told(figures);
    if (before.revision() > 0 && before.digest() == figures.digest()) {
      forgetCauses(cell, before);
      return;
    }
    boolean restates = before.closed();
    List<Cause> causes = restates ? causes(before, now) : List.of();
    ToldFigures after =
        new ToldFigures(
            before.revision() + 1,
            figures.closed(),
            before.restatements() + (restates ? 1 : 0),
            figures.digest(),
            List.of(),
            0);
    keep(cell, after);
    context()
        .forward(
            new Record<>(
                cell.id(),
                PublishedPortfolio.of(
                    figures,
                    after.revision(),
                    after.restatements(),
                    causes,
                    before.changes(),
                    atRisk),
                timestamp));
  }

  /** What came to nothing must not be named when something else changes later. */
  private void forgetCauses(Cell cell, ToldFigures told) {
    if (!told.causes().isEmpty()) {
      keep(
          cell,
          new ToldFigures(
              told.revision(), told.closed(), told.restatements(), told.digest(), List.of(), 0));
    }
  }

  /** What was restated by nothing that an account did follows from other figures. */
  private static List<Cause> causes(ToldFigures before, long now) {
    return before.causes().isEmpty()
        ? List.of(new Cause("", null, "RECOMPUTED", now))
        : before.causes();
  }

  private boolean isSettled(Cell cell) {
    ToldFigures told = told(cell);
    return told.closed() && told.causes().isEmpty();
  }

  private ToldFigures told(Cell cell) {
    return ToldFigures.decode(toldStore.get(cell.id()));
  }

  private void keep(Cell cell, ToldFigures told) {
    toldStore.put(cell.id(), told.encode());
  }
}
