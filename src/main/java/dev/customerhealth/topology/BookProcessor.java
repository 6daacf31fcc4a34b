package dev.customerhealth.topology;

import dev.customerhealth.domain.portfolio.AccountLedger;
import dev.customerhealth.domain.portfolio.BookKeeping;
import dev.customerhealth.domain.portfolio.BookNews;
import dev.customerhealth.domain.portfolio.Cause;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.SegmentFact;
import dev.customerhealth.state.BookPartial;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps a partition's part of the book, and tells with the ticks what changed in it: never with an
 * event, so that a busy account costs the step that merges nothing.
 *
 * <p>While a history is loaded, which its ticks say, only months that end are told: nobody looks at
 * what the book was at noon of a day two years ago.
 */
final class BookProcessor extends ContextualProcessor<String, BookNews, String, BookPartial> {

  /** The one key of what is told: the book is merged in one place. */
  static final String BOOK = "book";

  /** How often changes are told, in milliseconds of business time. */
  private static final long TELL_EVERY_MILLIS = 30_000;

  /** Kinds of causes for which all that can be restated is counted anew. */
  private static final String OTHER_RATES = "RATES";

  private static final String UPGRADE = "UPGRADE";

  private static final int LEDGERS_IN_MEMORY = 1_000;
  private static final int CELLS_IN_MEMORY = 10_000;
  private static final int MOST_AT_RISK = 25;

  private final Rates rates;
  private final int accountsPerTick;
  private final PortfolioMetrics metrics;

  private LedgerStore ledgers;
  private CellStore cells;
  private BookProgress progress;
  private BookKeeping book;
  private TreeSet<RiskyAccount> atRisk;

  /**
   * @param accountsPerTick accounts counted in a new month, or by other rates, at most per tick
   * @param metrics who is told of what could not be counted
   */
  BookProcessor(Rates rates, int accountsPerTick, PortfolioMetrics metrics) {
    this.rates = rates;
    this.accountsPerTick = accountsPerTick;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, BookPartial> context) {
    super.init(context);
    ledgers = new LedgerStore(context.getStateStore(StateStores.BOOK_ACCOUNTS), LEDGERS_IN_MEMORY);
    cells = new CellStore(context.getStateStore(StateStores.BOOK_CELLS), CELLS_IN_MEMORY);
    progress = new BookProgress(context.getStateStore(StateStores.BOOK_PROGRESS));
    book = new BookKeeping(rates, new WatchedLedgers(), cells);
    atRisk = new TreeSet<>(RiskyAccount.MOST_FIRST);
    ledgers.forEach(
        ledger -> {
          RiskyAccount risky = book.risky(ledger);
          if (risky != null) {
            atRisk.add(risky);
          }
        });
    context.<CommitHook>getStateStore(StateStores.BOOK_COMMIT_HOOK).tell(this::write);
  }

  private void write() {
    ledgers.write();
    cells.write();
  }

  @Override
  public void process(Record<String, BookNews> record) {
    if (record.value() instanceof BookNews.OfAccount news) {
      take(news, record.timestamp());
    } else if (record.value() instanceof BookNews.OfTime news) {
      take(news, record.timestamp());
    }
  }

  private void take(BookNews.OfAccount news, long timestamp) {
    if (BookKeeping.isBeyondRestatement(news, progress.month())) {
      metrics.factBeyondRestatement();
    }
    if (progress.awaitsRecount(news.accountId())) {
      book.remember(news);
    } else {
      book.take(news, progress.month());
    }
    SegmentFact told = SegmentFact.of(news.fact());
    if (told != null) {
      forward(new BookPartial.OfSegment(partition(), told), timestamp);
    }
  }

  private void take(BookNews.OfTime news, long timestamp) {
    long now = news.time().toEpochMilli();
    int month = Months.of(now);
    if (progress.month() == Months.NONE || month > progress.month()) {
      // What is counted anew of the month that ended can be counted in no other.
      while (progress.recountedTo() != null) {
        recount();
      }
      progress.begin(month);
    }
    if (progress.turnedTo() != null) {
      turn();
    }
    if (progress.turnedTo() == null && progress.isCountedOtherwise(rates.fingerprint())) {
      cells.empty(period -> BookKeeping.isRestated(period, progress.month()));
      boolean otherRates =
          !rates.isSetAlike(progress.countedBy())
              || (progress.recountedTo() != null && progress.recountKind().equals(OTHER_RATES));
      progress.beginRecount(now, otherRates ? OTHER_RATES : UPGRADE);
      progress.countedBy(rates.fingerprint());
    }
    progress.countedFirstBy(rates.fingerprint());
    if (progress.recountedTo() != null) {
      recount();
    }
    boolean complete = progress.turnedTo() == null && progress.recountedTo() == null;
    if (complete && isTimeToTell(now, news.longAgo())) {
      tell(now, timestamp);
    }
  }

  private boolean isTimeToTell(long now, boolean longAgo) {
    return progress.toldAt() == Long.MIN_VALUE
        || progress.toldMonth() < progress.month()
        || (!longAgo && now - progress.toldAt() >= TELL_EVERY_MILLIS);
  }

  /** Counts accounts in the month that began, at most a budget of them. */
  private void turn() {
    List<String> ids = ledgers.idsAfter(progress.turnedTo(), accountsPerTick);
    for (String id : ids) {
      book.turn(id, progress.month());
    }
    if (ids.size() == accountsPerTick) {
      progress.turnedTo(ids.get(ids.size() - 1));
      return;
    }
    progress.turnedTo(null);
    int month = progress.month();
    cells.forget(period -> period.lastMonth() < month && !BookKeeping.isKept(period, month));
  }

  /**
   * Other rates hold than those the sums were made with, or accounts count otherwise: all that can
   * be restated is made anew, at most a budget of accounts at a time, and nothing is told before
   * all are.
   */
  private void recount() {
    Cause cause = new Cause("", null, progress.recountKind(), progress.recountBegan());
    List<String> ids = ledgers.idsAfter(progress.recountedTo(), accountsPerTick);
    for (String id : ids) {
      book.recount(id, progress.month(), cause);
    }
    progress.recountedTo(ids.size() == accountsPerTick ? ids.get(ids.size() - 1) : null);
  }

  private void tell(long now, long timestamp) {
    cells.tell((cell, sums) -> forward(new BookPartial.Sums(partition(), cell, sums), timestamp));
    List<RiskyAccount> most = new ArrayList<>();
    for (RiskyAccount account : atRisk) {
      if (most.size() < MOST_AT_RISK) {
        most.add(account);
      }
    }
    forward(new BookPartial.UpTo(partition(), now, most), timestamp);
    progress.told(now);
  }

  private int partition() {
    return context().taskId().partition();
  }

  private void forward(BookPartial told, long timestamp) {
    context().forward(new Record<>(BOOK, told, timestamp));
  }

  /** Keeps the accounts at risk in order while ledgers change, and tells what they give up. */
  private final class WatchedLedgers implements BookKeeping.Ledgers {

    @Override
    public AccountLedger load(String accountId) {
      return ledgers.load(accountId);
    }

    @Override
    public void save(AccountLedger ledger) {
      AccountLedger known = ledgers.load(ledger.accountId());
      if (ledger.forgotten() > known.forgotten()) {
        metrics.factsForgotten(ledger.forgotten() - known.forgotten());
      }
      RiskyAccount before = book.risky(known);
      RiskyAccount now = book.risky(ledger);
      if (before != null && !before.equals(now)) {
        atRisk.remove(before);
      }
      if (now != null && !now.equals(before)) {
        atRisk.add(now);
      }
      ledgers.save(ledger);
    }
  }
}
