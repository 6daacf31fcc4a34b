package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.portfolio.KpiValue.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The KPIs of one slice and period, by the formulas of section 6. */
final class KpiTable {
  private static final int MONTHS_PER_YEAR = 12;
  private static final int PER_MILLE = 1000;

  private final Totals totals;
  private final Slice slice;
  private final Period period;
  private final int nowMonth;
  private final int asOfDay;
  private final Tally span;
  private final Tally year;
  private final Tally book;
  private final Earnings earnings;
  private final Tally months = new Tally();
  private final Tally closedMonths = new Tally();
  private long foreseen;
  private boolean foreseenAny;
  private final Map<Kpi, KpiValue> values = new EnumMap<>(Kpi.class);

  /**
   * @param asOfMillis business time of the book
   */
  KpiTable(Totals totals, Cell cell, long asOfMillis, Rates rates) {
    this.totals = totals;
    this.slice = cell.slice();
    this.period = cell.period();
    this.nowMonth = Months.of(asOfMillis);
    int bookMonth = Math.min(period.lastMonth(), nowMonth);
    this.asOfDay =
        period.lastMonth() < nowMonth
            ? Months.firstDay(period.lastMonth() + 1) - 1
            : Days.of(asOfMillis);
    this.span = totals.of(cell);
    this.year = totals.of(new Cell(Period.yearTo(bookMonth), slice));
    this.book = totals.of(new Cell(Period.book(bookMonth), slice));
    this.earnings = new Earnings(totals, slice, bookMonth, rates);
    for (int month = period.firstMonth(); month <= period.lastMonth(); month++) {
      Tally tally = totals.of(new Cell(Period.month(month), slice));
      months.plus(tally);
      if (month < nowMonth) {
        closedMonths.plus(tally);
        if (isForeseen(tally)) {
          foreseenAny = true;
          foreseen += foreseenIn(month, tally);
        }
      }
    }
  }

  private static boolean isForeseen(Tally tally) {
    boolean any = tally.get(Field.FORETOLD_RENEWALS) > 0;
    for (int range = 0; range < Field.FORESEEN_ARR.width(); range++) {
      any |= tally.get(Field.FORESEEN_ARR, range) != 0;
    }
    return any;
  }

  /**
   * What was to be expected of a month when it began: by what was known of renewals then, or the
   * forecast would be judged by the very month it is about. Who knew the account had said it of
   * some (E23); of the others there were the odds.
   */
  private long foreseenIn(int month, Tally tally) {
    return tally.get(Field.FORETOLD)
        + RenewalOdds.of(totals, month).expected(tally, Field.FORESEEN_ARR);
  }

  /** One value per KPI, in their order. */
  List<KpiValue> values() {
    retention();
    movements();
    renewals();
    worth();
    managers();
    voices();
    adoption();
    health();
    accuracy();
    List<KpiValue> all = new ArrayList<>();
    for (Kpi kpi : Kpi.values()) {
      all.add(values.getOrDefault(kpi, KpiValue.none(kpi, Status.NO_DATA)));
    }
    return all;
  }

  /**
   * Codes of currencies without a rate in anything the values are made of; to be asked for after
   * those.
   */
  Set<String> currenciesWithoutRate() {
    Set<String> codes = new TreeSet<>(earnings.withoutRate());
    int from = Field.WITHOUT_RATE.code();
    Tally all = span.copy().plus(year).plus(book).plus(months);
    for (int i = 0; i < all.size(); i++) {
      if (all.code(i) >= from) {
        codes.add(Rates.code(all.code(i) - from));
      }
    }
    return codes;
  }

  private void put(KpiValue value) {
    values.put(value.kpi(), value);
  }

  private void ratio(Kpi kpi, long numerator, long denominator) {
    put(KpiValue.ratio(kpi, numerator, denominator));
  }

  /** A value made of money. */
  private void money(Tally from, Kpi kpi, long numerator, long denominator) {
    put(
        from.isMixed()
            ? KpiValue.none(kpi, Status.NO_RATE)
            : KpiValue.ratio(kpi, numerator, denominator));
  }

  private void retention() {
    long start = span.get(Field.START_MRR);
    long expansion = span.get(Field.EXPANSION);
    long contraction = span.get(Field.CONTRACTION);
    long churn = span.get(Field.CHURN);
    long grossLoss = span.get(Field.GROSS_CONTRACTION) + span.get(Field.GROSS_CHURN);
    long logos = span.get(Field.START_LOGOS);
    money(span, Kpi.NRR, start + expansion - contraction - churn, start);
    money(span, Kpi.NRR_GROSS, start + span.get(Field.GROSS_EXPANSION) - grossLoss, start);
    money(span, Kpi.GRR, start - contraction - churn, start);
    money(span, Kpi.GRR_GROSS, start - grossLoss, start);
    money(span, Kpi.GRR_CHURN_ONLY, start - churn, start);
    money(span, Kpi.REVENUE_CHURN, churn, start);
    money(span, Kpi.EXPANSION_RATE, expansion, start);
    money(span, Kpi.CONTRACTION_RATE, contraction, start);
    // Who cannot be converted is not among the logos either: their number would be wrong, too.
    money(span, Kpi.LOGO_RETENTION, span.get(Field.END_LOGOS) - span.get(Field.NEW_LOGOS), logos);
    money(span, Kpi.LOGO_CHURN, span.get(Field.CHURNED_LOGOS), logos);
  }

  private void movements() {
    long logos = span.get(Field.START_LOGOS);
    money(span, Kpi.CHURNED_MRR, span.get(Field.CHURN), 1);
    money(span, Kpi.EXPANSION_MRR, span.get(Field.EXPANSION), 1);
    money(span, Kpi.CONTRACTION_MRR, span.get(Field.CONTRACTION), 1);
    money(span, Kpi.UPSELL_RATE, span.get(Field.EXPANDED_LOGOS), logos);
    if (span.get(Field.LINES_KNOWN) > 0) {
      money(span, Kpi.CROSS_SELL_RATE, span.get(Field.CROSS_SOLD), logos);
    }
    money(span, Kpi.ARR, span.get(Field.END_MRR) * MONTHS_PER_YEAR, 1);
    long yearAgo = year.get(Field.START_MRR);
    money(year, Kpi.ARR_GROWTH, year.get(Field.END_MRR) - yearAgo, yearAgo);
    money(book, Kpi.EXPANSION_PIPELINE, book.get(Field.PIPELINE_AMOUNT), 1);
  }

  private void renewals() {
    long renewed = months.get(Field.RENEWED);
    long renewedArr = months.get(Field.RENEWED_ARR);
    ratio(Kpi.RENEWAL_RATE_LOGO, renewed, renewed + months.get(Field.LAPSED));
    money(
        months,
        Kpi.RENEWAL_RATE_VALUE,
        renewedArr,
        months.get(Field.RENEWALS_DUE_ARR) - open(months));
    RenewalOdds odds = RenewalOdds.of(totals, Math.min(nowMonth, period.lastMonth() + 1));
    money(months, Kpi.RENEWALS_DUE, months.get(Field.RENEWALS_DUE_ARR), 1);
    money(months, Kpi.RENEWED, renewedArr, 1);
    money(months, Kpi.RENEWAL_FORECAST, renewedArr + odds.expectedOfOpen(months), 1);
    long actual = closedMonths.get(Field.RENEWED_ARR);
    if (closedMonths.isMixed() || foreseenAny) {
      money(closedMonths, Kpi.RENEWAL_FORESEEN, foreseen, 1);
    }
    if (closedMonths.isMixed() || (actual > 0 && foreseenAny)) {
      money(
          closedMonths,
          Kpi.FORECAST_ACCURACY,
          Math.max(0, actual - Math.abs(foreseen - actual)),
          actual);
    }
    long dated = book.get(Field.RENEWAL_DATED);
    ratio(Kpi.DAYS_TO_RENEWAL, book.get(Field.RENEWAL_DAYS) - dated * asOfDay, dated);
  }

  private static long open(Tally tally) {
    long open = 0;
    for (int range = 0; range < Field.OPEN_RENEWAL_ARR.width(); range++) {
      open += tally.get(Field.OPEN_RENEWAL_ARR, range);
    }
    return open;
  }

  /** Average revenue of the period times margin by churn rate; cost by monthly gross profit. */
  private void worth() {
    if (slice.csm() != null && slice.region() != null) {
      // There are no sums by segment within it, and margins are mostly told of segments.
      return;
    }
    double margin = earnings.margin();
    long logos = span.get(Field.START_LOGOS);
    long churned = span.get(Field.CHURNED_LOGOS);
    if (span.isMixed() || book.isMixed()) {
      put(KpiValue.none(Kpi.LIFETIME_VALUE, Status.NO_RATE));
    } else if (logos > 0 && churned > 0 && !Double.isNaN(margin)) {
      double revenue = (double) span.get(Field.START_MRR) / logos * period.kind().months();
      put(KpiValue.of(Kpi.LIFETIME_VALUE, (double) Math.round(revenue * margin / churned * logos)));
    }
    put(earnings.payback());
  }

  private Period book() {
    return Period.book(Math.min(period.lastMonth(), nowMonth));
  }

  private void managers() {
    int managers =
        slice.csm() != null
            ? slice.csm().equals(Slice.NOT_TOLD) ? 0 : 1
            : slice.cohort() == null && (slice.region() == null || slice.segment() == null)
                ? totals.managers(slice, book().lastMonth())
                : 0;
    ratio(Kpi.ACCOUNTS_PER_CSM, book.get(Field.MANAGED), managers);
    money(book, Kpi.ARR_PER_CSM, book.get(Field.MANAGED_ARR), managers);
  }

  private void voices() {
    ratio(
        Kpi.NPS,
        months.get(Field.PROMOTERS) - months.get(Field.DETRACTORS),
        months.get(Field.NPS_ANSWERS));
    ratio(Kpi.CSAT, months.get(Field.CSAT_SATISFIED), months.get(Field.CSAT_ANSWERS));
    ratio(Kpi.CES, months.get(Field.CES_EFFORT), months.get(Field.CES_ANSWERS) * PER_MILLE);
  }

  private void adoption() {
    put(KpiValue.of(Kpi.TIME_TO_FIRST_VALUE, medianDays()));
    ratio(Kpi.ADOPTION_RATE, book.get(Field.CORE_USERS), book.get(Field.CORE_KNOWN));
    ratio(Kpi.ADOPTION_DEPTH, book.get(Field.FEATURES), book.get(Field.FEATURES_KNOWN));
    ratio(Kpi.SPONSOR_COVERAGE, book.get(Field.SPONSORED), book.get(Field.MANAGED));
    ratio(Kpi.CONTACT_COVERAGE, book.get(Field.CONTACTS), book.get(Field.ACCOUNTS));
  }

  /** The middle one of all, the mean of the two in the middle; NaN when there is none. */
  private double medianDays() {
    long count = 0;
    for (int i = 0; i < book.size(); i++) {
      count += isFirstValue(book.code(i)) ? book.sum(i) : 0;
    }
    return count == 0 ? Double.NaN : (nth((count - 1) / 2) + nth(count / 2)) / 2.0;
  }

  private int nth(long rank) {
    long below = 0;
    for (int i = 0; i < book.size(); i++) {
      below += isFirstValue(book.code(i)) ? book.sum(i) : 0;
      if (below > rank) {
        return book.code(i) - Field.FIRST_VALUE_DAYS.code();
      }
    }
    throw new IllegalStateException("expected more than " + rank + " first values");
  }

  private static boolean isFirstValue(int code) {
    int first = Field.FIRST_VALUE_DAYS.code();
    return code >= first && code < first + Field.FIRST_VALUE_DAYS.width();
  }

  private void health() {
    long scored = book.get(Field.SCORED);
    put(KpiValue.of(Kpi.ACCOUNTS, book.get(Field.ACCOUNTS)));
    ratio(Kpi.SCORE_COVERAGE, scored, book.get(Field.ACCOUNTS));
    ratio(Kpi.AT_RISK_RATE, book.get(Field.AT_RISK), scored);
    put(KpiValue.of(Kpi.AT_RISK_ACCOUNTS, book.get(Field.AT_RISK)));
    money(book, Kpi.AT_RISK_ARR, book.get(Field.AT_RISK_ARR), 1);
  }

  /** How well the score at the beginning told who would leave (R44). */
  private void accuracy() {
    // Who cannot be converted is not among those counted: who left would be wrong, too.
    boolean mixed = span.isMixed();
    long left = ScoreAccuracy.all(span, Field.LEFT_AT);
    long all = left + ScoreAccuracy.all(span, Field.STAYED_AT);
    put(
        mixed
            ? KpiValue.none(Kpi.SCORE_AUC, Status.NO_RATE)
            : KpiValue.sampled(Kpi.SCORE_AUC, ScoreAccuracy.auc(span), left, all));
    put(
        mixed
            ? KpiValue.none(Kpi.SCORE_LIFT, Status.NO_RATE)
            : KpiValue.sampled(Kpi.SCORE_LIFT, ScoreAccuracy.lift(span), left, all));
    churn(Kpi.CHURN_HEALTHY, ScoreRange.HEALTHY);
    churn(Kpi.CHURN_STABLE, ScoreRange.STABLE);
    churn(Kpi.CHURN_AT_RISK, ScoreRange.AT_RISK);
    churn(Kpi.CHURN_CRITICAL, ScoreRange.CRITICAL);
    churn(Kpi.CHURN_EMERGENCY, ScoreRange.EMERGENCY);
  }

  private void churn(Kpi kpi, ScoreRange range) {
    long left = ScoreAccuracy.in(span, Field.LEFT_AT, range);
    money(span, kpi, left, left + ScoreAccuracy.in(span, Field.STAYED_AT, range));
  }
}
