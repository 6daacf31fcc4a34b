package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.portfolio.BookInMemory;
import dev.customerhealth.domain.portfolio.BookNews;
import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.Portfolio;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sum that lacks an amount would be believed: of a mixed book no money is shown. */
class UnconvertibleMoneyTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final int MARCH = Months.of(NOON.toEpochMilli());

  private static BookNews.OfAccount pays(String account, String currency) {
    Instant at = Instant.parse("2025-04-15T12:00:00Z");
    return new BookNews.OfAccount(
        account,
        null,
        new SubscriptionSignal(
            account,
            account,
            at,
            SubscriptionSignal.Kind.NEW,
            100_00L,
            null,
            currency,
            null,
            LocalDate.parse("2026-04-15")),
        at.toEpochMilli());
  }

  private static String scrape(String otherCurrency, long riskyMinor) {
    BookInMemory book = new BookInMemory();
    book.tell(pays("dollar", "USD")).tell(pays("other", otherCurrency)).begin(MARCH);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MicrometerPortfolioMetrics metrics = new MicrometerPortfolioMetrics(registry);
    metrics.told(
        new Portfolio(Rates.only("USD"))
            .figures(book, new Cell(Period.month(MARCH), Slice.ALL), NOON.toEpochMilli()));
    metrics.atRisk("USD", List.of(new RiskyAccount("other", null, null, 20_000, riskyMinor)));
    metrics.refresh();
    return registry.scrape();
  }

  @Test
  void revenue_and_renewals_of_one_currency_are_shown() {
    assertThat(scrape("USD", 1200_00))
        .contains("customer_health_portfolio_arr{")
        .contains("customer_health_portfolio_renewals_due_arr{")
        .contains("customer_health_portfolio_renewals_forecast_arr{")
        .contains("customer_health_portfolio_account_at_risk_arr{");
  }

  @Test
  void of_a_mixed_book_without_a_rate_no_sum_of_money_is_shown() {
    assertThat(scrape("EUR", RiskyAccount.UNKNOWN))
        .doesNotContain("customer_health_portfolio_arr{")
        .doesNotContain("customer_health_portfolio_renewals_due_arr{")
        .doesNotContain("customer_health_portfolio_renewals_forecast_arr{")
        .doesNotContain("customer_health_portfolio_account_at_risk_arr{")
        .contains("customer_health_portfolio_accounts{");
  }
}
