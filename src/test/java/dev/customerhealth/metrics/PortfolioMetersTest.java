package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.metrics.ShownFigure.Scope;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortfolioMetersTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PortfolioMeters meters = new PortfolioMeters(registry);

  @Test
  void a_figure_is_shown_with_its_part_of_the_book_and_the_time_it_is_of() {
    meters.show(
        NOON,
        List.of(
            new ShownFigure(
                PortfolioGauge.NRR,
                Scope.SEGMENT,
                "smb",
                Tags.of(MeterNames.PERIOD, "year", MeterNames.AT, "now"),
                1.07)));

    assertThat(registry.scrape())
        .contains(
            "customer_health_portfolio_nrr_ratio"
                + "{at=\"now\",group=\"smb\",period=\"year\",scope=\"segment\"} 1.07",
            "customer_health_portfolio_as_of_seconds 1.7726256E9");
  }

  @Test
  void a_newer_figure_takes_the_place_of_the_older_and_what_is_gone_is_not_shown() {
    meters.show(NOON, List.of(accounts(Scope.CSM, "kim", 3), accounts(Scope.CSM, "otto", 4)));
    meters.show(NOON, List.of(accounts(Scope.CSM, "kim", 5)));

    assertThat(registry.scrape())
        .contains("group=\"kim\",scope=\"csm\"} 5.0")
        .doesNotContain("otto");
  }

  /** In a rebalance nobody knows the book. */
  @Test
  void what_was_shown_last_stays_while_there_is_nothing() {
    meters.show(NOON, List.of(accounts(Scope.BOOK, ShownFigure.WHOLE, 200)));
    meters.show(NOON.plusSeconds(60), List.of());

    assertThat(registry.scrape())
        .contains(
            "customer_health_portfolio_accounts{band=\"healthy\",group=\"all\",scope=\"book\"}"
                + " 200.0",
            "customer_health_portfolio_as_of_seconds 1.7726256E9");
  }

  @Test
  void more_managers_than_anybody_looks_at_make_no_more_series_and_the_largest_are_kept() {
    List<ShownFigure> figures = new ArrayList<>();
    for (int csm = 0; csm < 500; csm++) {
      figures.add(accounts(Scope.CSM, "csm-" + csm, csm));
    }

    meters.show(NOON, figures);

    assertThat(registry.scrape().lines().filter(line -> line.contains("scope=\"csm\"")))
        .as("50 and the others")
        .hasSize(51)
        .anyMatch(line -> line.contains("csm-499"))
        .noneMatch(line -> line.contains("csm-449\""));
    assertThat(registry.scrape()).contains("customer_health_portfolio_left_out 450.0");
  }

  @Test
  void regions_are_free_text_so_the_small_ones_are_shown_as_one_and_all_add_up_to_the_book() {
    List<ShownFigure> figures = new ArrayList<>();
    for (int region = 1; region <= 200; region++) {
      figures.add(accounts(Scope.REGION, "region-" + region, region));
      figures.add(
          new ShownFigure(
              PortfolioGauge.AT_RISK, Scope.REGION, "region-" + region, Tags.empty(), 0.5));
    }

    meters.show(NOON, figures);

    List<String> shown =
        registry.scrape().lines().filter(line -> line.contains("scope=\"region\"")).toList();
    assertThat(shown)
        .as("20 regions with two figures each, and the number of accounts of the others")
        .hasSize(41)
        .contains(
            "customer_health_portfolio_accounts"
                + "{band=\"healthy\",group=\"(other)\",scope=\"region\"} "
                + (double) IntStream.rangeClosed(1, 180).sum());
  }

  @Test
  void money_that_is_not_known_of_one_of_the_others_is_not_shown_of_them_together() {
    List<ShownFigure> figures = new ArrayList<>();
    for (int region = 1; region <= 22; region++) {
      figures.add(accounts(Scope.REGION, "region-" + region, region));
      if (region != 1) {
        figures.add(
            new ShownFigure(
                PortfolioGauge.ARR, Scope.REGION, "region-" + region, Tags.empty(), 1000));
      }
    }

    meters.show(NOON, figures);

    assertThat(registry.scrape().lines().filter(line -> line.contains("(other)")))
        .singleElement()
        .asString()
        .startsWith("customer_health_portfolio_accounts{")
        .endsWith(" 3.0");
  }

  @Test
  void of_the_months_in_which_customers_began_the_latest_are_kept() {
    List<ShownFigure> figures = new ArrayList<>();
    for (int year = 2020; year < 2026; year++) {
      for (int month = 1; month <= 12; month++) {
        figures.add(accounts(Scope.COHORT, "%d-%02d".formatted(year, month), 1));
      }
    }

    meters.show(NOON, figures);

    assertThat(registry.scrape()).contains("2025-12", "2024-01").doesNotContain("2023-12");
  }

  private static ShownFigure accounts(Scope scope, String group, double count) {
    return new ShownFigure(
        PortfolioGauge.ACCOUNTS, scope, group, Tags.of(MeterNames.BAND, "healthy"), count);
  }
}
