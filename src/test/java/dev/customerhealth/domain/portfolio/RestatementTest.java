package dev.customerhealth.domain.portfolio;

import static dev.customerhealth.domain.portfolio.Told.fact;
import static dev.customerhealth.domain.portfolio.Told.month;
import static dev.customerhealth.domain.portfolio.Told.paid;
import static dev.customerhealth.domain.portfolio.Told.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal.Kind;
import org.junit.jupiter.api.Test;

/** What late facts and new owners do to months that are over. */
class RestatementTest {
  private static final Cell FEBRUARY = new Cell(Period.month(month("2026-02")), Slice.ALL);

  private final BookInMemory book = new BookInMemory();

  @Test
  void a_late_fact_changes_its_month_and_says_so() {
    book.tell(fact(paid("a", "2025-06-01", Kind.NEW, 1000))).begin(month("2026-04"));
    assertThat(book.causes.keySet()).isEmpty();

    book.tell(fact(paid("a", "2026-02-10", Kind.CONTRACTED, 700)));

    assertThat(book.of(FEBRUARY).get(Field.CONTRACTION)).isEqualTo(300);
    assertThat(book.causes.get(FEBRUARY))
        .containsExactly(
            new Cause(
                "a", "aCONTRACTED2026-02-10", "CONTRACTED", Told.at("2026-02-10").toEpochMilli()));
  }

  @Test
  void a_fact_of_the_current_month_restates_nothing() {
    book.tell(fact(paid("a", "2025-06-01", Kind.NEW, 1000))).begin(month("2026-04"));

    book.tell(fact(paid("a", "2026-04-10", Kind.CONTRACTED, 700)));

    assertThat(book.causes).isEmpty();
  }

  @Test
  void a_fact_told_twice_counts_once() {
    book.tell(fact(paid("a", "2025-06-01", Kind.NEW, 1000))).begin(month("2026-04"));
    BookNews.OfAccount late = fact(paid("a", "2026-02-10", Kind.CONTRACTED, 700));

    book.tell(late).tell(late);

    assertThat(book.of(FEBRUARY).get(Field.CONTRACTION)).isEqualTo(300);
  }

  @Test
  void a_month_that_is_over_stays_with_the_manager_it_was_closed_for() {
    book.tell(fact(paid("a", "2025-06-01", Kind.NEW, 1000)));
    book.tell(Told.standing("a", owned("anna", "2025-06-01"))).begin(month("2026-03"));
    book.begin(month("2026-04"));

    book.tell(Told.standing("a", owned("bob", "2026-04-05")));

    assertThat(book.of(of("2026-03", "anna")).get(Field.START_MRR)).isEqualTo(1000);
    assertThat(book.of(of("2026-04", "anna")).isEmpty()).isTrue();
    assertThat(book.of(of("2026-04", "bob")).get(Field.START_MRR)).isEqualTo(1000);
    assertThat(book.of(new Cell(Period.book(month("2026-03")), csm("anna"))).get(Field.ACCOUNTS))
        .isEqualTo(1);
    assertThat(book.of(new Cell(Period.book(month("2026-04")), csm("anna"))).isEmpty()).isTrue();
  }

  private static Standing owned(String csm, String since) {
    Standing known = standing("smb", csm, null, 50, null);
    return new Standing(
        true,
        known.attribution(),
        Told.at(since).toEpochMilli(),
        true,
        known.score(),
        -1,
        null,
        known.renewalDay(),
        -1,
        false,
        0,
        -1,
        -1);
  }

  private static Cell of(String month, String csm) {
    return new Cell(Period.month(month(month)), csm(csm));
  }

  private static Slice csm(String csm) {
    return new Slice(null, csm, null);
  }

  @Test
  void what_is_older_than_two_years_stands_for_ever() {
    book.tell(fact(paid("a", "2020-06-01", Kind.NEW, 1000))).begin(month("2026-04"));
    Cell old = new Cell(Period.month(month("2023-05")), Slice.ALL);

    book.tell(fact(paid("a", "2023-05-10", Kind.CONTRACTED, 700)));

    assertThat(book.of(old).isEmpty()).isTrue();
    assertThat(book.of(new Cell(Period.yearTo(month("2026-04")), Slice.ALL)).get(Field.START_MRR))
        .isEqualTo(700);
  }

  @Test
  void an_account_of_many_movements_is_new_in_the_month_it_came_in() {
    book.begin(month("2026-04"));
    book.tell(fact(paid("a", "2026-01-05", Kind.NEW, 1000)));
    for (int i = 0; i < 3 * RevenueLine.MANY; i++) {
      book.tell(fact(at("2026-02-10", i, 1001 + i)));
    }

    Tally january = book.of(new Cell(Period.month(month("2026-01")), Slice.ALL));
    assertThat(january.get(Field.NEW_LOGOS)).isEqualTo(1);
    assertThat(january.get(Field.START_LOGOS)).isZero();
    assertThat(book.of(FEBRUARY).get(Field.GROSS_EXPANSION)).isEqualTo(3L * RevenueLine.MANY);
  }

  @Test
  void what_is_older_than_everything_folded_changes_nothing() {
    book.begin(month("2026-04"));
    for (int i = 0; i < RevenueLine.MANY; i++) {
      book.tell(fact(at("2020-02-10", i, 1001 + i)));
    }
    book.tell(fact(paid("a", "2026-02-10", Kind.EXPANDED, 9000)));
    Cell year = new Cell(Period.yearTo(month("2026-04")), Slice.ALL);
    Tally before = book.of(year);
    assertThat(before.get(Field.START_MRR)).isEqualTo(1000 + RevenueLine.MANY);

    book.tell(fact(paid("a", "2019-05-10", Kind.NEW, 7)));

    assertThat(book.of(year)).isEqualTo(before);
    assertThat(book.ledgers().iterator().next().forgotten()).isZero();
  }

  private static SubscriptionSignal at(String day, int seconds, long mrr) {
    return new SubscriptionSignal(
        "step-" + seconds,
        "a",
        Told.at(day).plusSeconds(seconds),
        Kind.EXPANDED,
        mrr,
        null,
        "USD",
        null,
        null);
  }
}
