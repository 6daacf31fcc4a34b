package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** News of accounts, for tests. */
final class Told {
  private Told() {}

  static int month(String label) {
    YearMonth month = YearMonth.parse(label);
    return month.getYear() * 12 + month.getMonthValue() - 1;
  }

  static Instant at(String day) {
    return Instant.parse(day + "T12:00:00Z");
  }

  static BookNews.OfAccount fact(SubscriptionSignal signal) {
    return new BookNews.OfAccount(
        signal.accountId(), null, signal, signal.occurredAt().toEpochMilli());
  }

  static BookNews.OfAccount answer(SurveySignal signal) {
    return new BookNews.OfAccount(
        signal.accountId(), null, signal, signal.occurredAt().toEpochMilli());
  }

  static BookNews.OfAccount standing(String account, Standing standing) {
    return new BookNews.OfAccount(account, standing, null, 0);
  }

  static SubscriptionSignal paid(
      String account, String day, SubscriptionSignal.Kind kind, long mrr) {
    return paid(account, day, kind, mrr, "USD", null);
  }

  static SubscriptionSignal paid(
      String account,
      String day,
      SubscriptionSignal.Kind kind,
      long mrr,
      String currency,
      String termEnd) {
    return new SubscriptionSignal(
        account + kind + day,
        account,
        at(day),
        kind,
        mrr,
        null,
        currency,
        null,
        termEnd == null ? null : LocalDate.parse(termEnd));
  }

  /** A commercial fact with what few of them say. */
  static SubscriptionSignal detailed(
      String account,
      String day,
      SubscriptionSignal.Kind kind,
      Long mrr,
      Long amount,
      List<String> lines,
      String opportunity,
      SubscriptionSignal.Finance finance) {
    return new SubscriptionSignal(
        account + kind + day,
        account,
        at(day),
        kind,
        mrr,
        amount,
        "USD",
        null,
        null,
        null,
        lines,
        null,
        opportunity,
        null,
        finance);
  }

  static SurveySignal survey(String account, String day, SurveySignal.Kind kind, int value) {
    int max = kind == SurveySignal.Kind.NPS ? 10 : kind == SurveySignal.Kind.CSAT ? 5 : 7;
    int min = kind == SurveySignal.Kind.NPS ? 0 : 1;
    return new SurveySignal(
        account + kind + day + value,
        account,
        at(day),
        kind,
        value,
        min,
        max,
        kind != SurveySignal.Kind.CES,
        null);
  }

  /** A customer with a score, or without one at -1. */
  static Standing scored(int points) {
    return standing("smb", "anna", null, points, null);
  }

  static Standing standing(String segment, String csm, String start, int points, String renewal) {
    return new Standing(
        true,
        new Attribution(segment, csm, start == null ? Months.NONE : month(start), null),
        AccountState.NEVER + 1,
        points >= 0,
        Math.max(0, points) * 1000,
        -1,
        null,
        renewal == null ? Days.NONE : (int) LocalDate.parse(renewal).toEpochDay(),
        -1,
        false,
        0,
        -1,
        -1);
  }

  /** The same in a region. */
  static Standing in(String region, Standing known) {
    Attribution parts = known.attribution();
    return new Standing(
        known.customer(),
        new Attribution(parts.segment(), parts.csm(), parts.startMonth(), region),
        known.profileAtMillis(),
        known.scored(),
        known.score(),
        known.profileArrMinor(),
        known.profileCurrency(),
        known.renewalDay(),
        known.firstValueDays(),
        known.sponsored(),
        known.contacts(),
        known.features(),
        known.core());
  }

  static PortfolioFigures figures(Totals book, Period period, Slice slice, String day) {
    return figures(book, Rates.only("USD"), period, slice, day);
  }

  static PortfolioFigures figures(
      Totals book, Rates rates, Period period, Slice slice, String day) {
    return new Portfolio(rates).figures(book, new Cell(period, slice), at(day).toEpochMilli());
  }

  static PortfolioFigures figures(Totals book, Period period, String day) {
    return figures(book, period, Slice.ALL, day);
  }

  static List<String> labels(PortfolioFigures figures) {
    return figures.values().stream().map(value -> value.kpi().label()).toList();
  }
}
