package dev.customerhealth.domain.portfolio;

import static dev.customerhealth.domain.portfolio.Told.fact;
import static dev.customerhealth.domain.portfolio.Told.figures;
import static dev.customerhealth.domain.portfolio.Told.month;
import static dev.customerhealth.domain.portfolio.Told.paid;
import static dev.customerhealth.domain.portfolio.Told.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.portfolio.KpiValue.Status;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Lifetime value and payback (R15, R16) from what accounts tell, and else their segments. */
class EarningsTest {
  private static final Period MARCH = Period.month(month("2026-03"));
  private static final Offset<Double> NEAR = within(0.001);
  private static final Slice SMB = new Slice("smb", null, null);
  private static final Slice ANNA = new Slice(null, "anna", null);
  private static final Rates RATES = new Rates("USD", Map.of("EUR", new BigDecimal("1.10")));

  private final BookInMemory book = new BookInMemory(RATES, 1);

  private void customer(String account, String segment, String csm, String start, long mrr) {
    book.tell(fact(paid(account, start + "-10", Kind.NEW, mrr)));
    book.tell(Told.standing(account, standing(segment, csm, start, 50, null)));
  }

  /** What is told of finances; of the account itself without a segment. */
  private static SubscriptionSignal finance(
      String account, String day, String segment, Double margin, Long cost, String currency) {
    return new SubscriptionSignal(
        "finance-" + account + day,
        account,
        Told.at(day),
        Kind.FINANCE_FACTS,
        null,
        null,
        currency,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        new SubscriptionSignal.Finance(segment, margin, cost, null));
  }

  private void own(String account, Double margin, Long cost) {
    book.tell(fact(finance(account, "2025-02-01", null, margin, cost, "USD")));
  }

  private void ofSegment(String day, String segment, Double margin, Long cost) {
    book.tell(fact(finance("any", day, segment, margin, cost, "USD")));
  }

  private PortfolioFigures march(Slice slice) {
    return figures(book, RATES, MARCH, slice, "2026-03-20");
  }

  private double payback(Slice slice) {
    return march(slice).value(Kpi.CAC_PAYBACK).value();
  }

  /** Told apart and out of order: the newer cost says nothing of the margin. */
  @Test
  void a_margin_told_late_stands_by_its_own_time() {
    customer("a", "smb", "anna", "2025-01", 1000);
    book.tell(fact(finance("a", "2025-02-01", null, 0.5, null, "USD")));
    book.tell(fact(finance("a", "2025-06-01", null, null, 4000L, "USD")));
    book.tell(fact(finance("a", "2025-04-01", null, 0.8, null, "USD")));
    book.begin(month("2026-03"));

    // 4,000 by 80% of 1,000 a month.
    assertThat(payback(Slice.ALL)).isCloseTo(5, NEAR);
  }

  @Test
  void costs_of_segments_are_in_the_figures_of_every_part_of_the_book() {
    customer("a", "smb", "anna", "2025-01", 1000);
    customer("b", "smb", "bob", "2025-02", 3000);
    customer("c", "mid", "anna", "2025-02", 2000);
    ofSegment("2025-03-01", "smb", 0.8, 4000L);
    ofSegment("2025-03-01", "mid", 0.5, 6000L);
    book.begin(month("2026-03"));

    assertThat(payback(SMB)).isCloseTo(8000 / 3200.0, NEAR);
    // 4,000 and 4,000 and 6,000 by 800 and 2,400 and 1,000 a month.
    assertThat(payback(Slice.ALL)).isCloseTo(14_000 / 4200.0, NEAR);
    assertThat(payback(ANNA)).isCloseTo(10_000 / 1800.0, NEAR);
    assertThat(payback(new Slice(null, null, "2025-02"))).isCloseTo(10_000 / 3400.0, NEAR);
    assertThat(payback(new Slice("smb", "bob", null))).isCloseTo(4000 / 2400.0, NEAR);
  }

  @Test
  void lifetime_value_takes_margins_of_segments_in_every_part_of_the_book() {
    for (int i = 0; i < 10; i++) {
      customer("a" + i, "smb", "anna", "2025-01", 1000);
    }
    ofSegment("2025-03-01", "smb", 0.8, null);
    book.tell(fact(paid("a9", "2026-03-10", Kind.CHURNED, 0)));
    book.begin(month("2026-03"));

    for (Slice slice : List.of(Slice.ALL, SMB, ANNA, new Slice(null, null, "2025-01"))) {
      assertThat(march(slice).value(Kpi.LIFETIME_VALUE).value()).as(slice.id()).isEqualTo(8000);
    }
  }

  @Test
  void margins_of_accounts_and_of_their_segment_are_weighted_by_revenue() {
    customer("own", "smb", "anna", "2025-01", 1000);
    customer("silent", "smb", "anna", "2025-01", 3000);
    customer("leaves", "smb", "anna", "2025-01", 4000);
    own("own", 0.2, null);
    ofSegment("2025-03-01", "smb", 0.6, null);
    book.tell(fact(paid("leaves", "2026-03-10", Kind.CHURNED, 0)));
    book.begin(month("2026-03"));

    // 20% of 1,000 and 60% of 3,000 are half of it; 8,000 / 3 a month each, one of three lost.
    assertThat(march(Slice.ALL).value(Kpi.LIFETIME_VALUE).value()).isEqualTo(4000);
  }

  @Test
  void an_account_that_tells_its_cost_alone_has_the_margin_of_its_segment() {
    customer("a", "smb", "anna", "2025-01", 1000);
    own("a", null, 2000L);
    ofSegment("2025-03-01", "smb", 0.5, 9999L);
    book.begin(month("2026-03"));

    assertThat(payback(SMB)).isCloseTo(4, NEAR);
    assertThat(payback(Slice.ALL)).isCloseTo(4, NEAR);
  }

  @Test
  void an_account_that_tells_its_margin_alone_has_the_cost_of_its_segment() {
    customer("a", "smb", "anna", "2025-01", 1000);
    own("a", 0.5, null);
    ofSegment("2025-03-01", "smb", null, 3000L);
    book.begin(month("2026-03"));

    assertThat(payback(SMB)).isCloseTo(6, NEAR);
  }

  @Test
  void who_tells_both_is_not_counted_by_its_segment_again() {
    customer("own", "smb", "anna", "2025-01", 1000);
    customer("silent", "smb", "anna", "2025-01", 2000);
    own("own", 0.5, 1000L);
    ofSegment("2025-03-01", "smb", 0.25, 4000L);
    book.begin(month("2026-03"));

    // 1,000 and 4,000 by 500 and 500.
    assertThat(payback(Slice.ALL)).isCloseTo(5, NEAR);
  }

  @Test
  void a_margin_counts_from_the_month_on_in_which_it_became_true() {
    customer("a", "smb", "anna", "2025-01", 1000);
    ofSegment("2026-01-15", "smb", 0.8, 4000L);
    book.begin(month("2026-02")).begin(month("2026-03"));
    Period february = Period.month(month("2026-02"));

    ofSegment("2026-03-05", "smb", 0.4, null);

    assertThat(payback(Slice.ALL)).isCloseTo(10, NEAR);
    assertThat(
            figures(book, RATES, february, Slice.ALL, "2026-03-20").value(Kpi.CAC_PAYBACK).value())
        .isCloseTo(5, NEAR);
  }

  @Test
  void of_two_facts_of_one_moment_the_same_stands_in_every_order_of_arrival() {
    SegmentFact one = SegmentFact.of(finance("a", "2026-03-05", "smb", 0.4, null, "USD"));
    SegmentFact two = SegmentFact.of(finance("b", "2026-03-05", "smb", 0.8, 10L, "USD"));
    SegmentFinances first = new SegmentFinances();
    first.take(one);
    first.take(two);
    SegmentFinances second = new SegmentFinances();
    second.take(two);
    second.take(one);

    assertThat(second.at("smb", month("2026-03"))).isEqualTo(first.at("smb", month("2026-03")));
    assertThat(first.take(one)).as("known").isNull();
  }

  @Test
  void a_fact_that_comes_late_adds_what_later_ones_do_not_say() {
    customer("a", "smb", "anna", "2025-01", 1000);
    book.tell(fact(finance("a", "2025-06-01", null, null, 2000L, "USD")));
    book.tell(fact(finance("a", "2025-05-01", null, 0.5, 9000L, "USD")));
    book.begin(month("2026-03"));

    assertThat(payback(Slice.ALL)).isCloseTo(4, NEAR);
  }

  @Test
  void costs_of_segments_are_converted() {
    customer("a", "smb", "anna", "2025-01", 1000);
    book.tell(fact(finance("any", "2025-03-01", "smb", 0.8, 4000L, "EUR")));
    book.begin(month("2026-03"));

    assertThat(payback(SMB)).isCloseTo(5.5, NEAR);
  }

  @Test
  void a_cost_without_a_rate_makes_no_figure() {
    customer("a", "smb", "anna", "2025-01", 1000);
    book.tell(fact(finance("any", "2025-03-01", "smb", 0.8, 4000L, "GBP")));
    book.begin(month("2026-03"));

    for (Slice slice : List.of(Slice.ALL, SMB, ANNA)) {
      assertThat(march(slice).value(Kpi.CAC_PAYBACK).status()).isEqualTo(Status.NO_RATE);
      assertThat(march(slice).currenciesWithoutRate()).containsExactly("GBP");
      assertThat(march(slice).value(Kpi.ARR).value()).isEqualTo(12_000);
    }
  }
}
