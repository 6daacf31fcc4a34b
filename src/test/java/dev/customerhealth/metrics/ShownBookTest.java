package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Kpi;
import dev.customerhealth.domain.portfolio.KpiValue;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.ScoreRange;
import dev.customerhealth.domain.portfolio.Slice;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownBookTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final int MARCH = Months.of(NOON.toEpochMilli());
  private static final Slice SMB = new Slice("smb", null, null);

  @Test
  void a_percentage_is_shown_as_a_ratio_and_for_the_book_also_of_a_quarter_ago() {
    assertThat(scrape(List.of(figures(Period.yearTo(MARCH), Slice.ALL, Kpi.NRR, 107))))
        .contains(
            "customer_health_portfolio_nrr_ratio"
                + "{at=\"now\",group=\"all\",period=\"year\",scope=\"book\"} 1.07",
            "customer_health_portfolio_nrr_ratio"
                + "{at=\"quarter_ago\",group=\"all\",period=\"year\",scope=\"book\"} 1.07");
  }

  @Test
  void a_part_of_the_book_is_shown_as_it_is_now() {
    assertThat(scrape(List.of(figures(Period.quarterOf(MARCH), SMB, Kpi.NPS, 30))))
        .contains(
            "customer_health_portfolio_nps"
                + "{at=\"now\",group=\"smb\",period=\"quarter\",scope=\"segment\"} 30.0")
        .doesNotContain("quarter_ago");
  }

  @Test
  void churn_is_shown_by_the_score_customers_had() {
    assertThat(scrape(List.of(figures(Period.quarterOf(MARCH), SMB, Kpi.CHURN_CRITICAL, 25))))
        .contains(
            "customer_health_portfolio_churn_by_score_ratio{at=\"now\",band=\"critical\","
                + "group=\"smb\",period=\"quarter\",scope=\"segment\"} 0.25");
  }

  @Test
  void a_region_is_a_part_of_the_book() {
    Slice emea = new Slice(null, null, null, "emea");
    assertThat(scrape(List.of(figures(Period.quarterOf(MARCH), emea, Kpi.NPS, 30))))
        .contains(
            "customer_health_portfolio_nps"
                + "{at=\"now\",group=\"emea\",period=\"quarter\",scope=\"region\"} 30.0");
  }

  @Test
  void money_is_shown_in_major_units_of_its_currency() {
    assertThat(scrape(List.of(figures(Period.month(MARCH), Slice.ALL, Kpi.AT_RISK_ARR, 123_450))))
        .contains(
            "customer_health_portfolio_at_risk_arr"
                + "{at=\"now\",currency=\"EUR\",group=\"all\",scope=\"book\"} 1234.5",
            "customer_health_portfolio_at_risk_arr"
                + "{at=\"quarter_ago\",currency=\"EUR\",group=\"all\",scope=\"book\"} 1234.5");
  }

  @Test
  void accounts_and_their_revenue_are_shown_by_range() {
    assertThat(scrape(List.of(figures(Period.month(MARCH), Slice.ALL, Kpi.ACCOUNTS, 7))))
        .contains(
            "customer_health_portfolio_accounts{band=\"at-risk\",group=\"all\",scope=\"book\"} 7.0",
            "customer_health_portfolio_arr"
                + "{band=\"at-risk\",currency=\"EUR\",group=\"all\",scope=\"book\"} 900.0");
  }

  @Test
  void renewals_of_three_months_are_due() {
    assertThat(scrape(List.of(figures(Period.month(MARCH), Slice.ALL, Kpi.ACCOUNTS, 7))))
        .contains(
            "customer_health_portfolio_renewals_due_arr"
                + "{currency=\"EUR\",group=\"all\",scope=\"book\"} 300.0",
            "customer_health_portfolio_renewals_forecast_arr"
                + "{currency=\"EUR\",group=\"all\",scope=\"book\"} 150.0");
  }

  /** A zero would be believed. */
  @Test
  void what_is_not_known_is_not_shown() {
    assertThat(scrape(List.of(figures(Period.yearTo(MARCH), Slice.ALL, Kpi.NRR, 107))))
        .doesNotContain("customer_health_portfolio_grr_ratio{");
  }

  @Test
  void of_a_part_the_latest_period_of_each_length_is_shown() {
    assertThat(
            scrape(
                List.of(
                    figures(Period.month(MARCH), SMB, Kpi.CSAT, 80),
                    figures(Period.month(MARCH - 1), SMB, Kpi.CSAT, 60))))
        .contains("period=\"month\",scope=\"segment\"} 0.8")
        .doesNotContain("} 0.6");
  }

  @Test
  void parts_of_parts_are_not_shown() {
    assertThat(
            scrape(
                List.of(
                    figures(Period.month(MARCH), Slice.ALL, Kpi.CSAT, 80),
                    figures(Period.month(MARCH), new Slice("smb", "kim", null), Kpi.CSAT, 60))))
        .doesNotContain("kim");
  }

  @Test
  void of_the_accounts_at_risk_the_largest_25_are_shown_each_with_who_looks_after_it() {
    List<RiskyAccount> risky =
        IntStream.range(0, 40)
            .mapToObj(index -> new RiskyAccount("a" + index, "smb", "kim", 33_000, 90_000 - index))
            .toList();
    String scrape =
        scrape(List.of(figures(Period.month(MARCH), Slice.ALL, Kpi.ACCOUNTS, 7)), risky);

    assertThat(scrape.lines().filter(line -> line.startsWith("customer_health_portfolio_account_")))
        .hasSize(25)
        .anyMatch(
            line ->
                line.equals(
                    "customer_health_portfolio_account_at_risk_arr{account=\"a0\",band=\"critical\",csm=\"kim\",currency=\"EUR\",group=\"all\",scope=\"book\"}"
                        + " 900.0"));
  }

  private static String scrape(List<PortfolioFigures> figures) {
    return scrape(figures, List.of());
  }

  private static String scrape(List<PortfolioFigures> figures, List<RiskyAccount> risky) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    tell(new MicrometerPortfolioMetrics(registry), figures, risky);
    return registry.scrape();
  }

  private static void tell(
      MicrometerPortfolioMetrics metrics,
      List<PortfolioFigures> figures,
      List<RiskyAccount> risky) {
    figures.forEach(metrics::told);
    metrics.atRisk("EUR", risky);
    metrics.refresh();
  }

  @Test
  void in_a_rebalance_the_last_figures_stay_and_go_when_another_instance_has_had_time_to_tell() {
    MockClock clock = new MockClock();
    PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
    MicrometerPortfolioMetrics metrics = new MicrometerPortfolioMetrics(registry);
    tell(metrics, List.of(figures(Period.month(MARCH), Slice.ALL, Kpi.CSAT, 80)), List.of());

    metrics.gone();
    clock.addSeconds(60);
    metrics.refresh();
    assertThat(registry.scrape()).contains("customer_health_portfolio_csat_ratio{");

    clock.addSeconds(60);
    metrics.refresh();
    assertThat(registry.scrape())
        .doesNotContain("customer_health_portfolio_csat_ratio{")
        .contains("customer_health_portfolio_as_of_seconds 0.0");
  }

  @Test
  void who_has_no_figures_in_the_new_month_is_not_shown_with_those_of_the_old() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MicrometerPortfolioMetrics metrics = new MicrometerPortfolioMetrics(registry);
    Slice kim = new Slice(null, "kim", null);
    tell(
        metrics,
        List.of(
            figures(Period.month(MARCH), Slice.ALL, Kpi.CSAT, 80),
            figures(Period.month(MARCH), kim, Kpi.CSAT, 70)),
        List.of());
    assertThat(registry.scrape()).contains("group=\"kim\"");

    tell(metrics, List.of(figures(Period.month(MARCH + 1), Slice.ALL, Kpi.CSAT, 81)), List.of());

    assertThat(registry.scrape())
        .contains("period=\"month\",scope=\"book\"} 0.81")
        .doesNotContain("group=\"kim\"");
  }

  @Test
  void a_book_of_which_half_is_told_is_not_shown_yet() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MicrometerPortfolioMetrics metrics = new MicrometerPortfolioMetrics(registry);
    tell(metrics, List.of(figures(Period.month(MARCH), Slice.ALL, Kpi.CSAT, 80)), List.of());

    metrics.told(figures(Period.month(MARCH + 1), Slice.ALL, Kpi.CSAT, 81));
    metrics.refresh();

    assertThat(registry.scrape()).contains("period=\"month\",scope=\"book\"} 0.8\n");
  }

  /** A figure of last month that is restated knows nothing of the currencies of this one. */
  @Test
  void currencies_without_a_rate_are_those_of_the_newest_figures_and_go_with_them() {
    MockClock clock = new MockClock();
    PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
    MicrometerPortfolioMetrics metrics = new MicrometerPortfolioMetrics(registry);
    PortfolioFigures newest = figures(Period.month(MARCH), Slice.ALL, Kpi.CSAT, 80);
    tell(metrics, List.of(without(newest, "CHF", "SEK")), List.of());
    tell(metrics, List.of(figures(Period.month(MARCH - 1), Slice.ALL, Kpi.CSAT, 79)), List.of());
    assertThat(registry.scrape()).contains("customer_health_portfolio_currencies_without_rate 2.0");

    metrics.gone();
    clock.addSeconds(120);
    metrics.refresh();
    assertThat(registry.scrape()).contains("customer_health_portfolio_currencies_without_rate 0.0");
  }

  private static PortfolioFigures without(PortfolioFigures figures, String... currencies) {
    return new PortfolioFigures(
        figures.cell(),
        figures.asOfMillis(),
        figures.closed(),
        figures.currency(),
        figures.minorPerDollar(),
        figures.values(),
        figures.quarterAgo(),
        figures.ranges(),
        figures.ahead(),
        List.of(currencies));
  }

  @Test
  void a_book_that_comes_back_is_shown_again() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MicrometerPortfolioMetrics metrics = new MicrometerPortfolioMetrics(registry);
    metrics.gone();
    tell(metrics, List.of(figures(Period.month(MARCH), Slice.ALL, Kpi.CSAT, 80)), List.of());

    assertThat(registry.scrape()).contains("period=\"month\",scope=\"book\"} 0.8");
  }

  /** One value is known, of the same now and a quarter ago. */
  private static PortfolioFigures figures(Period period, Slice slice, Kpi known, double value) {
    List<KpiValue> values =
        new ArrayList<>(
            Arrays.stream(Kpi.values())
                .map(kpi -> new KpiValue(kpi, KpiValue.Status.NO_DATA, Double.NaN, 0, 0))
                .toList());
    values.set(
        Arrays.asList(Kpi.values()).indexOf(known),
        new KpiValue(known, KpiValue.Status.VALUE, value, 0, 0));
    return new PortfolioFigures(
        new Cell(period, slice),
        NOON.toEpochMilli(),
        false,
        "EUR",
        100,
        values,
        values,
        Arrays.stream(ScoreRange.values())
            .map(range -> new PortfolioFigures.RangeShare(range, 7, 90_000, 60, false))
            .toList(),
        IntStream.range(0, 12)
            .mapToObj(ahead -> new PortfolioFigures.MonthAhead(MARCH + ahead, 1, 10_000, 5_000))
            .toList(),
        List.of());
  }
}
