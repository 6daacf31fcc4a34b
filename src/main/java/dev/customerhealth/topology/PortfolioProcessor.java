package dev.customerhealth.topology;

import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.portfolio.AccountLedger;
import dev.customerhealth.domain.portfolio.Cause;
import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.Portfolio;
import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.SegmentFact;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.publication.PublishedPortfolio;
import dev.customerhealth.state.BookPartial;
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
  private static final int MONTHS_RESTATED = AccountLedger.RESTATED_MONTHS;

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

  PortfolioProcessor(Rates rates, int partitions, PortfolioMetrics metrics) {
    this.portfolio = new Portfolio(rates);
    this.currency = rates.currency();
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
      remember(told.cell(), told.sums().causes(), told.sums().restatements());
    } else if (record.value() instanceof BookPartial.OfSegment told) {
      take(told.fact(), book.take(told));
    } else if (record.value() instanceof BookPartial.UpTo told) {
      book.take(told);
      long now = book.upTo(partitions);
      if (now > asOf) {
        tell(now, record.timestamp());
      }
    }
  }

  /** A margin holds for the month in which it became true, and for those after it. */
  private void take(SegmentFact fact, boolean isNews) {
    long latest = Math.max(asOf, book.upTo(partitions));
    if (!isNews || latest == Long.MIN_VALUE) {
      return;
    }
    int now = Months.of(latest);
    int first = Math.max(Months.of(fact.finance().atMillis()), now - MONTHS_RESTATED + 1);
    for (Slice slice : book.slicesWith(fact.segment())) {
      for (int month = first; month <= now; month++) {
        Cell cell = new Cell(Period.book(month), slice);
        changed.add(cell);
        remember(cell, List.of(fact.cause()), 1);
      }
    }
  }

  /** What restates figures that were told as closed is told with them. */
  private void remember(Cell changedCell, List<Cause> because, long restatements) {
    long latest = Math.max(asOf, book.upTo(partitions));
    if (restatements == 0 || latest == Long.MIN_VALUE) {
      return;
    }
    for (Cell cell : AffectedFigures.of(changedCell, Months.of(latest))) {
      ToldFigures before = told(cell);
      if (before.closed()) {
        List<Cause> causes = new ArrayList<>(before.causes());
        for (Cause cause : because) {
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
                before.changes() + restatements));
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
