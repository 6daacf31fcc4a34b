package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import java.util.ArrayList;
import java.util.List;

/**
 * Which renewals of an account were due, and what came of them (R11, R12).
 *
 * <p>A term's end is due on its day. It is renewed by a fact RENEWED, or by any fact from 90 days
 * before that tells a later end; it has lapsed when the account leaves from then on. A later end
 * told earlier moves the term, an account that leaves earlier leaves within its term: neither is a
 * renewal. A date that passed without news is a renewal still open.
 */
final class Renewals {
  private static final int MONTHS_PER_YEAR = 12;

  private final List<Due> dues = new ArrayList<>();
  private int term;
  private int settled;

  private Renewals(FoldedRevenue folded) {
    term = folded.term();
    settled = folded.settled();
  }

  /** What came of a renewal. */
  enum Outcome {
    OPEN,
    RENEWED,
    LAPSED
  }

  /**
   * A renewal.
   *
   * @param day it is due, in days since 1970
   * @param dueArr annual revenue that is up for it; {@link Rates#UNKNOWN} without a rate
   * @param renewedArr of that what was renewed, at most what was up; 0 unless renewed
   * @param withoutRate the currency without a rate, where one of the two is not known; null else
   */
  record Due(int day, Outcome outcome, long dueArr, long renewedArr, String withoutRate) {

    int month() {
      return Months.ofDay(day);
    }
  }

  /**
   * All that is known of an account and not folded, settled ones first.
   *
   * @param bookArr what the account pays per year now; {@link Rates#UNKNOWN} without a rate
   * @param bookCurrency in which it pays
   */
  static List<Due> of(
      RevenueLine revenue, Standing standing, long bookArr, String bookCurrency, Rates rates) {
    Renewals renewals = new Renewals(revenue.folded());
    for (int i = 0; i < revenue.movements().size(); i++) {
      long before = annual(revenue.after(i - 1, rates));
      long after = annual(revenue.after(i, rates));
      renewals.take(
          revenue.movements().get(i),
          before,
          after,
          before == Rates.UNKNOWN
              ? revenue.currency(i - 1)
              : after == Rates.UNKNOWN ? revenue.currency(i) : null);
    }
    renewals.open(standing, bookArr, bookArr == Rates.UNKNOWN ? bookCurrency : null);
    return renewals.dues;
  }

  /** What movements that are folded say when one more of them is. */
  static FoldedRevenue folded(FoldedRevenue past, Movement movement) {
    Renewals renewals = new Renewals(past);
    renewals.take(movement, 0, 0, null);
    return new FoldedRevenue(
        movement.atMillis(),
        movement.event(),
        movement.afterMinor(),
        movement.currency(),
        movement.lines() > 0 ? movement.lines() : past.lines(),
        renewals.term,
        renewals.settled,
        renewals.dues.isEmpty() ? past.lastDue() : renewals.dues.get(0).day());
  }

  private void take(Movement movement, long before, long after, String withoutRate) {
    boolean near = term != Days.NONE && movement.day() >= term - Lifecycle.RENEWAL_NEAR;
    if (movement.kind() == Movement.Kind.CHURNED && movement.afterMinor() == 0) {
      if (near) {
        dues.add(new Due(term, Outcome.LAPSED, before, 0, withoutRate));
      }
      settled = Math.max(settled, near ? term : movement.day());
      term = Days.NONE;
      return;
    }
    boolean laterTerm = near && movement.termEnd() > term;
    if (movement.kind() == Movement.Kind.RENEWED || laterTerm) {
      int day = term == Days.NONE ? movement.day() : term;
      dues.add(new Due(day, Outcome.RENEWED, before, renewed(before, after), withoutRate));
      settled = Math.max(settled, day);
      term = movement.termEnd();
    } else if (movement.termEnd() != Days.NONE) {
      term = movement.termEnd();
    }
  }

  /** Of profile and subscription the later date: after a renewal one of them is told first. */
  private void open(Standing standing, long bookArr, String withoutRate) {
    int day = Math.max(term, standing.renewalDay());
    if (standing.customer() && day != Days.NONE && day > settled) {
      dues.add(new Due(day, Outcome.OPEN, bookArr, 0, withoutRate));
    }
  }

  private static long renewed(long before, long after) {
    return before == Rates.UNKNOWN || after == Rates.UNKNOWN
        ? Rates.UNKNOWN
        : Math.min(before, after);
  }

  private static long annual(long monthly) {
    return monthly == Rates.UNKNOWN ? Rates.UNKNOWN : monthly * MONTHS_PER_YEAR;
  }
}
