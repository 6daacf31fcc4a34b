package dev.customerhealth.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last column of section 6, both sides of each bound; money in minor units with two digits. */
class BenchmarksTest {
  private static final double CENTS = 100;

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "NRR, 89.99, critical",
    "NRR, 90, below-average",
    "NRR, 99.99, below-average",
    "NRR, 100, good",
    "NRR, 109.99, good",
    "NRR, 110, great",
    "NRR, 120, great",
    "NRR, 120.01, excellent",
    "GRR, 79.99, critical",
    "GRR, 80, below-average",
    "GRR, 84.99, below-average",
    "GRR, 85, average",
    "GRR, 89.99, average",
    "GRR, 90, good",
    "GRR, 95, good",
    "GRR, 95.01, excellent",
    "EXPANSION_RATE, 9.99, limited",
    "EXPANSION_RATE, 10, moderate",
    "EXPANSION_RATE, 19.99, moderate",
    "EXPANSION_RATE, 20, strong",
    "EXPANSION_RATE, 29.99, strong",
    "EXPANSION_RATE, 30, excellent",
    "EXPANSION_RATE, 39.99, excellent",
    "EXPANSION_RATE, 40, exceptional",
    "RENEWAL_RATE_LOGO, 84.99, low",
    "RENEWAL_RATE_LOGO, 85, below-average",
    "RENEWAL_RATE_LOGO, 89.99, below-average",
    "RENEWAL_RATE_LOGO, 90, good",
    "RENEWAL_RATE_VALUE, 94.99, good",
    "RENEWAL_RATE_VALUE, 95, excellent",
    "FORECAST_ACCURACY, 89.99, off",
    "FORECAST_ACCURACY, 90, on-target",
    "ACCOUNTS_PER_CSM, 9.99, very-few",
    "ACCOUNTS_PER_CSM, 10, high-touch",
    "ACCOUNTS_PER_CSM, 49.99, high-touch",
    "ACCOUNTS_PER_CSM, 50, mid-touch",
    "ACCOUNTS_PER_CSM, 99.99, mid-touch",
    "ACCOUNTS_PER_CSM, 100, low-touch",
    "ACCOUNTS_PER_CSM, 249.99, low-touch",
    "ACCOUNTS_PER_CSM, 250, pooled",
    "ACCOUNTS_PER_CSM, 299.99, pooled",
    "ACCOUNTS_PER_CSM, 300, tech-touch",
    "ARR_PER_CSM, 99999999, under-smb",
    "ARR_PER_CSM, 100000000, smb",
    "ARR_PER_CSM, 199999999, smb",
    "ARR_PER_CSM, 200000000, enterprise",
    "ARR_PER_CSM, 499999999, enterprise",
    "ARR_PER_CSM, 500000000, over",
    "NPS, -0.01, negative",
    "NPS, 0, fair",
    "NPS, 29.99, fair",
    "NPS, 30, good",
    "NPS, 49.99, good",
    "NPS, 50, great",
    "NPS, 70, great",
    "NPS, 70.01, excellent",
    "CSAT, 69.99, poor",
    "CSAT, 70, fair",
    "CSAT, 79.99, fair",
    "CSAT, 80, good",
    "CSAT, 90, good",
    "CSAT, 90.01, excellent",
    "CES, 2.99, good",
    "CES, 3, average",
    "CES, 5, average",
    "CES, 5.01, risk",
    "CONTACT_COVERAGE, 2.99, single-threaded",
    "CONTACT_COVERAGE, 3, multi-threaded",
    "SCORE_COVERAGE, 99.99, incomplete",
    "SCORE_COVERAGE, 100, complete",
    "AT_RISK_RATE, 4.99, healthy",
    "AT_RISK_RATE, 5, normal",
    "AT_RISK_RATE, 9.99, normal",
    "AT_RISK_RATE, 10, elevated",
    "AT_RISK_RATE, 20, elevated",
    "AT_RISK_RATE, 20.01, trouble"
  })
  void a_value_lies_in_the_range_that_section_6_names(Kpi kpi, double value, String range) {
    assertThat(KpiValue.of(kpi, value).range(null, CENTS).name()).isEqualTo(range);
  }

  @ParameterizedTest(name = "{1} a manager of {0} is {2}")
  @CsvSource({
    "SMB, 99999999, under-smb",
    "SMB, 100000000, smb",
    "small business, 199999999, smb",
    "SMB, 200000000, over",
    "Enterprise, 199999999, under-enterprise",
    "Enterprise, 200000000, enterprise",
    "mid-market, 499999999, enterprise",
    "Mid-Market, 500000000, over",
    "public sector, 150000000, smb"
  })
  void revenue_of_a_manager_is_measured_by_the_segment(String segment, double value, String range) {
    assertThat(KpiValue.of(Kpi.ARR_PER_CSM, value).range(segment, CENTS).name()).isEqualTo(range);
  }

  @Test
  void benchmarks_of_money_are_in_dollars_whatever_the_book_is_told_in() {
    Rates yen = new Rates("JPY", Map.of("USD", new BigDecimal("150")));
    KpiValue threeMillionDollars = KpiValue.of(Kpi.ARR_PER_CSM, 450_000_000);

    assertThat(threeMillionDollars.range(null, yen.minorPerDollar()).name())
        .isEqualTo("enterprise");
    assertThat(Rates.only("USD").minorPerDollar()).isEqualTo(CENTS);
  }

  @Test
  void where_nobody_says_what_a_dollar_is_worth_money_is_in_no_range() {
    double unknown = Rates.only("JPY").minorPerDollar();

    assertThat(KpiValue.of(Kpi.ARR_PER_CSM, 450_000_000).range(null, unknown)).isNull();
    assertThat(KpiValue.of(Kpi.NRR, 95).range(null, unknown).name()).isEqualTo("below-average");
  }
}
