package dev.customerhealth.domain.portfolio;

import static dev.customerhealth.domain.portfolio.Told.fact;
import static dev.customerhealth.domain.portfolio.Told.figures;
import static dev.customerhealth.domain.portfolio.Told.month;
import static dev.customerhealth.domain.portfolio.Told.paid;
import static dev.customerhealth.domain.portfolio.Told.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.portfolio.KpiValue.Status;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What somebody expects of renewals (E23), each expected number worked out by hand. */
class ForecastTest {
  private static final Period MARCH = Period.month(month("2026-03"));
  private static final Period APRIL = Period.month(month("2026-04"));

  private static final Offset<Double> NEAR = within(0.001);

  private final BookInMemory book = new BookInMemory();

  /** Pay 120, 60 and 96 thousand a year up to the fifteenth of March, at scores 85, 45 and 25. */
  private void worked() {
    contract("a", 120_000_00, 85);
    contract("b", 60_000_00, 45);
    contract("c", 96_000_00, 25);
  }

  private void contract(String account, long arrMinor, int points) {
    book.tell(fact(paid(account, "2025-03-15", Kind.NEW, arrMinor / 12, "USD", "2026-03-15")));
    book.tell(Told.standing(account, scored(points)));
  }

  private static SubscriptionSignal expects(
      String account, String day, long amountMinor, String currency, String due) {
    return new SubscriptionSignal(
        account + "forecast" + day + amountMinor,
        account,
        Told.at(day),
        Kind.RENEWAL_FORECAST,
        null,
        amountMinor,
        currency,
        null,
        due == null ? null : LocalDate.parse(due));
  }

  private void foretell(String account, String day, long amountMinor, String due) {
    book.tell(fact(expects(account, day, amountMinor, "USD", due)));
  }

  private double value(Period period, String day, Kpi kpi) {
    return figures(book, period, day).value(kpi).value();
  }

  @Test
  void what_the_manager_expects_takes_the_place_of_the_odds_of_that_account_alone() {
    worked();
    foretell("a", "2026-01-14", 60_000_00, "2026-03-15");
    book.begin(month("2026-03"));

    // 60 as told; 60% of 60 and 30% of 96 by the score.
    assertThat(value(MARCH, "2026-03-02", Kpi.RENEWAL_FORECAST)).isEqualTo(124_800_00);
    assertThat(value(MARCH, "2026-03-02", Kpi.RENEWALS_DUE)).isEqualTo(276_000_00);
    assertThat(figures(book, MARCH, "2026-03-02").ahead())
        .singleElement()
        .satisfies(ahead -> assertThat(ahead.forecastArrMinor()).isEqualTo(124_800_00));
  }

  @Test
  void who_expects_nothing_says_so() {
    worked();
    foretell("a", "2026-01-14", 0, "2026-03-15");
    book.begin(month("2026-03"));

    assertThat(value(MARCH, "2026-03-02", Kpi.RENEWAL_FORECAST)).isEqualTo(64_800_00);
  }

  @Test
  void the_last_that_was_said_counts_and_a_correction_of_an_older_one_told_late_does_not() {
    worked();
    foretell("a", "2026-02-14", 80_000_00, "2026-03-15");
    foretell("a", "2026-01-14", 60_000_00, "2026-03-15");
    book.begin(month("2026-03"));

    assertThat(value(MARCH, "2026-03-02", Kpi.RENEWAL_FORECAST)).isEqualTo(144_800_00);
  }

  @Test
  void a_forecast_that_names_no_renewal_is_about_the_next_one() {
    worked();
    foretell("a", "2026-01-14", 60_000_00, null);
    book.begin(month("2026-03"));
    assertThat(value(MARCH, "2026-03-02", Kpi.RENEWAL_FORECAST)).isEqualTo(124_800_00);

    // Renewed for a year: what was said of the term before says nothing of the next one.
    book.tell(fact(paid("a", "2026-03-10", Kind.RENEWED, 10_000_00, "USD", "2026-09-15")));
    book.begin(month("2026-04"));
    assertThat(value(Period.month(month("2026-09")), "2026-04-02", Kpi.RENEWAL_FORECAST))
        .as("95% of a by its score")
        .isEqualTo(114_000_00);
  }

  @Test
  void a_forecast_of_another_term_says_nothing_of_this_one() {
    worked();
    foretell("a", "2026-01-14", 60_000_00, "2027-03-15");
    book.begin(month("2026-03"));

    assertThat(value(MARCH, "2026-03-02", Kpi.RENEWAL_FORECAST)).isEqualTo(178_800_00);
  }

  /** What was forecast for a month that is over, against what renewed (R13). */
  @Test
  void afterwards_the_forecast_of_the_months_beginning_is_held_against_what_renewed() {
    worked();
    foretell("a", "2026-01-14", 60_000_00, "2026-03-15");
    book.begin(month("2026-02")).begin(month("2026-03"));
    // Said when the month had begun: it would be too easy.
    foretell("a", "2026-03-08", 100_000_00, "2026-03-15");
    renews("a", 120_000_00);
    renews("b", 60_000_00);
    book.tell(fact(paid("c", "2026-03-14", Kind.CHURNED, 0)));
    book.begin(month("2026-04"));

    // 60 + 36 + 28.8 foretold, 180 came: 1 - 55.2 / 180.
    assertThat(value(MARCH, "2026-04-02", Kpi.RENEWAL_FORESEEN)).isEqualTo(124_800_00);
    assertThat(value(MARCH, "2026-04-02", Kpi.RENEWED)).isEqualTo(180_000_00);
    assertThat(value(MARCH, "2026-04-02", Kpi.FORECAST_ACCURACY)).isCloseTo(69.333, NEAR);
    assertThat(figures(book, APRIL, "2026-04-02").value(Kpi.RENEWAL_FORESEEN).status())
        .isEqualTo(Status.NO_DATA);
  }

  @Test
  void who_hopes_for_more_than_is_due_foresees_what_is_due() {
    contract("a", 120_000_00, 85);
    foretell("a", "2026-01-14", 150_000_00, "2026-03-15");
    book.begin(month("2026-02")).begin(month("2026-03"));
    assertThat(value(MARCH, "2026-03-02", Kpi.RENEWAL_FORECAST))
        .isEqualTo(value(MARCH, "2026-03-02", Kpi.RENEWALS_DUE))
        .isEqualTo(120_000_00);

    renews("a", 150_000_00);
    book.begin(month("2026-04"));

    assertThat(value(MARCH, "2026-04-02", Kpi.RENEWED)).isEqualTo(120_000_00);
    assertThat(value(MARCH, "2026-04-02", Kpi.FORECAST_ACCURACY)).isEqualTo(100);
  }

  @Test
  void a_month_of_which_nobody_expected_anything_that_renewed_all_the_same_was_foretold_wrong() {
    contract("a", 120_000_00, 85);
    foretell("a", "2026-01-14", 0, "2026-03-15");
    book.begin(month("2026-02")).begin(month("2026-03"));
    renews("a", 120_000_00);
    book.begin(month("2026-04"));

    assertThat(value(MARCH, "2026-04-02", Kpi.FORECAST_ACCURACY)).isZero();
  }

  private void renews(String account, long arrMinor) {
    book.tell(fact(paid(account, "2026-03-12", Kind.RENEWED, arrMinor / 12, "USD", "2027-03-15")));
  }

  @Test
  void a_forecast_in_a_currency_without_a_rate_hides_the_sum_it_would_be_missing_in() {
    worked();
    book.tell(fact(expects("a", "2026-01-14", 60_000_00, "GBP", "2026-03-15")));
    book.begin(month("2026-03"));

    PortfolioFigures march = figures(book, MARCH, "2026-03-02");
    assertThat(march.value(Kpi.RENEWAL_FORECAST).status()).isEqualTo(Status.NO_RATE);
    assertThat(march.currenciesWithoutRate()).containsExactly("GBP");
  }

  @Test
  void forecasts_that_can_matter_no_more_are_given_up_as_months_pass() {
    contract("a", 120_000_00, 85);
    foretell("a", "2026-01-14", 60_000_00, "2026-03-15");
    foretell("a", "2026-01-14", 60_000_01, null);
    book.begin(month("2026-03"));
    assertThat(forecasts()).hasSize(2);

    book.begin(month("2028-02"));
    assertThat(forecasts()).hasSize(2);
    book.begin(month("2028-03"));
    assertThat(forecasts()).extracting(Forecast::amountMinor).containsExactly(60_000_01L);
    book.begin(month("2029-01"));
    assertThat(forecasts()).isEmpty();
    foretell("a", "2026-01-14", 60_000_00, "2026-03-15");
    assertThat(forecasts()).isEmpty();
  }

  private List<Forecast> forecasts() {
    return book.ledgers().iterator().next().forecasts();
  }

  @Test
  void any_order_of_arrival_leaves_the_same_forecasts() {
    Random random = new Random(23);
    List<Forecast> told = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long day = 20_400L + random.nextInt(300);
      told.add(
          new Forecast(day * 86_400_000L, i, random.nextBoolean() ? 20_600 : 20_900, i, "USD"));
    }
    List<Forecast> first = all(told);
    assertThat(first).hasSizeBetween(10, 24);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(told, new Random(seed));
      assertThat(all(told)).as("seed %d", seed).isEqualTo(first);
    }
  }

  private static List<Forecast> all(List<Forecast> told) {
    List<Forecast> known = List.of();
    for (Forecast each : told) {
      known = Forecast.with(known, each);
      assertThat(Forecast.with(known, each)).isSameAs(known);
    }
    return known;
  }
}
