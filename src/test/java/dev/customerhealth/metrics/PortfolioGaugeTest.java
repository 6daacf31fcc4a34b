package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.metrics.ShownFigure.Scope;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The names under which dashboards, rules and other people's queries know the book. */
class PortfolioGaugeTest {

  /** Whoever changes a name breaks queries that are not in this repository. */
  private static final List<String> NAMES =
      List.of(
          "customer_health_portfolio_account_at_risk_arr",
          "customer_health_portfolio_accounts",
          "customer_health_portfolio_adoption_ratio",
          "customer_health_portfolio_arr",
          "customer_health_portfolio_arr_growth_ratio",
          "customer_health_portfolio_as_of_seconds",
          "customer_health_portfolio_at_risk_accounts",
          "customer_health_portfolio_at_risk_arr",
          "customer_health_portfolio_at_risk_ratio",
          "customer_health_portfolio_ces",
          "customer_health_portfolio_churn_by_score_ratio",
          "customer_health_portfolio_contacts_per_account",
          "customer_health_portfolio_contraction_ratio",
          "customer_health_portfolio_cross_sell_ratio",
          "customer_health_portfolio_csat_ratio",
          "customer_health_portfolio_currencies_without_rate",
          "customer_health_portfolio_expansion_ratio",
          "customer_health_portfolio_features_per_account",
          "customer_health_portfolio_first_value_seconds",
          "customer_health_portfolio_grr_gross_movements_ratio",
          "customer_health_portfolio_grr_ratio",
          "customer_health_portfolio_left_out",
          "customer_health_portfolio_logo_churn_ratio",
          "customer_health_portfolio_logo_retention_ratio",
          "customer_health_portfolio_nps",
          "customer_health_portfolio_nrr_gross_movements_ratio",
          "customer_health_portfolio_nrr_ratio",
          "customer_health_portfolio_pipeline_arr",
          "customer_health_portfolio_renewal_ratio",
          "customer_health_portfolio_renewals_due_arr",
          "customer_health_portfolio_renewals_forecast_accuracy_ratio",
          "customer_health_portfolio_renewals_forecast_arr",
          "customer_health_portfolio_revenue_churn_ratio",
          "customer_health_portfolio_score_coverage_ratio",
          "customer_health_portfolio_sponsor_coverage_ratio",
          "customer_health_portfolio_to_renewal_seconds",
          "customer_health_portfolio_upsell_ratio");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void families_are_called_what_they_always_were() {
    new PortfolioMeters(registry)
        .show(
            Instant.EPOCH,
            Arrays.stream(PortfolioGauge.values())
                .map(gauge -> new ShownFigure(gauge, Scope.BOOK, "all", Tags.empty(), 1))
                .toList());

    Set<String> names = new TreeSet<>();
    for (String line : registry.scrape().split("\n", -1)) {
      if (line.startsWith("# TYPE ")) {
        names.add(line.split(" ", -1)[2]);
      }
    }
    assertThat(names).containsExactlyElementsOf(NAMES);
  }

  @Test
  void every_family_says_what_it_is() {
    assertThat(PortfolioGauge.values())
        .allSatisfy(gauge -> assertThat(gauge.description()).hasSizeGreaterThan(10));
  }
}
