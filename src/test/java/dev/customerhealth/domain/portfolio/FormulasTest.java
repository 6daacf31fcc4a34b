package dev.customerhealth.domain.portfolio;

import static dev.customerhealth.domain.portfolio.Told.fact;
import static dev.customerhealth.domain.portfolio.Told.figures;
import static dev.customerhealth.domain.portfolio.Told.month;
import static dev.customerhealth.domain.portfolio.Told.paid;
import static dev.customerhealth.domain.portfolio.Told.scored;
import static dev.customerhealth.domain.portfolio.Told.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.portfolio.KpiValue.Status;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Formulas of section 6 on small books, each expected number worked out by hand. */
class FormulasTest {
  private static final Period MARCH = Period.month(month("2026-03"));
  private static final Offset<Double> NEAR = within(0.001);

  private final BookInMemory book = new BookInMemory();

  private void pays(String account, String day, Kind kind, long mrr) {
    book.tell(fact(paid(account, day, kind, mrr)));
  }

  private void contract(String account, String day, long mrr, String termEnd) {
    book.tell(fact(paid(account, day, Kind.NEW, mrr, "USD", termEnd)));
  }

  private void stands(String account, Standing standing) {
    book.tell(Told.standing(account, standing));
  }

  private KpiValue march(Kpi kpi) {
    return figures(book, MARCH, "2026-03-20").value(kpi);
  }

  private PortfolioFigures.RangeShare range(Period period, String day, ScoreRange range) {
    return figures(book, period, day).ranges().get(range.place());
  }

  @Test
  void moved_revenue_is_what_came_and_went_of_those_there_at_the_start() {
    pays("grows", "2025-01-10", Kind.NEW, 250_00);
    pays("shrinks", "2025-01-10", Kind.NEW, 100_00);
    pays("leaves", "2025-01-10", Kind.NEW, 50_00);
    pays("grows", "2026-03-05", Kind.EXPANDED, 400_00);
    pays("shrinks", "2026-03-06", Kind.CONTRACTED, 70_00);
    pays("leaves", "2026-03-07", Kind.CHURNED, 0);
    pays("comes", "2026-03-08", Kind.NEW, 999_00);
    book.begin(month("2026-03"));

    assertThat(march(Kpi.EXPANSION_MRR).value()).isEqualTo(150_00);
    assertThat(march(Kpi.CONTRACTION_MRR).value()).isEqualTo(30_00);
    assertThat(march(Kpi.CHURNED_MRR).value()).isEqualTo(50_00);
  }

  @Test
  void cross_sold_are_those_that_hold_more_lines_of_all_there_at_the_start() {
    lines("same", "2025-01-10", Kind.NEW, List.of("core"));
    lines("more", "2025-01-10", Kind.NEW, List.of("core"));
    lines("fewer", "2025-01-10", Kind.NEW, List.of("core", "mail"));
    pays("says-nothing", "2025-01-10", Kind.NEW, 1000);
    lines("more", "2026-03-05", Kind.EXPANDED, List.of("core", "mail"));
    lines("fewer", "2026-03-05", Kind.CONTRACTED, List.of("core"));
    lines("comes", "2026-03-06", Kind.NEW, List.of("core", "mail"));
    book.begin(month("2026-03"));

    assertThat(march(Kpi.CROSS_SELL_RATE).value()).isEqualTo(25);
  }

  private void lines(String account, String day, Kind kind, List<String> lines) {
    book.tell(fact(Told.detailed(account, day, kind, 1000L, null, lines, null, null)));
  }

  @Test
  void days_to_renewal_are_negative_for_what_is_overdue() {
    stands("soon", standing("smb", "anna", null, 50, "2026-03-25"));
    stands("later", standing("smb", "anna", null, 50, "2026-04-19"));
    stands("overdue", standing("smb", "anna", null, 50, "2026-03-10"));
    stands("unknown", standing("smb", "anna", null, 50, null));
    book.begin(month("2026-03"));

    // (5 + 30 - 10) / 3 on the 20th.
    assertThat(march(Kpi.DAYS_TO_RENEWAL).value()).isCloseTo(8.333, NEAR);
  }

  @Test
  void an_overdue_renewal_stays_due_in_its_month_by_the_score_that_month_ended_with() {
    contract("a", "2025-02-15", 1000, "2026-02-15");
    stands("a", scored(85));
    book.begin(month("2026-02")).begin(month("2026-03"));
    stands("a", scored(25));
    pays("a", "2026-03-05", Kind.EXPANDED, 9000);

    PortfolioFigures february = figures(book, Period.month(month("2026-02")), "2026-03-20");

    assertThat(february.value(Kpi.RENEWALS_DUE).value()).isEqualTo(12_000);
    assertThat(february.value(Kpi.RENEWAL_FORECAST).value()).isEqualTo(11_400);
    assertThat(february.value(Kpi.RENEWED).value()).isZero();
    assertThat(february.value(Kpi.RENEWAL_RATE_LOGO).status()).isEqualTo(Status.NO_DATA);
  }

  @Test
  void the_pipeline_holds_chances_that_are_open() {
    chance("a", Kind.EXPANSION_OPENED, "2026-02-01", 500L);
    chance("b", Kind.EXPANSION_OPENED, "2026-02-01", 300L);
    chance("b", Kind.EXPANSION_WON, "2026-03-02", null);
    chance("c", Kind.EXPANSION_OPENED, "2026-02-01", 200L);
    chance("c", Kind.EXPANSION_LOST, "2026-03-02", null);
    chance("d", Kind.EXPANSION_OPENED, "2026-03-03", 40L);
    book.begin(month("2026-03"));

    assertThat(march(Kpi.EXPANSION_PIPELINE).value()).isEqualTo(540);
  }

  @Test
  void of_too_many_chances_those_that_are_closed_are_given_up_first() {
    for (int i = 0; i < AccountLedger.MOST_OPPORTUNITIES; i++) {
      oneOfMany("open-" + i, Kind.EXPANSION_OPENED, "2026-02-01");
      oneOfMany("lost-" + i, Kind.EXPANSION_LOST, "2026-03-02");
    }
    book.begin(month("2026-03"));

    assertThat(march(Kpi.EXPANSION_PIPELINE).value())
        .isEqualTo(5.0 * AccountLedger.MOST_OPPORTUNITIES);
  }

  @Test
  void a_chance_given_up_that_counts_is_counted_as_forgotten() {
    book.begin(month("2026-03"));
    for (int i = 0; i < AccountLedger.MOST_OPPORTUNITIES; i++) {
      oneOfMany("open-" + i, Kind.EXPANSION_OPENED, "2026-02-01");
    }
    oneOfMany("long-lost", Kind.EXPANSION_LOST, "2021-03-02");
    assertThat(book.ledgers().iterator().next().forgotten()).isZero();

    oneOfMany("one-too-many", Kind.EXPANSION_OPENED, "2026-02-02");

    assertThat(book.ledgers().iterator().next().forgotten()).isEqualTo(1);
    assertThat(march(Kpi.EXPANSION_PIPELINE).value())
        .isEqualTo(5.0 * AccountLedger.MOST_OPPORTUNITIES);
  }

  private void oneOfMany(String chance, Kind kind, String day) {
    book.tell(fact(Told.detailed("many", day, kind, null, 5L, List.of(), chance, null)));
  }

  private void chance(String account, Kind kind, String day, Long amount) {
    book.tell(
        fact(
            Told.detailed(account, day, kind, null, amount, List.of(), "chance-" + account, null)));
  }

  @Test
  void at_risk_are_accounts_under_40_with_what_they_pay_a_year() {
    at("a", 39, 1000);
    at("b", 0, 30);
    at("c", 40, 7000);
    at("d", -1, 7000);
    pays("gone", "2025-01-10", Kind.NEW, 1000);
    stands("gone", scored(10));
    pays("gone", "2026-03-02", Kind.CHURNED, 0);
    book.begin(month("2026-03"));

    assertThat(march(Kpi.AT_RISK_ACCOUNTS).value()).isEqualTo(2);
    assertThat(march(Kpi.AT_RISK_ARR).value()).isEqualTo(12 * 1030);
    assertThat(march(Kpi.AT_RISK_RATE).value()).isCloseTo(66.667, NEAR);
  }

  private void at(String account, int points, long mrr) {
    pays(account, "2025-01-10", Kind.NEW, mrr);
    stands(account, scored(points));
  }

  @Test
  void odds_are_those_observed_from_30_settled_renewals_of_a_range_on() {
    renewals("healthy", 85, 30, 15);
    renewals("stable", 65, 29, 0);
    book.begin(month("2026-04"));

    PortfolioFigures.RangeShare healthy = range(MARCH, "2026-04-02", ScoreRange.HEALTHY);
    assertThat(healthy.renewalPercent()).isEqualTo(50);
    assertThat(healthy.observed()).isTrue();
    PortfolioFigures.RangeShare stable = range(MARCH, "2026-04-02", ScoreRange.STABLE);
    assertThat(stable.renewalPercent()).isEqualTo(85);
    assertThat(stable.observed()).isFalse();
  }

  /** Renewals due and settled in March 2026, of contracts of 1,000 a month. */
  private void renewals(String name, int points, int due, int renewed) {
    for (int i = 0; i < due; i++) {
      contract(name + i, "2025-03-15", 1000, "2026-03-15");
      stands(name + i, scored(points));
    }
    if (book.month() == Months.NONE) {
      book.begin(month("2026-02"));
    }
    book.begin(month("2026-03"));
    for (int i = 0; i < due; i++) {
      boolean stays = i < renewed;
      pays(name + i, "2026-03-12", stays ? Kind.RENEWED : Kind.CHURNED, stays ? 1000 : 0);
    }
  }

  @Test
  void a_forecast_is_judged_by_the_odds_that_were_known_when_it_was_made() {
    for (int i = 0; i < 10; i++) {
      contract("april" + i, "2025-04-15", 1000, "2026-04-15");
      stands("april" + i, scored(85));
    }
    renewals("march", 85, 40, 20);
    book.begin(month("2026-04"));
    for (int i = 0; i < 10; i++) {
      pays("april" + i, "2026-04-12", Kind.RENEWED, 1000);
    }
    book.begin(month("2026-05"));

    // 95% of 40 foreseen, 20 came: 1 - 18 / 20.
    assertThat(accuracy(MARCH)).isCloseTo(10, NEAR);
    // By March's half: 5 of 10 foreseen, 10 came.
    assertThat(accuracy(Period.month(month("2026-04")))).isCloseTo(50, NEAR);
    // 38 + 5 foreseen, 30 came, whatever was learned since: 1 - 13 / 30.
    assertThat(accuracy(Period.yearTo(month("2026-04")))).isCloseTo(56.667, NEAR);
  }

  private double accuracy(Period period) {
    return figures(book, period, "2026-05-02").value(Kpi.FORECAST_ACCURACY).value();
  }

  @Test
  void time_to_first_value_is_told_by_month_of_start() {
    firstValue("a", "2025-01", 10);
    firstValue("b", "2025-01", 30);
    firstValue("c", "2025-02", 50);
    firstValue("d", "2025-02", -1);
    book.begin(month("2026-03"));

    assertThat(cohort("2025-01").value()).isEqualTo(20);
    assertThat(cohort("2025-02").value()).isEqualTo(50);
    assertThat(march(Kpi.TIME_TO_FIRST_VALUE).value()).isEqualTo(30);
  }

  private KpiValue cohort(String start) {
    return figures(book, MARCH, new Slice(null, null, start), "2026-03-20")
        .value(Kpi.TIME_TO_FIRST_VALUE);
  }

  private void firstValue(String account, String start, int days) {
    Standing known = standing("smb", "anna", start, 50, null);
    stands(
        account,
        new Standing(
            true,
            known.attribution(),
            known.profileAtMillis(),
            true,
            known.score(),
            -1,
            null,
            known.renewalDay(),
            days,
            false,
            0,
            -1,
            -1));
  }

  @Test
  void an_account_without_a_manager_is_in_no_figure_of_managers() {
    sponsored("a", "anna", true);
    sponsored("b", "anna", false);
    sponsored("c", "bob", false);
    sponsored("unassigned", null, true);
    book.begin(month("2026-03"));

    assertThat(march(Kpi.ACCOUNTS_PER_CSM).value()).isEqualTo(1.5);
    assertThat(march(Kpi.ARR_PER_CSM).value()).isEqualTo(18_000);
    // One of three that somebody manages (R34).
    assertThat(march(Kpi.SPONSOR_COVERAGE).value()).isCloseTo(33.333, NEAR);
    assertThat(march(Kpi.ACCOUNTS).value()).isEqualTo(4);
    PortfolioFigures nobody =
        figures(book, MARCH, new Slice(null, Slice.NOT_TOLD, null), "2026-03-20");
    assertThat(nobody.value(Kpi.ACCOUNTS).value()).isEqualTo(1);
    assertThat(nobody.value(Kpi.ACCOUNTS_PER_CSM).status()).isEqualTo(Status.NO_DATA);
    assertThat(nobody.value(Kpi.SPONSOR_COVERAGE).status()).isEqualTo(Status.NO_DATA);
  }

  private void sponsored(String account, String csm, boolean sponsored) {
    pays(account, "2025-01-10", Kind.NEW, 1000);
    Standing known = standing("smb", csm, null, 50, null);
    stands(
        account,
        new Standing(
            true,
            known.attribution(),
            known.profileAtMillis(),
            true,
            known.score(),
            -1,
            null,
            known.renewalDay(),
            -1,
            sponsored,
            0,
            -1,
            -1));
  }

  @Test
  void churn_is_told_by_the_range_an_account_was_in_at_the_start() {
    int[] points = {5, 15, 19, 20, 39, 40, 59, 60, 79, 80, 100};
    for (int score : points) {
      pays("a" + score, "2025-01-10", Kind.NEW, 1000);
      stands("a" + score, scored(score));
    }
    pays("unscored", "2025-01-10", Kind.NEW, 1000);
    book.begin(month("2026-02")).begin(month("2026-03"));
    pays("a5", "2026-03-10", Kind.CHURNED, 0);
    pays("a15", "2026-03-10", Kind.CHURNED, 0);
    pays("a39", "2026-03-10", Kind.CHURNED, 0);
    pays("unscored", "2026-03-10", Kind.CHURNED, 0);

    assertThat(march(Kpi.CHURN_EMERGENCY).numerator()).isEqualTo(2);
    assertThat(march(Kpi.CHURN_EMERGENCY).denominator()).isEqualTo(3);
    assertThat(march(Kpi.CHURN_CRITICAL).value()).isEqualTo(50);
    assertThat(march(Kpi.CHURN_AT_RISK).denominator()).isEqualTo(2);
    assertThat(march(Kpi.CHURN_STABLE).value()).isZero();
    assertThat(march(Kpi.CHURN_HEALTHY).denominator()).isEqualTo(2);
    assertThat(march(Kpi.CHURN_EMERGENCY).interval()).isEqualTo(Interval.of(2, 3));
    assertThat(march(Kpi.LOGO_CHURN).interval()).isNull();
  }

  @Test
  void what_cannot_be_converted_is_in_no_list_of_amounts_either() {
    contract("dollar", "2025-04-15", 1000, "2026-04-15");
    stands("dollar", scored(20));
    book.tell(fact(paid("euro", "2025-05-15", Kind.NEW, 1000, "EUR", "2026-05-15")));
    stands("euro", standing("eu", "bob", null, 20, null));
    book.begin(month("2026-03"));

    PortfolioFigures all = figures(book, MARCH, "2026-03-20");
    assertThat(all.ranges()).noneMatch(PortfolioFigures.RangeShare::isArrKnown);
    assertThat(all.ahead())
        .containsExactly(
            new PortfolioFigures.MonthAhead(month("2026-04"), 1, 12_000, 3_600),
            new PortfolioFigures.MonthAhead(month("2026-05"), 1, Rates.UNKNOWN, Rates.UNKNOWN));
    assertThat(all.value(Kpi.AT_RISK_ARR).status()).isEqualTo(Status.NO_RATE);
    assertThat(all.value(Kpi.AT_RISK_ACCOUNTS).value()).isEqualTo(2);
    // A part of the book without that account has its sums.
    PortfolioFigures smb = figures(book, MARCH, new Slice("smb", null, null), "2026-03-20");
    assertThat(smb.ranges().get(ScoreRange.CRITICAL.place()).arrMinor()).isEqualTo(12_000);
  }

  @Test
  void an_account_at_risk_whose_revenue_cannot_be_converted_is_not_told_as_one_that_pays_nothing() {
    book.tell(fact(paid("euro", "2025-05-15", Kind.NEW, 1000, "EUR", null)));
    stands("euro", scored(20));
    stands("untold", scored(20));
    pays("dollar", "2025-05-15", Kind.NEW, 1000);
    stands("dollar", scored(20));
    book.begin(month("2026-03"));

    assertThat(book.ledgers())
        .map(ledger -> Contributions.risky(ledger, Rates.only("USD")))
        .extracting(RiskyAccount::accountId, RiskyAccount::arrMinor)
        .containsExactlyInAnyOrder(
            tuple("euro", RiskyAccount.UNKNOWN),
            tuple("untold", RiskyAccount.UNKNOWN),
            tuple("dollar", 12_000L));
  }

  @Test
  void a_forecast_of_what_cannot_be_converted_is_not_judged() {
    book.tell(fact(paid("euro", "2025-03-15", Kind.NEW, 1000, "EUR", "2026-03-15")));
    book.begin(month("2026-02")).begin(month("2026-03")).begin(month("2026-04"));

    assertThat(figures(book, MARCH, "2026-04-02").value(Kpi.FORECAST_ACCURACY).status())
        .isEqualTo(Status.NO_RATE);
  }

  @Test
  void a_fact_without_a_currency_is_refused_where_several_have_rates() {
    BookInMemory mixed =
        new BookInMemory(new Rates("USD", Map.of("EUR", new BigDecimal("1.10"))), 1);
    SubscriptionSignal silent = paid("a", "2025-01-10", Kind.NEW, 1000, null, null);
    mixed.tell(fact(silent)).begin(month("2026-03"));

    PortfolioFigures figures = figures(mixed, MARCH, "2026-03-20");
    assertThat(figures.value(Kpi.ARR).status()).isEqualTo(Status.NO_RATE);
    assertThat(figures.currenciesWithoutRate()).containsExactly("XXX");
  }
}
