package dev.customerhealth.domain.portfolio;

import static dev.customerhealth.domain.portfolio.Told.fact;
import static dev.customerhealth.domain.portfolio.Told.figures;
import static dev.customerhealth.domain.portfolio.Told.month;
import static dev.customerhealth.domain.portfolio.Told.paid;
import static dev.customerhealth.domain.portfolio.Told.scored;
import static dev.customerhealth.domain.portfolio.Told.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.portfolio.KpiValue.Status;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal.Kind;
import dev.customerhealth.domain.signal.SurveySignal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The KPIs of section 6, the worked examples of domain.md among them. */
class PortfolioTest {
  private static final Period MARCH = Period.month(month("2026-03"));
  private static final Period QUARTER = Period.quarterOf(month("2026-03"));
  private static final Period YEAR = Period.yearTo(month("2026-03"));

  private final BookInMemory book = new BookInMemory();

  /** 1,000 + 150 - 30 - 50 k is 107% and 92% (R1, R3). */
  private void theExampleOfDomain() {
    pays("steady", "2025-01-10", Kind.NEW, 600_000_00);
    pays("grows", "2025-01-10", Kind.NEW, 250_000_00);
    pays("shrinks", "2025-01-10", Kind.NEW, 100_000_00);
    pays("leaves", "2025-01-10", Kind.NEW, 50_000_00);
    pays("grows", "2026-03-05", Kind.EXPANDED, 400_000_00);
    pays("shrinks", "2026-03-06", Kind.CONTRACTED, 70_000_00);
    pays("leaves", "2026-03-07", Kind.CHURNED, 0);
    pays("comes", "2026-03-08", Kind.NEW, 999_000_00);
    book.begin(month("2026-03"));
  }

  private void pays(String account, String day, Kind kind, long mrr) {
    book.tell(fact(paid(account, day, kind, mrr)));
  }

  private KpiValue value(Kpi kpi, Period period) {
    return figures(book, period, "2026-03-20").value(kpi);
  }

  @Test
  void the_worked_example_makes_107_percent_net_and_92_percent_gross() {
    theExampleOfDomain();

    for (Period period : new Period[] {MARCH, QUARTER, YEAR}) {
      assertThat(value(Kpi.NRR, period).value()).as(period.id()).isEqualTo(107);
      assertThat(value(Kpi.GRR, period).value()).as(period.id()).isEqualTo(92);
    }
    assertThat(value(Kpi.NRR, MARCH).numerator()).isEqualTo(1_070_000_00);
    assertThat(value(Kpi.NRR, MARCH).denominator()).isEqualTo(1_000_000_00);
  }

  @Test
  void new_customers_are_in_neither_but_in_the_revenue_at_the_end() {
    theExampleOfDomain();

    assertThat(value(Kpi.ARR, MARCH).value()).isEqualTo(12.0 * (1_070_000_00 + 999_000_00));
    assertThat(value(Kpi.ARR_GROWTH, MARCH).value()).isEqualTo(106.9);
    assertThat(value(Kpi.LOGO_RETENTION, MARCH).value()).isEqualTo(75);
    assertThat(value(Kpi.LOGO_CHURN, MARCH).value()).isEqualTo(25);
    assertThat(value(Kpi.REVENUE_CHURN, MARCH).value()).isEqualTo(5);
    assertThat(value(Kpi.EXPANSION_RATE, MARCH).value()).isEqualTo(15);
    assertThat(value(Kpi.CONTRACTION_RATE, MARCH).value()).isEqualTo(3);
    assertThat(value(Kpi.UPSELL_RATE, MARCH).value()).isEqualTo(25);
  }

  @Test
  void the_churn_only_variant_knows_no_contraction() {
    theExampleOfDomain();

    assertThat(value(Kpi.GRR_CHURN_ONLY, MARCH).value()).isEqualTo(95);
  }

  @Test
  void an_upgrade_and_a_downgrade_within_a_period_cancel_but_not_among_gross_movements() {
    pays("a", "2025-01-10", Kind.NEW, 1000);
    pays("a", "2026-03-05", Kind.EXPANDED, 1500);
    pays("a", "2026-03-15", Kind.CONTRACTED, 1200);
    book.begin(month("2026-03"));

    assertThat(value(Kpi.NRR, MARCH).value()).isEqualTo(120);
    assertThat(value(Kpi.GRR, MARCH).value()).isEqualTo(100);
    assertThat(value(Kpi.NRR_GROSS, MARCH).value()).isEqualTo(120);
    assertThat(value(Kpi.GRR_GROSS, MARCH).value()).isEqualTo(70);
  }

  @Test
  void who_pays_more_than_before_counts_for_gross_retention_at_most_what_it_paid() {
    pays("a", "2025-01-10", Kind.NEW, 1000);
    pays("b", "2025-01-10", Kind.NEW, 1000);
    pays("a", "2026-03-05", Kind.EXPANDED, 9000);
    pays("b", "2026-03-05", Kind.CONTRACTED, 500);
    book.begin(month("2026-03"));

    assertThat(value(Kpi.GRR, MARCH).value()).isEqualTo(75);
  }

  @Test
  void bands_are_those_of_the_benchmarks() {
    assertThat(range(Kpi.NRR, 89.9)).isEqualTo("critical");
    assertThat(range(Kpi.NRR, 90)).isEqualTo("below-average");
    assertThat(range(Kpi.NRR, 100)).isEqualTo("good");
    assertThat(range(Kpi.NRR, 120)).isEqualTo("great");
    assertThat(range(Kpi.NRR, 120.1)).isEqualTo("excellent");
    assertThat(range(Kpi.GRR, 79)).isEqualTo("critical");
    assertThat(range(Kpi.GRR, 85)).isEqualTo("average");
    assertThat(range(Kpi.GRR, 95)).isEqualTo("good");
    assertThat(range(Kpi.GRR, 95.1)).isEqualTo("excellent");
    assertThat(range(Kpi.EXPANSION_RATE, 40)).isEqualTo("exceptional");
    assertThat(range(Kpi.RENEWAL_RATE_VALUE, 84)).isEqualTo("low");
    assertThat(range(Kpi.RENEWAL_RATE_LOGO, 95)).isEqualTo("excellent");
    assertThat(range(Kpi.NPS, -1)).isEqualTo("negative");
    assertThat(range(Kpi.NPS, 30)).isEqualTo("good");
    assertThat(range(Kpi.NPS, 70)).isEqualTo("great");
    assertThat(range(Kpi.CSAT, 90)).isEqualTo("good");
    assertThat(range(Kpi.CES, 2.9)).isEqualTo("good");
    assertThat(range(Kpi.CES, 5)).isEqualTo("average");
    assertThat(range(Kpi.CES, 5.1)).isEqualTo("risk");
    assertThat(range(Kpi.AT_RISK_RATE, 20)).isEqualTo("elevated");
    assertThat(range(Kpi.AT_RISK_RATE, 20.1)).isEqualTo("trouble");
    assertThat(range(Kpi.FORECAST_ACCURACY, 90)).isEqualTo("on-target");
    assertThat(range(Kpi.CONTACT_COVERAGE, 3)).isEqualTo("multi-threaded");
  }

  private static String range(Kpi kpi, double value) {
    return kpi.benchmark().of(value).name();
  }

  @Test
  void a_net_promoter_score_of_30() {
    answers(5, 10);
    answers(3, 8);
    answers(2, 3);
    book.begin(month("2026-03"));

    assertThat(value(Kpi.NPS, MARCH).value()).isEqualTo(30);
  }

  private void answers(int times, int value) {
    for (int i = 0; i < times; i++) {
      book.tell(
          Told.answer(
              Told.survey("a" + value, "2026-03-0" + (i + 1), SurveySignal.Kind.NPS, value)));
    }
  }

  @Test
  void satisfaction_and_effort_are_of_all_answers_of_the_period() {
    for (int value = 1; value <= 5; value++) {
      book.tell(Told.answer(Told.survey("a", "2026-03-02", SurveySignal.Kind.CSAT, value)));
    }
    book.tell(Told.answer(Told.survey("a", "2026-03-02", SurveySignal.Kind.CES, 2)));
    book.tell(Told.answer(Told.survey("a", "2026-02-02", SurveySignal.Kind.CES, 5)));
    book.begin(month("2026-03"));

    assertThat(value(Kpi.CSAT, MARCH).value()).isEqualTo(40);
    assertThat(value(Kpi.CES, MARCH).value()).isEqualTo(2);
    assertThat(value(Kpi.CES, QUARTER).value()).isEqualTo(3.5);
  }

  /** 100k at 85, 50k at 45, 75k at 25: 147.5k of 225k (R12). */
  @Test
  void the_worked_example_foretells_147_5_k_of_225_k() {
    due("a", 100_000_00, 85);
    due("b", 50_000_00, 45);
    due("c", 75_000_00, 25);
    book.begin(month("2026-03"));

    assertThat(value(Kpi.RENEWAL_FORECAST, MARCH).value()).isEqualTo(147_500_00);
    assertThat(value(Kpi.RENEWALS_DUE, MARCH).value()).isEqualTo(225_000_00);
    assertThat(figures(book, MARCH, "2026-03-20").ahead())
        .containsExactly(
            new PortfolioFigures.MonthAhead(month("2026-03"), 3, 225_000_00, 147_500_00));
  }

  private void due(String account, long arrMinor, int points) {
    Standing standing = standing("smb", "anna", null, points, "2026-03-25");
    book.tell(
        Told.standing(
            account,
            new Standing(
                true,
                standing.attribution(),
                standing.profileAtMillis(),
                true,
                points * 1000,
                arrMinor,
                "USD",
                standing.renewalDay(),
                -1,
                false,
                0,
                -1,
                -1)));
  }

  @Test
  void a_renewal_rate_says_its_basis() {
    contract("a", 1000);
    contract("b", 3000);
    contract("c", 500);
    pays("a", "2026-03-10", Kind.RENEWED, 800);
    pays("b", "2026-03-10", Kind.CHURNED, 0);
    book.begin(month("2026-03"));

    assertThat(value(Kpi.RENEWAL_RATE_LOGO, MARCH).value()).isEqualTo(50);
    assertThat(value(Kpi.RENEWAL_RATE_VALUE, MARCH).value()).isEqualTo(20);
    assertThat(value(Kpi.RENEWED, MARCH).value()).isEqualTo(12 * 800);
    assertThat(value(Kpi.RENEWALS_DUE, MARCH).value()).isEqualTo(12 * 4500);
  }

  private void contract(String account, long mrr) {
    book.tell(fact(paid(account, "2025-03-15", Kind.NEW, mrr, "USD", "2026-03-15")));
  }

  @Test
  void who_leaves_within_a_term_is_churn_and_no_renewal() {
    book.tell(fact(paid("a", "2025-03-15", Kind.NEW, 1000, "USD", "2026-09-15")));
    pays("a", "2026-03-10", Kind.CHURNED, 0);
    book.begin(month("2026-03"));

    assertThat(value(Kpi.RENEWAL_RATE_LOGO, MARCH).status()).isEqualTo(Status.NO_DATA);
    assertThat(value(Kpi.LOGO_CHURN, MARCH).value()).isEqualTo(100);
  }

  @Test
  void a_forecast_is_held_against_what_came() {
    for (int i = 0; i < 10; i++) {
      contract("a" + i, 1000);
      book.tell(Told.standing("a" + i, scored(85)));
    }
    book.begin(month("2026-02")).begin(month("2026-03"));
    for (int i = 0; i < 10; i++) {
      pays("a" + i, "2026-03-1" + i, i < 8 ? Kind.RENEWED : Kind.CHURNED, i < 8 ? 1000 : 0);
    }
    book.begin(month("2026-04"));

    // 95% of ten foretold, eight came: 1 - 1.5 / 8.
    assertThat(figures(book, MARCH, "2026-04-02").value(Kpi.FORECAST_ACCURACY).value())
        .isEqualTo(81.25);
  }

  @Test
  void the_at_risk_rate_counts_scores_under_40_among_the_scored() {
    book.tell(Told.standing("a", scored(39)));
    book.tell(Told.standing("b", scored(40)));
    book.tell(Told.standing("c", scored(90)));
    book.tell(Told.standing("d", scored(-1)));
    book.begin(month("2026-03"));

    assertThat(value(Kpi.AT_RISK_RATE, MARCH).value()).isCloseTo(33.333, within(0.001));
    assertThat(value(Kpi.SCORE_COVERAGE, MARCH).value()).isEqualTo(75);
    assertThat(figures(book, MARCH, "2026-03-20").ranges())
        .extracting(PortfolioFigures.RangeShare::accounts)
        .containsExactly(1L, 0L, 1L, 1L, 0L, 1L);
  }

  @Test
  void money_without_a_rate_is_an_error_and_not_a_smaller_sum() {
    pays("a", "2025-01-10", Kind.NEW, 1000);
    book.tell(fact(paid("b", "2025-01-10", Kind.NEW, 1000, "EUR", null)));
    book.begin(month("2026-03"));

    PortfolioFigures figures = figures(book, MARCH, "2026-03-20");

    assertThat(figures.value(Kpi.NRR).status()).isEqualTo(Status.NO_RATE);
    assertThat(figures.value(Kpi.ARR).status()).isEqualTo(Status.NO_RATE);
    assertThat(figures.currenciesWithoutRate()).containsExactly("EUR");
    assertThat(figures.value(Kpi.ACCOUNTS).value()).isEqualTo(2);
  }

  @Test
  void money_is_converted_by_the_table_account_by_account() {
    BookInMemory mixed =
        new BookInMemory(
            new Rates("USD", Map.of("EUR", new BigDecimal("1.10"), "JPY", new BigDecimal("0.01"))),
            1);
    mixed.tell(fact(paid("a", "2025-01-10", Kind.NEW, 10_00, "EUR", null)));
    mixed.tell(fact(paid("b", "2025-01-10", Kind.NEW, 1000, "JPY", null)));
    mixed.begin(month("2026-03"));

    assertThat(figures(mixed, MARCH, "2026-03-20").value(Kpi.ARR).value())
        .isEqualTo(12 * (11_00 + 10_00));
  }

  @Test
  void every_slice_has_its_own_figures() {
    pays("a", "2025-01-10", Kind.NEW, 1000);
    pays("b", "2025-01-10", Kind.NEW, 3000);
    book.tell(Told.standing("a", standing("smb", "anna", "2025-01", 50, null)));
    book.tell(Told.standing("b", standing("enterprise", "bob", "2024-11", 90, null)));
    book.begin(month("2026-03"));

    assertThat(arr(new Slice("smb", null, null))).isEqualTo(12_000);
    assertThat(arr(new Slice(null, "bob", null))).isEqualTo(36_000);
    assertThat(arr(new Slice(null, null, "2025-01"))).isEqualTo(12_000);
    assertThat(arr(new Slice("enterprise", "bob", null))).isEqualTo(36_000);
    assertThat(arr(new Slice("enterprise", null, "2024-11"))).isEqualTo(36_000);
    assertThat(value(Kpi.ACCOUNTS_PER_CSM, MARCH).value()).isEqualTo(1);
    assertThat(value(Kpi.ARR_PER_CSM, MARCH).value()).isEqualTo(24_000);
  }

  @Test
  void a_region_has_its_own_figures_and_so_has_a_segment_in_it() {
    pays("a", "2025-01-10", Kind.NEW, 1000);
    pays("b", "2025-01-10", Kind.NEW, 3000);
    pays("c", "2025-01-10", Kind.NEW, 5000);
    book.tell(Told.standing("a", Told.in("emea", standing("smb", "anna", null, 50, null))));
    book.tell(Told.standing("b", Told.in("emea", standing("enterprise", "anna", null, 50, null))));
    book.tell(Told.standing("c", standing("smb", "anna", null, 50, null)));
    book.begin(month("2026-03"));

    assertThat(arr(new Slice(null, null, null, "emea"))).isEqualTo(48_000);
    assertThat(arr(new Slice(null, null, null, Slice.NOT_TOLD))).isEqualTo(60_000);
    assertThat(arr(new Slice("smb", null, null, "emea"))).isEqualTo(12_000);
    assertThat(arr(new Slice(null, "anna", null, "emea"))).isEqualTo(48_000);
    assertThat(new Slice("smb", null, null, "emea/uk").id())
        .isEqualTo("segment=smb/region=emea%2Fuk");
  }

  @Test
  void managers_of_a_region_are_those_who_have_accounts_there() {
    pays("a", "2025-01-10", Kind.NEW, 1000);
    pays("b", "2025-01-10", Kind.NEW, 3000);
    pays("c", "2025-01-10", Kind.NEW, 5000);
    book.tell(Told.standing("a", Told.in("emea", standing("smb", "anna", null, 50, null))));
    book.tell(Told.standing("b", Told.in("emea", standing("enterprise", "anna", null, 50, null))));
    book.tell(Told.standing("c", Told.in("apac", standing("smb", "bob", null, 50, null))));
    book.begin(month("2026-03"));

    PortfolioFigures emea = figures(book, MARCH, new Slice(null, null, null, "emea"), "2026-03-20");
    assertThat(emea.value(Kpi.ACCOUNTS_PER_CSM).value()).isEqualTo(2);
    assertThat(emea.value(Kpi.ARR_PER_CSM).value()).isEqualTo(48_000);
    PortfolioFigures hers =
        figures(book, MARCH, new Slice(null, "anna", null, "emea"), "2026-03-20");
    assertThat(hers.value(Kpi.ACCOUNTS_PER_CSM).value()).isEqualTo(2);
    assertThat(value(Kpi.ACCOUNTS_PER_CSM, MARCH).value()).isEqualTo(1.5);
  }

  private double arr(Slice slice) {
    return figures(book, MARCH, slice, "2026-03-20").value(Kpi.ARR).value();
  }

  @Test
  void time_to_first_value_is_the_median() {
    firstValueAfter("a", 10);
    firstValueAfter("b", 20);
    firstValueAfter("c", 90);
    firstValueAfter("d", 40);
    book.begin(month("2026-03"));

    assertThat(value(Kpi.TIME_TO_FIRST_VALUE, MARCH).value()).isEqualTo(30);
  }

  private void firstValueAfter(String account, int days) {
    Standing known = scored(50);
    book.tell(
        Told.standing(
            account,
            new Standing(
                true,
                known.attribution(),
                known.profileAtMillis(),
                true,
                50_000,
                -1,
                null,
                known.renewalDay(),
                days,
                true,
                3,
                4,
                1)));
  }

  @Test
  void adoption_sponsors_and_contacts_are_shares_of_the_book() {
    firstValueAfter("a", 10);
    book.tell(Told.standing("b", scored(50)));
    book.begin(month("2026-03"));

    assertThat(value(Kpi.SPONSOR_COVERAGE, MARCH).value()).isEqualTo(50);
    assertThat(value(Kpi.CONTACT_COVERAGE, MARCH).value()).isEqualTo(1.5);
    assertThat(value(Kpi.ADOPTION_RATE, MARCH).value()).isEqualTo(100);
    assertThat(value(Kpi.ADOPTION_DEPTH, MARCH).value()).isEqualTo(4);
  }

  @Test
  void a_lifetime_is_what_is_earned_until_the_customer_is_lost() {
    for (int i = 0; i < 10; i++) {
      pays("a" + i, "2025-01-10", Kind.NEW, 1000);
      book.tell(fact(finance("a" + i)));
    }
    pays("a9", "2026-03-10", Kind.CHURNED, 0);
    book.begin(month("2026-03"));

    // 1,000 a month, 80% margin, one of ten lost a month.
    assertThat(value(Kpi.LIFETIME_VALUE, MARCH).value()).isEqualTo(8000);
    // 4,000 to win each, 800 earned a month.
    assertThat(value(Kpi.CAC_PAYBACK, MARCH).value()).isEqualTo(5);
  }

  private static SubscriptionSignal finance(String account) {
    return new SubscriptionSignal(
        account + "finance",
        account,
        Told.at("2025-02-01"),
        Kind.FINANCE_FACTS,
        null,
        null,
        "USD",
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        new SubscriptionSignal.Finance(null, 0.8, 4000L, null));
  }

  @Test
  void scores_that_told_who_would_leave_are_accurate() {
    for (int i = 0; i < 10; i++) {
      pays("a" + i, "2025-01-10", Kind.NEW, 1000);
      book.tell(Told.standing("a" + i, scored(5 + 10 * i)));
    }
    book.begin(month("2026-02")).begin(month("2026-03"));
    pays("a0", "2026-03-10", Kind.CHURNED, 0);

    assertThat(value(Kpi.SCORE_AUC, MARCH).value()).isEqualTo(1);
    assertThat(value(Kpi.SCORE_LIFT, MARCH).value()).isCloseTo(10, within(1e-9));
    assertThat(List.of(value(Kpi.SCORE_AUC, MARCH), value(Kpi.SCORE_LIFT, MARCH)))
        .as("left, of all with a score")
        .allMatch(value -> value.numerator() == 1 && value.denominator() == 10);
  }

  @Test
  void a_figure_stands_beside_that_of_a_quarter_before() {
    pays("a", "2025-01-10", Kind.NEW, 1000);
    pays("b", "2025-01-10", Kind.NEW, 1000);
    pays("a", "2025-12-10", Kind.CHURNED, 0);
    pays("b", "2026-03-10", Kind.EXPANDED, 1100);
    book.begin(month("2026-03"));

    PortfolioFigures figures = figures(book, MARCH, "2026-03-20");

    assertThat(figures.value(Kpi.NRR).value()).isCloseTo(110, within(1e-9));
    assertThat(figures.quarterAgo(Kpi.NRR).value()).isEqualTo(50);
  }
}
