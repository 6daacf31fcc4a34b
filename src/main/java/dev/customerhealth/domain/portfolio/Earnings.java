package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.portfolio.KpiValue.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What customers of a slice earn and have cost (R15, R16). What an account tells of its own counts;
 * what it does not tell, its segment does.
 */
final class Earnings {
  private static final double MONTHS_PER_YEAR = 12;
  private static final double PER_MILLE = 1000;

  private final Rates rates;
  private final Tally book;
  private final List<Part> parts = new ArrayList<>();
  private final Set<String> withoutRate = new TreeSet<>();

  /** The accounts of one segment, and what is known of that. */
  private record Part(Tally book, Finance finance) {

    boolean hasMargin() {
      return finance.marginPerMille() >= 0;
    }

    boolean hasCost() {
      return finance.acquisitionMinor() >= 0;
    }

    /** Of monthly revenue what is earned by the margin of the segment. */
    double profit(double monthly) {
      return monthly * finance.marginPerMille() / PER_MILLE;
    }

    /** Monthly revenue of accounts that tell no margin. */
    double withoutOwn() {
      return Math.max(0, book.get(Field.BOOK_ARR) / MONTHS_PER_YEAR - book.get(Field.MARGIN_MRR));
    }
  }

  /**
   * @param month at whose end
   */
  Earnings(Totals totals, Slice slice, int month, Rates rates) {
    this.rates = rates;
    this.book = totals.of(new Cell(Period.book(month), slice));
    if (slice.segment() != null) {
      parts.add(new Part(book, totals.finance(slice.segment(), month)));
      return;
    }
    for (String segment : totals.segments()) {
      Slice part = new Slice(segment, slice.csm(), slice.cohort(), slice.region());
      Tally tally = totals.of(new Cell(Period.book(month), part));
      if (!tally.isEmpty()) {
        parts.add(new Part(tally, totals.finance(segment, month)));
      }
    }
  }

  /** Currencies of costs of segments that cannot be converted. */
  Set<String> withoutRate() {
    return withoutRate;
  }

  /** Gross margin, 0 to 1, weighted by revenue; NaN when nobody told. */
  double margin() {
    double profit = book.get(Field.MARGIN_PROFIT);
    double revenue = book.get(Field.MARGIN_MRR);
    for (Part part : parts) {
      if (part.hasMargin()) {
        profit += part.profit(part.withoutOwn());
        revenue += part.withoutOwn();
      }
    }
    return revenue > 0 ? profit / revenue : Double.NaN;
  }

  /** Months until what winning the accounts has cost is earned (R16). */
  KpiValue payback() {
    if (book.isMixed()) {
      return KpiValue.none(Kpi.CAC_PAYBACK, Status.NO_RATE);
    }
    double cost = book.get(Field.ACQUISITION_COST);
    double profit = book.get(Field.ACQUIRED_PROFIT);
    boolean own = true;
    for (Part part : parts) {
      if (part.hasMargin() && part.book.get(Field.COST_ALONE_ACCOUNTS) > 0) {
        cost += part.book.get(Field.COST_ALONE);
        profit += part.profit((double) part.book.get(Field.COST_ALONE_MRR));
        own = false;
      }
      if (part.hasCost()) {
        long accounts = costedBySegment(part);
        long each = rates.convert(part.finance.acquisitionMinor(), part.finance.currency());
        if (accounts > 0 && each == Rates.UNKNOWN) {
          withoutRate.add(Rates.code(Rates.number(part.finance.currency())));
        } else if (accounts > 0) {
          cost += (double) each * accounts;
          profit += earnedByThem(part);
          own = false;
        }
      }
    }
    if (!withoutRate.isEmpty()) {
      return KpiValue.none(Kpi.CAC_PAYBACK, Status.NO_RATE);
    }
    return own
        ? KpiValue.ratio(
            Kpi.CAC_PAYBACK, book.get(Field.ACQUISITION_COST), book.get(Field.ACQUIRED_PROFIT))
        : KpiValue.of(Kpi.CAC_PAYBACK, profit > 0 ? cost / profit : Double.NaN);
  }

  /** Accounts that tell no cost, and whose margin is known by themselves or by their segment. */
  private static long costedBySegment(Part part) {
    long withMargin = part.book.get(Field.MARGIN_ACCOUNTS) - part.book.get(Field.ACQUIRED_ACCOUNTS);
    long silent =
        part.book.get(Field.ACCOUNTS)
            - part.book.get(Field.MARGIN_ACCOUNTS)
            - part.book.get(Field.COST_ALONE_ACCOUNTS);
    return withMargin + (part.hasMargin() ? silent : 0);
  }

  private static double earnedByThem(Part part) {
    double withMargin = part.book.get(Field.MARGIN_PROFIT) - part.book.get(Field.ACQUIRED_PROFIT);
    double silent = Math.max(0, part.withoutOwn() - part.book.get(Field.COST_ALONE_MRR));
    return withMargin + (part.hasMargin() ? part.profit(silent) : 0);
  }
}
