package dev.customerhealth.topology;

import dev.customerhealth.domain.portfolio.BookKeeping;
import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.Slice;
import java.util.ArrayList;
import java.util.List;

/** Which figures are made of which sums. */
final class AffectedFigures {
  private static final int MONTHS_PER_YEAR = 12;
  private static final int MONTHS_PER_QUARTER = 3;

  private AffectedFigures() {}

  /**
   * The figures that may change when a cell does.
   *
   * @param now month of the book: what begins later is not told yet, what ended long before is not
   *     told any more
   */
  static List<Cell> of(Cell cell, int now) {
    List<Period> periods = new ArrayList<>();
    int month = cell.period().lastMonth();
    switch (cell.period().kind()) {
      case BOOK -> {
        periods.add(Period.month(month));
        periods.add(Period.yearTo(month));
        periods.add(Period.quarterOf(month));
      }
      case MONTH -> {
        periods.add(Period.month(month));
        periods.add(Period.quarterOf(month));
        for (int year = month; year < month + MONTHS_PER_YEAR && year <= now; year++) {
          periods.add(Period.yearTo(year));
        }
        if (month >= now) {
          addOpen(periods, now);
        }
      }
      case QUARTER -> periods.add(cell.period());
      case TRAILING_YEAR -> {
        periods.add(cell.period());
        // Growth over a year is said of each of them.
        periods.add(Period.month(month));
        periods.add(Period.quarterOf(month));
      }
    }
    List<Cell> cells = new ArrayList<>();
    for (Period period : periods) {
      add(cells, period, cell.slice(), now);
      // It is told beside the period a quarter later, too.
      Period later = new Period(period.kind(), period.lastMonth() + MONTHS_PER_QUARTER);
      add(cells, later, cell.slice(), now);
    }
    return cells;
  }

  /** The figures of a slice that are open at a time. */
  static List<Cell> openIn(Slice slice, long millis) {
    List<Period> periods = new ArrayList<>();
    addOpen(periods, Months.of(millis));
    return periods.stream().map(period -> new Cell(period, slice)).toList();
  }

  private static void addOpen(List<Period> periods, int month) {
    periods.add(Period.month(month));
    periods.add(Period.quarterOf(month));
    periods.add(Period.yearTo(month));
  }

  private static void add(List<Cell> cells, Period period, Slice slice, int now) {
    boolean begun =
        period.kind() == Period.Kind.TRAILING_YEAR
            ? period.lastMonth() <= now
            : period.firstMonth() <= now;
    if (begun && BookKeeping.isKept(period, now)) {
      cells.add(new Cell(period, slice));
    }
  }
}
