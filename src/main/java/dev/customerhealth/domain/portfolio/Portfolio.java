package dev.customerhealth.domain.portfolio;

import java.util.ArrayList;
import java.util.List;

/** Makes the figures of the book from its sums. */
public final class Portfolio {
  private static final int MONTHS_AHEAD = 12;

  private final Rates rates;

  /**
   * A portfolio.
   *
   * @param rates the currency of all its money, and what others are worth in it
   */
  public Portfolio(Rates rates) {
    this.rates = rates;
  }

  /**
   * Everything there is to say of a slice in a period.
   *
   * @param asOfMillis business time up to which the sums hold everything
   */
  public PortfolioFigures figures(Totals totals, Cell cell, long asOfMillis) {
    boolean closed = cell.period().endMillis() <= asOfMillis;
    KpiTable now = new KpiTable(totals, cell, asOfMillis, rates);
    Cell earlier = new Cell(cell.period().quarterBefore(), cell.slice());
    KpiTable then = new KpiTable(totals, earlier, asOfMillis, rates);
    RenewalOdds odds =
        RenewalOdds.of(totals, Math.min(Months.of(asOfMillis), cell.period().lastMonth() + 1));
    return new PortfolioFigures(
        cell,
        asOfMillis,
        closed,
        rates.currency(),
        rates.minorPerDollar(),
        now.values(),
        then.values(),
        ranges(totals, cell, asOfMillis, odds),
        closed ? List.of() : ahead(totals, cell.slice(), Months.of(asOfMillis), odds),
        List.copyOf(now.currenciesWithoutRate()));
  }

  private static List<PortfolioFigures.RangeShare> ranges(
      Totals totals, Cell cell, long asOfMillis, RenewalOdds odds) {
    int month = Math.min(cell.period().lastMonth(), Months.of(asOfMillis));
    Tally book = totals.of(new Cell(Period.book(month), cell.slice()));
    List<PortfolioFigures.RangeShare> shares = new ArrayList<>();
    for (ScoreRange range : ScoreRange.values()) {
      shares.add(
          new PortfolioFigures.RangeShare(
              range,
              book.get(Field.RANGE_ACCOUNTS, range.place()),
              book.isMixed() ? Rates.UNKNOWN : book.get(Field.RANGE_ARR, range.place()),
              odds.percent(range),
              odds.observed(range)));
    }
    return shares;
  }

  private static List<PortfolioFigures.MonthAhead> ahead(
      Totals totals, Slice slice, int now, RenewalOdds odds) {
    List<PortfolioFigures.MonthAhead> ahead = new ArrayList<>();
    for (int month = now; month < now + MONTHS_AHEAD; month++) {
      Tally tally = totals.of(new Cell(Period.month(month), slice));
      long due = tally.get(Field.RENEWALS_DUE);
      if (due > 0) {
        ahead.add(
            new PortfolioFigures.MonthAhead(
                month,
                due,
                tally.isMixed() ? Rates.UNKNOWN : tally.get(Field.RENEWALS_DUE_ARR),
                tally.isMixed()
                    ? Rates.UNKNOWN
                    : tally.get(Field.RENEWED_ARR) + odds.expectedOfOpen(tally)));
      }
    }
    return ahead;
  }
}
