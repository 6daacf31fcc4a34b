package dev.customerhealth.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final Rates MIXED =
      new Rates("USD", Map.of("EUR", new BigDecimal("1.10"), "IDR", new BigDecimal("0.00006")));

  @Test
  void an_amount_that_says_no_currency_is_in_the_only_one_there_is() {
    assertThat(Rates.only("USD").convert(1000, null)).isEqualTo(1000);
  }

  @Test
  void in_a_book_of_several_currencies_an_amount_that_says_none_cannot_be_converted() {
    assertThat(MIXED.convert(1000, null)).isEqualTo(Rates.UNKNOWN);
    assertThat(MIXED.convert(0, null)).isZero();
  }

  @Test
  void an_amount_is_bounded_by_what_it_is_worth_and_not_by_its_number() {
    // Two million million rupiah cents are 1.2 million dollars.
    assertThat(MIXED.convert(2_000_000_000_000L, "IDR")).isEqualTo(120_000_000);
  }

  @Test
  void an_amount_nobody_pays_is_refused_and_not_made_smaller() {
    assertThat(MIXED.convert(Rates.MOST_MINOR, "USD")).isEqualTo(Rates.MOST_MINOR);
    assertThat(MIXED.convert(Rates.MOST_MINOR + 1, "USD")).isEqualTo(Rates.UNKNOWN);
    assertThat(MIXED.convert(Rates.MOST_MINOR, "EUR")).isEqualTo(Rates.UNKNOWN);
    assertThat(MIXED.convert(Long.MAX_VALUE, "EUR")).isEqualTo(Rates.UNKNOWN);
  }

  @Test
  void another_way_of_counting_by_the_same_rates_is_not_another_setting() {
    String before = MIXED.fingerprint().replaceFirst("^\\d+ ", "1 ");
    assertThat(before).isNotEqualTo(MIXED.fingerprint());
    assertThat(MIXED.isSetAlike(before)).isTrue();
    assertThat(MIXED.isSetAlike(MIXED.fingerprint())).isTrue();
    assertThat(Rates.only("USD").isSetAlike(before)).isFalse();
  }

  @Test
  void no_currency_has_the_code_of_iso_4217_for_none() {
    assertThat(Rates.code(Rates.number(null))).isEqualTo("XXX");
    assertThat(Rates.code(Rates.number("EUR"))).isEqualTo("EUR");
  }
}
