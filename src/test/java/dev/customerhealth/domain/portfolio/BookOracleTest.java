package dev.customerhealth.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.signal.SubscriptionSignal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever happens, the sums over partitions are what a full recomputation makes. */
class BookOracleTest {
  private static final Rates RATES = new Rates("USD", Map.of("EUR", new BigDecimal("1.0837")));
  private static final int SEEDS = 12;
  private static final int ACCOUNTS = 9;
  private static final int STEPS = 700;

  private static final List<Field> SPAN =
      List.of(
          Field.START_LOGOS,
          Field.START_MRR,
          Field.END_LOGOS,
          Field.END_MRR,
          Field.NEW_LOGOS,
          Field.NEW_MRR,
          Field.EXPANSION,
          Field.CONTRACTION,
          Field.CHURN,
          Field.CHURNED_LOGOS,
          Field.EXPANDED_LOGOS,
          Field.CONTRACTED_LOGOS,
          Field.CROSS_SOLD,
          Field.LINES_KNOWN,
          Field.STAYED_AT,
          Field.LEFT_AT);
  private static final List<Field> GROSS =
      List.of(Field.GROSS_EXPANSION, Field.GROSS_CONTRACTION, Field.GROSS_CHURN);
  private static final List<Field> RENEWALS =
      List.of(
          Field.RENEWALS_DUE,
          Field.RENEWALS_DUE_ARR,
          Field.RENEWED,
          Field.RENEWED_ARR,
          Field.LAPSED,
          Field.LAPSED_ARR,
          Field.OPEN_RENEWALS,
          Field.OPEN_RENEWAL_ARR,
          Field.OPEN_FORETOLD,
          Field.OPEN_FORETOLD_ARR,
          Field.FORETOLD,
          Field.FORETOLD_RENEWALS,
          Field.FORESEEN_ARR,
          Field.SETTLED_AT,
          Field.RENEWED_AT);
  private static final List<Field> ANSWERS =
      List.of(
          Field.NPS_ANSWERS,
          Field.PROMOTERS,
          Field.DETRACTORS,
          Field.CSAT_ANSWERS,
          Field.CSAT_SATISFIED,
          Field.CES_ANSWERS,
          Field.CES_EFFORT);
  private static final List<Field> HEALTH =
      List.of(
          Field.ACCOUNTS,
          Field.SCORED,
          Field.AT_RISK,
          Field.AT_RISK_ARR,
          Field.BOOK_ARR,
          Field.RANGE_ACCOUNTS,
          Field.RANGE_ARR,
          Field.CONTACTS,
          Field.FEATURES_KNOWN,
          Field.FEATURES,
          Field.CORE_KNOWN,
          Field.CORE_USERS,
          Field.MANAGED,
          Field.MANAGED_ARR,
          Field.SPONSORED,
          Field.RENEWAL_DATED,
          Field.RENEWAL_DAYS,
          Field.FIRST_VALUE_DAYS,
          Field.PIPELINE,
          Field.PIPELINE_AMOUNT,
          Field.MARGIN_ACCOUNTS,
          Field.MARGIN_MRR,
          Field.MARGIN_PROFIT,
          Field.ACQUIRED_ACCOUNTS,
          Field.ACQUISITION_COST,
          Field.ACQUIRED_PROFIT,
          Field.COST_ALONE_ACCOUNTS,
          Field.COST_ALONE,
          Field.COST_ALONE_MRR);
  private static final List<Field> CLOSED_CHANCES =
      List.of(Field.PIPELINE_WON, Field.PIPELINE_LOST);

  @Test
  void sums_of_partitions_are_what_all_ledgers_make_at_any_time() {
    for (long seed = 0; seed < SEEDS; seed++) {
      BookInMemory book = new BookInMemory(RATES, 3);
      int step = 0;
      for (RandomBook.Step next : RandomBook.of(seed, ACCOUNTS, STEPS)) {
        apply(book, next);
        if (++step % 50 == 0 && book.month() != Months.NONE) {
          assertThat(restated(book.sums(), book.month()))
              .as("seed %d, step %d", seed, step)
              .isEqualTo(recomputed(book));
        }
      }
    }
  }

  @Test
  void everything_counted_is_what_the_words_of_section_6_make() {
    for (long seed = 50; seed < 50 + SEEDS; seed++) {
      BookInMemory book = new BookInMemory(RATES, 2);
      NaiveBook naive = new NaiveBook(RATES);
      for (RandomBook.Step step : RandomBook.of(seed, ACCOUNTS, STEPS)) {
        apply(book, naive, step);
      }
      assertAlike(book, naive, seed);
    }
  }

  /**
   * Amounts without a rate are counted once for each sum they are missing from, by example only.
   */
  @Test
  void every_field_but_that_of_missing_rates_is_held_against_the_words_of_section_6() {
    List<Field> held = new ArrayList<>(List.of(Field.WITHOUT_RATE));
    List.of(SPAN, GROSS, RENEWALS, ANSWERS, HEALTH, CLOSED_CHANCES).forEach(held::addAll);

    assertThat(held).containsExactlyInAnyOrder(Field.values());
  }

  /** Of hundreds of movements most are folded: no figure may show that. */
  @Test
  void a_busy_account_counts_by_all_its_movements() {
    for (long seed = 300; seed < 302; seed++) {
      BookInMemory book = new BookInMemory(RATES, 1);
      NaiveBook naive = new NaiveBook(RATES);
      FoldedRevenue folded = FoldedRevenue.NONE;
      int folds = 0;
      for (RandomBook.Step step : RandomBook.of(seed, 1, 5000)) {
        // What is late by many years may tell of a term nobody remembers.
        if (step.news() != null && BookKeeping.isBeyondRestatement(step.news(), book.month())) {
          continue;
        }
        apply(book, naive, step);
        FoldedRevenue now = book.ledgers().iterator().next().revenue().folded();
        if (!now.equals(folded)) {
          assertAlikeAsAWhole(book, naive, seed);
          folds++;
        }
        folded = now;
      }
      AccountLedger ledger = book.ledgers().iterator().next();
      assertThat(folds).as("times something was folded, seed %d", seed).isGreaterThan(10);
      assertThat(ledger.revenue().movements()).hasSizeLessThan(RevenueLine.MANY + 50);
      assertThat(ledger.forgotten()).isZero();
      assertAlike(book, naive, seed);
    }
  }

  @Test
  void of_more_movements_than_are_kept_only_the_gross_ones_miss_and_it_is_counted() {
    for (long seed = 400; seed < 403; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BookInMemory book = new BookInMemory(RATES, 1);
      NaiveBook naive = new NaiveBook(RATES);
      book.begin(Told.month("2026-04"));
      naive.begin(Told.month("2026-04"));
      List<BookNews.OfAccount> told = new ArrayList<>();
      told.add(Told.fact(Told.paid("busy", "2024-09-05", SubscriptionSignal.Kind.NEW, 5000)));
      for (int i = 0; i < 2 * RevenueLine.MOST; i++) {
        told.add(
            Told.fact(
                new SubscriptionSignal(
                    "event-" + i,
                    "busy",
                    Told.at("2024-09-06").plusSeconds(random.nextInt(570 * 86_400)),
                    random.nextBoolean()
                        ? SubscriptionSignal.Kind.EXPANDED
                        : SubscriptionSignal.Kind.CONTRACTED,
                    random.nextLong(1, 100_000),
                    null,
                    random.nextBoolean() ? "USD" : "EUR",
                    null,
                    null)));
      }
      Collections.shuffle(told, new Random(seed));
      told.forEach(book::tell);
      told.forEach(naive::tell);

      assertThat(book.ledgers().iterator().next().forgotten())
          .isEqualTo(told.size() - RevenueLine.MOST);
      long missed = 0;
      for (int m = book.month() - AccountLedger.RESTATED_MONTHS + 1; m <= book.month(); m++) {
        for (Period period : List.of(Period.month(m), Period.quarterOf(m), Period.yearTo(m))) {
          Tally sums = book.of(new Cell(period, Slice.ALL));
          Tally expected = naive.span(period, Slice.ALL);
          assertThat(only(SPAN, sums))
              .as("%s, seed %d", period, seed)
              .isEqualTo(only(SPAN, expected));
          missed += expected.get(Field.GROSS_EXPANSION) - sums.get(Field.GROSS_EXPANSION);
        }
      }
      assertThat(missed).isPositive();
    }
  }

  private static void apply(BookInMemory book, NaiveBook naive, RandomBook.Step step) {
    apply(book, step);
    if (step.news() == null) {
      naive.begin(step.month());
    } else {
      naive.tell(step.news());
    }
  }

  private static void assertAlike(BookInMemory book, NaiveBook naive, long seed) {
    for (Cell cell : restated(book.sums(), book.month()).keySet()) {
      assertCell(book, naive, cell, seed);
    }
    assertAlikeAsAWhole(book, naive, seed);
  }

  /** Also where the book has nothing. */
  private static void assertAlikeAsAWhole(BookInMemory book, NaiveBook naive, long seed) {
    int month = book.month();
    for (int m = month - AccountLedger.RESTATED_MONTHS + 1; m <= month; m++) {
      assertCell(book, naive, new Cell(Period.month(m), Slice.ALL), seed);
      assertCell(book, naive, new Cell(Period.yearTo(m), Slice.ALL), seed);
    }
  }

  private static void assertCell(BookInMemory book, NaiveBook naive, Cell cell, long seed) {
    Tally sums = book.of(cell);
    Period period = cell.period();
    if (period.kind() == Period.Kind.BOOK) {
      Tally expected = naive.health(period.lastMonth(), cell.slice());
      assertThat(only(HEALTH, sums)).as("%s, seed %d", cell, seed).isEqualTo(expected);
      return;
    }
    // What is to come is counted in no period yet but as renewals.
    if (period.firstMonth() <= book.month()) {
      Tally expected = naive.span(period, cell.slice());
      assertThat(only(SPAN, sums)).as("%s, seed %d", cell, seed).isEqualTo(only(SPAN, expected));
      assertThat(only(GROSS, sums)).as("%s, seed %d", cell, seed).isEqualTo(only(GROSS, expected));
    }
    if (period.kind() == Period.Kind.MONTH) {
      assertThat(only(RENEWALS, sums))
          .as("%s, seed %d", cell, seed)
          .isEqualTo(naive.renewals(period.lastMonth(), cell.slice()));
      assertThat(only(ANSWERS, sums))
          .as("%s, seed %d", cell, seed)
          .isEqualTo(naive.answers(period.lastMonth(), cell.slice()));
      assertThat(only(CLOSED_CHANCES, sums))
          .as("%s, seed %d", cell, seed)
          .isEqualTo(naive.closedChances(period.lastMonth(), cell.slice()));
    }
  }

  @Test
  void how_the_book_stood_when_a_month_ended_stays_for_ever() {
    for (long seed = 100; seed < 100 + SEEDS; seed++) {
      BookInMemory book = new BookInMemory(RATES, 2);
      Map<Cell, Tally> stood = new TreeMap<>();
      for (RandomBook.Step step : RandomBook.of(seed, ACCOUNTS, STEPS)) {
        if (step.news() == null && book.month() != Months.NONE) {
          int month = book.month();
          book.sums()
              .forEach(
                  (cell, tally) -> {
                    if (cell.period().equals(Period.book(month))) {
                      stood.put(cell, tally);
                    }
                  });
        }
        apply(book, step);
      }
      Map<Cell, Tally> stands = new TreeMap<>(book.sums());
      stands
          .keySet()
          .removeIf(
              cell ->
                  cell.period().kind() != Period.Kind.BOOK
                      || cell.period().lastMonth() >= book.month());
      stands.keySet().retainAll(stood.keySet());
      assertThat(stands).as("seed %d", seed).isEqualTo(stood);
    }
  }

  @Test
  void another_order_of_arrival_within_a_month_ends_with_the_same_retention() {
    for (long seed = 200; seed < 200 + SEEDS; seed++) {
      List<RandomBook.Step> steps = RandomBook.of(seed, ACCOUNTS, STEPS);
      BookInMemory book = new BookInMemory(RATES, 1);
      BookInMemory other = new BookInMemory(RATES, 1);
      steps.forEach(step -> apply(book, step));
      // All facts of a subscription come at the very end, the last one first.
      steps.stream().filter(step -> !isMovement(step)).forEach(step -> apply(other, step));
      for (int i = steps.size() - 1; i >= 0; i--) {
        if (isMovement(steps.get(i))) {
          apply(other, steps.get(i));
        }
      }
      for (int m = book.month() - AccountLedger.RESTATED_MONTHS + 1; m <= book.month(); m++) {
        Cell year = new Cell(Period.yearTo(m), Slice.ALL);
        assertThat(only(SPAN, other.of(year)))
            .as("%s, seed %d", year, seed)
            .isEqualTo(only(SPAN, book.of(year)));
      }
    }
  }

  private static boolean isMovement(RandomBook.Step step) {
    return step.news() != null && step.news().fact() instanceof SubscriptionSignal;
  }

  private static void apply(BookInMemory book, RandomBook.Step step) {
    if (step.news() == null) {
      book.begin(step.month());
    } else {
      book.tell(step.news());
    }
  }

  private static Map<Cell, Tally> recomputed(BookInMemory book) {
    Map<Cell, Tally> all = new TreeMap<>();
    for (AccountLedger ledger : book.ledgers()) {
      Contributions.of(ledger, RATES)
          .forEach(
              (period, tally) -> {
                for (Slice slice : Slice.of(Owner.at(ledger.owners(), period.lastMonth()))) {
                  all.computeIfAbsent(new Cell(period, slice), none -> new Tally()).plus(tally);
                }
              });
    }
    all.values().removeIf(Tally::isEmpty);
    return all;
  }

  private static Map<Cell, Tally> restated(Map<Cell, Tally> sums, int month) {
    Map<Cell, Tally> kept = new TreeMap<>(sums);
    kept.keySet().removeIf(cell -> !BookKeeping.isRestated(cell.period(), month));
    return kept;
  }

  private static Tally only(List<Field> fields, Tally tally) {
    Tally kept = new Tally();
    for (Field field : fields) {
      for (int i = 0; i < field.width(); i++) {
        kept.add(field, i, tally.get(field, i));
      }
    }
    return kept;
  }
}
