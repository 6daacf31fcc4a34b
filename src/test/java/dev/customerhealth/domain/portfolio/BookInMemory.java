package dev.customerhealth.domain.portfolio;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The book of several partitions in memory: each keeps its accounts, all are read as one. */
public final class BookInMemory implements Totals {
  private final Rates rates;
  private final List<Part> parts;
  private final Set<String> segments = new TreeSet<>();
  private final SegmentFinances finances = new SegmentFinances();
  final Map<Cell, Set<Cause>> causes = new TreeMap<>();
  private int month = Months.NONE;

  /** An empty one. */
  public BookInMemory(Rates rates, int partitions) {
    this.rates = rates;
    this.parts = IntStream.range(0, partitions).mapToObj(i -> new Part()).toList();
  }

  /** In dollars, in one partition. */
  public BookInMemory() {
    this(Rates.only("USD"), 1);
  }

  /** One partition. */
  private final class Part implements BookKeeping.Ledgers, BookKeeping.Cells {
    final Map<String, AccountLedger> ledgers = new TreeMap<>();
    final Map<Cell, Tally> cells = new HashMap<>();
    final BookKeeping keeping = new BookKeeping(rates, this, this);

    @Override
    public AccountLedger load(String accountId) {
      return ledgers.getOrDefault(accountId, AccountLedger.unknown(accountId));
    }

    @Override
    public void save(AccountLedger ledger) {
      ledgers.put(ledger.accountId(), ledger);
    }

    @Override
    public BookKeeping.Place place(Cell cell) {
      Tally sums = cells.computeIfAbsent(cell, none -> new Tally());
      if (cell.slice().segment() != null) {
        segments.add(cell.slice().segment());
      }
      return (delta, cause) -> {
        sums.plus(delta);
        if (cause != null) {
          causes.computeIfAbsent(cell, none -> new HashSet<>()).add(cause);
        }
      };
    }

    @Override
    public int epoch() {
      return 0;
    }
  }

  private Part part(String accountId) {
    return parts.get(Math.floorMod(accountId.hashCode(), parts.size()));
  }

  /** Takes news of an account. */
  public BookInMemory tell(BookNews.OfAccount news) {
    SegmentFact fact = SegmentFact.of(news.fact());
    if (fact != null) {
      finances.take(fact);
    }
    part(news.accountId()).keeping.take(news, month);
    return this;
  }

  /** A new month begins; accounts are counted in it. */
  public BookInMemory begin(int newMonth) {
    month = newMonth;
    for (Part part : parts) {
      for (String id : List.copyOf(part.ledgers.keySet())) {
        part.keeping.turn(id, newMonth);
      }
    }
    return this;
  }

  /** The month it is in. */
  public int month() {
    return month;
  }

  Iterable<AccountLedger> ledgers() {
    return parts.stream().flatMap(part -> part.ledgers.values().stream()).toList();
  }

  /** Every cell that is not empty, all partitions together. */
  public Map<Cell, Tally> sums() {
    Map<Cell, Tally> sums = new TreeMap<>();
    for (Part part : parts) {
      part.cells.forEach(
          (cell, tally) -> sums.computeIfAbsent(cell, none -> new Tally()).plus(tally));
    }
    sums.values().removeIf(Tally::isEmpty);
    return sums;
  }

  @Override
  public Tally of(Cell cell) {
    Tally sum = new Tally();
    for (Part part : parts) {
      sum.plus(part.cells.getOrDefault(cell, new Tally()));
    }
    return sum;
  }

  @Override
  public int managers(Slice slice, int at) {
    Set<String> managers = new TreeSet<>();
    sums()
        .forEach(
            (cell, tally) -> {
              Slice other = cell.slice();
              if (cell.period().equals(Period.book(at))
                  && other.csm() != null
                  && !other.csm().equals(Slice.NOT_TOLD)
                  && Objects.equals(other.segment(), slice.segment())
                  && Objects.equals(other.region(), slice.region())
                  && tally.get(Field.ACCOUNTS) > 0) {
                managers.add(other.csm());
              }
            });
    return managers.size();
  }

  @Override
  public Finance finance(String segment, int at) {
    return finances.at(segment, at);
  }

  @Override
  public Iterable<String> segments() {
    return segments;
  }
}
