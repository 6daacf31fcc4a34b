package dev.customerhealth.bench.book;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.portfolio.AccountLedger;
import dev.customerhealth.domain.portfolio.BookKeeping;
import dev.customerhealth.domain.portfolio.BookNews;
import dev.customerhealth.domain.portfolio.Cause;
import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.portfolio.Standing;
import dev.customerhealth.domain.portfolio.Tally;
import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.state.AccountLedgerCodec;
import dev.customerhealth.state.BookPartial;
import dev.customerhealth.state.CellSums;
import dev.customerhealth.state.WrittenLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The partition's step of the book with maps for stores: ledgers stay decoded, what changed is
 * encoded once a commit, sums that changed are told at every tick.
 */
final class BookInMemory implements BookKeeping.Ledgers, BookKeeping.Cells {
  private final BookKeeping keeping = new BookKeeping(Rates.only("USD"), this, this);
  private final AccountLedgerCodec codec = new AccountLedgerCodec();
  private final Map<String, AccountLedger> ledgers = new LinkedHashMap<>();
  private final Map<String, WrittenLedger> written = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private final Map<Cell, Sums> cells = new HashMap<>();
  private final List<Sums> untold = new ArrayList<>();
  private int month = Months.NONE;
  private long bytes;

  /** What became of an account by a signal. */
  void take(AccountState before, AccountState after, Signal signal) {
    Standing standing = Standing.news(before, after);
    AccountSignal fact =
        signal instanceof SubscriptionSignal told && !told.kind().isAboutInvoice()
            ? told
            : signal instanceof SurveySignal answer ? answer : null;
    if (standing != null || fact != null) {
      keeping.take(
          new BookNews.OfAccount(after.accountId(), standing, fact, after.asOfMillis()), month);
    }
  }

  /** Time passes: a new month counts everybody, and what changed is told. */
  void tick(Instant time) {
    int now = Months.of(time.toEpochMilli());
    if (now != month) {
      month = now;
      List.copyOf(ledgers.keySet()).forEach(account -> keeping.turn(account, now));
    }
    for (Sums kept : untold) {
      kept.untold = false;
      CellSums sums = new CellSums(false, kept.tally, List.of(), 0);
      bytes += new BookPartial.Sums(0, kept.cell, sums).encode().length;
    }
    untold.clear();
  }

  /** Encodes what changed. */
  void commit() {
    for (String account : changed) {
      WrittenLedger now = codec.write(ledgers.get(account), written.get(account));
      written.put(account, now);
      bytes += now.bytes().length;
    }
    changed.clear();
  }

  /** What was written; so that nothing can be left out as unused. */
  long bytes() {
    return bytes;
  }

  @Override
  public AccountLedger load(String accountId) {
    AccountLedger known = ledgers.get(accountId);
    return known == null ? AccountLedger.unknown(accountId) : known;
  }

  @Override
  public void save(AccountLedger ledger) {
    ledgers.put(ledger.accountId(), ledger);
    changed.add(ledger.accountId());
  }

  @Override
  public BookKeeping.Place place(Cell cell) {
    return cells.computeIfAbsent(cell, Sums::new);
  }

  @Override
  public int epoch() {
    return 0;
  }

  /** As the store of the service keeps them. */
  private final class Sums implements BookKeeping.Place {
    private final Cell cell;
    private final Tally tally = new Tally();
    private boolean untold;

    Sums(Cell cell) {
      this.cell = cell;
    }

    @Override
    public void add(Tally delta, Cause cause) {
      tally.plus(delta);
      if (!untold) {
        untold = true;
        BookInMemory.this.untold.add(this);
      }
    }
  }
}
