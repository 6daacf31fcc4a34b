package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.Days;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one account counts, period by period, for whichever slices it belongs to: a function of its
 * ledger alone.
 */
final class Contributions {
  private static final int MONTHS_PER_YEAR = 12;
  private static final int POINTS_PER_STEP = 5;
  private static final int LAST_STEP = 19;
  private static final int PER_MILLE = 1000;

  /** Renewals due later than this many months from now are counted when they come nearer. */
  private static final int MONTHS_AHEAD = 24;

  private final AccountLedger ledger;
  private final Rates rates;
  private final Map<Period, Tally> counted = new LinkedHashMap<>();

  private Contributions(AccountLedger ledger, Rates rates) {
    this.ledger = ledger;
    this.rates = rates;
  }

  /** Everything an account counts that can still change; nothing before its first month. */
  static Map<Period, Tally> of(AccountLedger ledger, Rates rates) {
    return of(ledger, rates, Difference.ALL);
  }

  /**
   * The same, without what is known to be the same as before.
   *
   * @param wanted what of it is counted
   */
  static Map<Period, Tally> of(AccountLedger ledger, Rates rates, Difference wanted) {
    Contributions made = new Contributions(ledger, rates);
    if (ledger.month() != Months.NONE) {
      if (wanted.book()) {
        made.book();
      }
      if (wanted.answers()) {
        made.answers(wanted.answersOf());
      }
      if (wanted.renewals()) {
        made.renewals();
      }
      if (wanted.opportunities()) {
        made.opportunities();
      }
      if (wanted.spans() && ledger.revenue().isTold()) {
        made.spans(wanted.spansFrom());
      }
      made.counted.values().removeIf(Tally::isEmpty);
    }
    return made.counted;
  }

  /** The account as one at risk (R43); null when it is none. */
  static RiskyAccount risky(AccountLedger ledger, Rates rates) {
    Standing standing = ledger.standing();
    if (!ledger.isCustomer() || !standing.scored() || standing.score() >= ScoreRange.RISK_BAR) {
      return null;
    }
    return new RiskyAccount(
        ledger.accountId(),
        standing.attribution().segment(),
        standing.attribution().csm(),
        standing.score(),
        new Contributions(ledger, rates).riskyArr());
  }

  private long riskyArr() {
    boolean told = ledger.revenue().isTold() || ledger.standing().profileArrMinor() >= 0;
    long arr = bookArr();
    return told && arr != Rates.UNKNOWN ? arr : RiskyAccount.UNKNOWN;
  }

  /** The first month that can still change for an account counted up to a month. */
  static int firstRestated(int month) {
    return month - AccountLedger.RESTATED_MONTHS + 1;
  }

  /** The first instant that anything looks at which can still change; what was before is summed. */
  static long firstLookedAt(int month) {
    return Period.yearTo(firstRestated(month)).startMillis();
  }

  private Tally in(Period period) {
    return counted.computeIfAbsent(period, none -> new Tally());
  }

  private void withoutRate(Tally tally, String currency) {
    tally.add(Field.WITHOUT_RATE, Rates.number(currency), 1);
  }

  /** What the account pays a year: by its subscription, else by its profile. */
  private long bookArr() {
    if (ledger.revenue().isTold()) {
      long monthly = ledger.revenue().now(rates);
      return monthly == Rates.UNKNOWN ? Rates.UNKNOWN : monthly * MONTHS_PER_YEAR;
    }
    long told = ledger.standing().profileArrMinor();
    return told < 0 ? 0 : rates.convert(told, ledger.standing().profileCurrency());
  }

  private String bookCurrency() {
    return ledger.revenue().isTold()
        ? ledger.revenue().currency(ledger.revenue().movements().size() - 1)
        : ledger.standing().profileCurrency();
  }

  private void book() {
    if (!ledger.isCustomer()) {
      return;
    }
    Standing standing = ledger.standing();
    Tally book = in(Period.book(ledger.month()));
    long arr = bookArr();
    if (arr == Rates.UNKNOWN) {
      withoutRate(book, bookCurrency());
      arr = 0;
    }
    boolean atRisk = standing.scored() && standing.score() < ScoreRange.RISK_BAR;
    int range = ScoreRange.of(standing.scored(), standing.score()).place();
    book.add(Field.ACCOUNTS, 1)
        .add(Field.SCORED, standing.scored() ? 1 : 0)
        .add(Field.AT_RISK, atRisk ? 1 : 0)
        .add(Field.AT_RISK_ARR, atRisk ? arr : 0)
        .add(Field.BOOK_ARR, arr)
        .add(Field.RANGE_ACCOUNTS, range, 1)
        .add(Field.RANGE_ARR, range, arr)
        .add(Field.CONTACTS, standing.contacts())
        .add(Field.FEATURES_KNOWN, standing.features() < 0 ? 0 : 1)
        .add(Field.FEATURES, Math.max(0, standing.features()))
        .add(Field.CORE_KNOWN, standing.core() < 0 ? 0 : 1)
        .add(Field.CORE_USERS, Math.max(0, standing.core()));
    if (Owner.at(ledger.owners(), ledger.month()).csm() != null) {
      book.add(Field.MANAGED, 1)
          .add(Field.MANAGED_ARR, arr)
          .add(Field.SPONSORED, standing.sponsored() ? 1 : 0);
    }
    if (standing.renewalDay() != Days.NONE) {
      book.add(Field.RENEWAL_DATED, 1).add(Field.RENEWAL_DAYS, standing.renewalDay());
    }
    if (standing.firstValueDays() >= 0) {
      int last = Field.FIRST_VALUE_DAYS.width() - 1;
      book.add(Field.FIRST_VALUE_DAYS, Math.min(standing.firstValueDays(), last), 1);
    }
    margins(book, arr / MONTHS_PER_YEAR);
  }

  private void margins(Tally book, long monthly) {
    Finance finance = ledger.finance();
    boolean margin = finance.marginPerMille() >= 0;
    long profit = margin ? monthly * finance.marginPerMille() / PER_MILLE : 0;
    if (margin) {
      book.add(Field.MARGIN_ACCOUNTS, 1)
          .add(Field.MARGIN_MRR, monthly)
          .add(Field.MARGIN_PROFIT, profit);
    }
    if (finance.acquisitionMinor() < 0) {
      return;
    }
    long cost = rates.convert(finance.acquisitionMinor(), finance.currency());
    if (cost == Rates.UNKNOWN) {
      withoutRate(book, finance.currency());
    } else if (margin) {
      book.add(Field.ACQUIRED_ACCOUNTS, 1)
          .add(Field.ACQUISITION_COST, cost)
          .add(Field.ACQUIRED_PROFIT, profit);
    } else {
      book.add(Field.COST_ALONE_ACCOUNTS, 1)
          .add(Field.COST_ALONE, cost)
          .add(Field.COST_ALONE_MRR, monthly);
    }
  }

  private void answers(int only) {
    if (only != Months.NONE) {
      MonthAnswers told = ledger.answers().get(only);
      if (told != null && only >= firstRestated(ledger.month())) {
        in(Period.month(only)).plus(told.sums());
      }
      return;
    }
    ledger
        .answers()
        .tailMap(firstRestated(ledger.month()))
        .forEach((month, told) -> in(Period.month(month)).plus(told.sums()));
  }

  private void renewals() {
    List<Renewals.Due> dues =
        Renewals.of(ledger.revenue(), ledger.standing(), bookArr(), bookCurrency(), rates);
    int previousDay = ledger.revenue().folded().lastDue();
    for (int i = 0; i < dues.size(); i++) {
      Renewals.Due due = dues.get(i);
      int month = due.month();
      boolean open = due.outcome() == Renewals.Outcome.OPEN;
      if (!(open && !ledger.isCustomer())
          && month >= firstRestated(ledger.month())
          && month <= ledger.month() + MONTHS_AHEAD) {
        renewal(
            in(Period.month(month)),
            open && month < ledger.month() ? overdue(due) : due,
            month,
            previousDay);
      }
      previousDay = due.day();
    }
  }

  /**
   * What is overdue is told by how things stood when its month ended, or it would change for ever.
   */
  private Renewals.Due overdue(Renewals.Due due) {
    if (!ledger.revenue().isTold()) {
      return due;
    }
    int last = ledger.revenue().lastBefore(Months.startMillis(due.month() + 1));
    long monthly = ledger.revenue().after(last, rates);
    return new Renewals.Due(
        due.day(),
        due.outcome(),
        monthly == Rates.UNKNOWN ? Rates.UNKNOWN : monthly * MONTHS_PER_YEAR,
        0,
        monthly == Rates.UNKNOWN ? ledger.revenue().currency(last) : null);
  }

  private int rangeIn(int month) {
    int points = ledger.ends().at(month);
    Standing standing = ledger.standing();
    return points == MonthEnds.UNKNOWN
        ? ScoreRange.of(standing.scored(), standing.score()).place()
        : ScoreRange.of(points >= 0, points * PER_MILLE).place();
  }

  private void renewal(Tally tally, Renewals.Due due, int month, int previousDay) {
    long arr = due.dueArr();
    if (arr == Rates.UNKNOWN || due.renewedArr() == Rates.UNKNOWN) {
      withoutRate(tally, due.withoutRate());
      arr = 0;
    }
    tally.add(Field.RENEWALS_DUE, 1).add(Field.RENEWALS_DUE_ARR, arr);
    switch (due.outcome()) {
      case OPEN -> {
        int range = rangeIn(month);
        tally.add(Field.OPEN_RENEWALS, range, 1).add(Field.OPEN_RENEWAL_ARR, range, arr);
        long foretold = foretold(tally, due, previousDay, Months.startMillis(month + 1));
        if (foretold != Rates.UNKNOWN) {
          tally
              .add(Field.OPEN_FORETOLD, Math.min(foretold, arr))
              .add(Field.OPEN_FORETOLD_ARR, range, arr);
        }
      }
      case RENEWED ->
          tally
              .add(Field.RENEWED, 1)
              .add(Field.RENEWED_ARR, due.renewedArr() == Rates.UNKNOWN ? 0 : due.renewedArr());
      case LAPSED -> tally.add(Field.LAPSED, 1).add(Field.LAPSED_ARR, arr);
    }
    int before = ledger.ends().at(month - 1);
    if (before != MonthEnds.UNKNOWN) {
      int range = ScoreRange.of(before >= 0, before * PER_MILLE).place();
      boolean settled = due.outcome() != Renewals.Outcome.OPEN;
      long foretold = foretold(tally, due, previousDay, Months.startMillis(month));
      if (foretold == Rates.UNKNOWN) {
        tally.add(Field.FORESEEN_ARR, range, arr);
      } else {
        tally.add(Field.FORETOLD, Math.min(foretold, arr)).add(Field.FORETOLD_RENEWALS, 1);
      }
      tally
          .add(Field.SETTLED_AT, range, settled ? 1 : 0)
          .add(Field.RENEWED_AT, range, due.outcome() == Renewals.Outcome.RENEWED ? 1 : 0);
    }
  }

  /**
   * What was expected of a renewal before an instant; {@link Rates#UNKNOWN} when nobody said. It
   * may be more than what is due, where somebody hopes to sell more: of that, as of what is
   * renewed, only what is due counts.
   */
  private long foretold(Tally tally, Renewals.Due due, int previousDay, long beforeMillis) {
    if (ledger.forecasts().isEmpty()) {
      return Rates.UNKNOWN;
    }
    Forecast last = Forecast.last(ledger.forecasts(), due.day(), previousDay, beforeMillis);
    if (last == null) {
      return Rates.UNKNOWN;
    }
    long amount = rates.convert(last.amountMinor(), last.currency());
    if (amount == Rates.UNKNOWN) {
      withoutRate(tally, last.currency());
    }
    return amount;
  }

  private void opportunities() {
    for (Opportunity chance : ledger.opportunities()) {
      boolean open = chance.isOpen();
      int month = open ? ledger.month() : Months.of(chance.atMillis());
      if ((open && !ledger.isCustomer()) || month < firstRestated(ledger.month())) {
        continue;
      }
      Tally tally = in(open ? Period.book(month) : Period.month(month));
      long amount = rates.convert(chance.amountMinor(), chance.currency());
      if (amount == Rates.UNKNOWN) {
        withoutRate(tally, chance.currency());
      } else if (open) {
        tally.add(Field.PIPELINE, 1).add(Field.PIPELINE_AMOUNT, amount);
      } else {
        tally.add(
            chance.state() == Opportunity.State.WON ? Field.PIPELINE_WON : Field.PIPELINE_LOST,
            amount);
      }
    }
  }

  private void spans(int from) {
    int last = ledger.month();
    if (from > last && Months.lastOfQuarter(last) >= from) {
      span(Period.quarterOf(last));
    }
    for (int month = Math.max(from, firstRestated(last)); month <= last; month++) {
      span(Period.month(month));
      span(Period.yearTo(month));
      if (month == Months.lastOfQuarter(month) || month == last) {
        span(Period.quarterOf(month));
      }
    }
  }

  /** From the beginning to the end, and every movement between (R1 to R10). */
  private void span(Period period) {
    RevenueLine revenue = ledger.revenue();
    int from = revenue.lastBefore(period.startMillis());
    int to = revenue.lastBefore(period.endMillis());
    long start = revenue.after(from, rates);
    long end = revenue.after(to, rates);
    if (start == 0 && end == 0) {
      return;
    }
    Tally tally = in(period);
    if (start == Rates.UNKNOWN || end == Rates.UNKNOWN) {
      withoutRate(tally, revenue.currency(start == Rates.UNKNOWN ? from : to));
      return;
    }
    tally.add(Field.END_MRR, end).add(Field.END_LOGOS, end > 0 ? 1 : 0);
    if (start == 0) {
      tally.add(Field.NEW_MRR, end).add(Field.NEW_LOGOS, 1);
      return;
    }
    tally.add(Field.START_MRR, start).add(Field.START_LOGOS, 1);
    if (end == 0) {
      tally.add(Field.CHURN, start).add(Field.CHURNED_LOGOS, 1);
    } else if (end < start) {
      tally.add(Field.CONTRACTION, start - end).add(Field.CONTRACTED_LOGOS, 1);
    } else if (end > start) {
      tally.add(Field.EXPANSION, end - start).add(Field.EXPANDED_LOGOS, 1);
    }
    gross(tally, from, to);
    lines(tally, period);
    scoreThen(tally, period, end > 0);
  }

  private void gross(Tally tally, int from, int to) {
    RevenueLine revenue = ledger.revenue();
    for (int i = from + 1; i <= to; i++) {
      long before = revenue.after(i - 1, rates);
      long after = revenue.after(i, rates);
      if (before == Rates.UNKNOWN || after == Rates.UNKNOWN) {
        withoutRate(tally, revenue.currency(before == Rates.UNKNOWN ? i - 1 : i));
      } else if (after > before) {
        tally.add(Field.GROSS_EXPANSION, after - before);
      } else if (after > 0) {
        tally.add(Field.GROSS_CONTRACTION, before - after);
      } else {
        tally.add(Field.GROSS_CHURN, before);
      }
    }
  }

  private void lines(Tally tally, Period period) {
    int before = ledger.revenue().linesBefore(period.startMillis());
    if (before > 0) {
      boolean more = ledger.revenue().linesBefore(period.endMillis()) > before;
      tally.add(Field.LINES_KNOWN, 1).add(Field.CROSS_SOLD, more ? 1 : 0);
    }
  }

  private void scoreThen(Tally tally, Period period, boolean stayed) {
    int points = ledger.ends().at(period.firstMonth() - 1);
    if (points >= 0) {
      int step = Math.min(LAST_STEP, points / POINTS_PER_STEP);
      tally.add(stayed ? Field.STAYED_AT : Field.LEFT_AT, step, 1);
    }
  }
}
