package dev.customerhealth.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.GoalKind;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.avro.SurveyKind;
import dev.customerhealth.wire.AvroSafety;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures of a made-up year are those of a company one might work for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookFiguresTest {
  private CountedBook one;
  private CountedBook other;

  @BeforeAll
  void play() {
    AvroSafety.install();
    one = CountedBook.of(1);
    other = CountedBook.of(7);
  }

  Stream<CountedBook> books() {
    return Stream.of(one, other);
  }

  @ParameterizedTest
  @MethodSource("books")
  void a_year_keeps_and_loses_as_many_customers_and_as_much_revenue_as_a_good_company(
      CountedBook book) {
    assertThat(book.netRetention()).as("NRR").isBetween(95.0, 115.0);
    assertThat(book.grossRetention()).as("GRR").isBetween(85.0, 95.0);
    assertThat(book.logoRetention()).as("logos").isBetween(86.0, 94.0);
    assertThat(book.renewalRate()).as("renewals").isBetween(85.0, 95.0);
  }

  @ParameterizedTest
  @MethodSource("books")
  void the_year_has_gains_losses_ends_and_renewals_that_are_still_to_come(CountedBook book) {
    assertThat(book.count(SubscriptionChangeType.EXPANDED)).isGreaterThan(40);
    assertThat(book.count(SubscriptionChangeType.CONTRACTED)).isGreaterThan(15);
    assertThat(book.count(SubscriptionChangeType.CHURNED)).isGreaterThan(15);
    assertThat(book.count(SubscriptionChangeType.RENEWAL_FORECAST)).isGreaterThan(100);
    assertThat(book.termsEndingWithin(90)).isBetween(25, 70);
    assertThat(book.crossSold()).isBetween(15, 80);
  }

  @ParameterizedTest
  @MethodSource("books")
  void chances_to_sell_more_are_won_lost_and_open(CountedBook book) {
    assertThat(book.count(SubscriptionChangeType.EXPANSION_WON)).isGreaterThan(40);
    assertThat(book.count(SubscriptionChangeType.EXPANSION_LOST)).isGreaterThan(40);
    assertThat(book.openChances()).isBetween(10, 80);
  }

  @ParameterizedTest
  @MethodSource("books")
  void people_answer_surveys_of_every_kind_and_more_of_them_recommend_it_than_not(
      CountedBook book) {
    assertThat(book.count(SurveyKind.NPS)).isGreaterThan(1000);
    assertThat(book.count(SurveyKind.CSAT)).isGreaterThan(200);
    assertThat(book.count(SurveyKind.CES)).isGreaterThan(100);
    assertThat(book.nps()).isBetween(20.0, 50.0);
  }

  @ParameterizedTest
  @MethodSource("books")
  void goals_are_agreed_on_reached_and_missed_and_new_customers_get_their_first_value(
      CountedBook book) {
    assertThat(book.count(SuccessActivityType.GOAL_ACHIEVED))
        .isGreaterThan(2 * book.count(SuccessActivityType.GOAL_MISSED));
    assertThat(book.count(SuccessActivityType.GOAL_MISSED)).isGreaterThan(50);
    assertThat(book.achieved(GoalKind.VALUE_MILESTONE)).isGreaterThan(25);
  }

  @ParameterizedTest
  @MethodSource("books")
  void nobody_does_anything_after_the_contract_ended(CountedBook book) {
    // What was under way, a ticket or an invoice, is still settled.
    assertThat(book.loginsAfterTheEnd()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("books")
  void the_months_before_the_history_are_a_small_part_of_it(CountedBook book) {
    assertThat(book.earlier()).isLessThan(book.events() / 20);
  }
}
