package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.avro.PortfolioKpi;
import dev.customerhealth.avro.Restatement;
import dev.customerhealth.domain.portfolio.BookInMemory;
import dev.customerhealth.domain.portfolio.BookKeeping;
import dev.customerhealth.domain.portfolio.BookNews;
import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Interval;
import dev.customerhealth.domain.portfolio.Kpi;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.Portfolio;
import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.RandomBook;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.portfolio.RevenueLine;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.domain.portfolio.Tally;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The book over several partitions, with tasks that begin anew at any time, ends with the sums and
 * figures that a book without partitions, stores and restarts has.
 */
class PlayedBookTest {
  private static final Rates RATES = new Rates("USD", Map.of("EUR", new BigDecimal("1.0837")));
  private static final int PARTITIONS = 3;
  private static final int SEEDS = 3;
  private static final int ACCOUNTS = 12;
  private static final int STEPS = 300;
  private static final long HALF_A_DAY = 43_200;

  @TempDir Path directory;

  @Test
  void sums_of_partitions_survive_restarts_and_crashes_and_are_those_of_one_book() {
    for (long seed = 0; seed < SEEDS; seed++) {
      BookInMemory expected = new BookInMemory(RATES, 1);
      PlayedBook played = new PlayedBook(RATES, PARTITIONS, directory);
      play(seed, expected, played);

      Map<Cell, Tally> wanted = new TreeMap<>(expected.sums());
      wanted.keySet().removeIf(cell -> !BookKeeping.isRestated(cell.period(), expected.month()));
      assertThat(restated(played.merged(), expected.month())).as("seed %d", seed).isEqualTo(wanted);
    }
  }

  @Test
  void what_was_told_last_is_what_one_book_would_tell() {
    for (long seed = 20; seed < 20 + SEEDS; seed++) {
      BookInMemory expected = new BookInMemory(RATES, 1);
      PlayedBook played = new PlayedBook(RATES, PARTITIONS, directory);
      Instant end = play(seed, expected, played);
      Portfolio portfolio = new Portfolio(RATES);
      int month = expected.month();

      List<Cell> open = new ArrayList<>();
      for (Slice slice : played.merged().slices()) {
        open.add(new Cell(Period.month(month), slice));
        open.add(new Cell(Period.quarterOf(month), slice));
        open.add(new Cell(Period.yearTo(month), slice));
        open.add(new Cell(Period.month(month - 1), slice));
        open.add(new Cell(Period.yearTo(month - 2), slice));
      }
      for (Cell cell : open) {
        PortfolioFigures figures = portfolio.figures(expected, cell, end.toEpochMilli());
        PortfolioHealth told = played.told().get(cell.id());
        if (told == null) {
          assertThat(figures.isEmpty()).as("%s, seed %d", cell.id(), seed).isTrue();
          continue;
        }
        for (Kpi kpi : Kpi.values()) {
          Double value = told.getKpis().get(kpi.place()).getValue();
          assertThat(value == null ? Double.NaN : value)
              .as("%s of %s, seed %d", kpi.label(), cell.id(), seed)
              .isEqualTo(Double.valueOf(figures.value(kpi).value()));
          Interval interval = figures.value(kpi).interval();
          assertThat(told.getKpis().get(kpi.place()))
              .returns(interval == null ? null : interval.low(), PortfolioKpi::getLow)
              .returns(interval == null ? null : interval.high(), PortfolioKpi::getHigh);
        }
      }
    }
  }

  @Test
  void a_closed_figure_changes_only_with_a_higher_revision_that_says_why() {
    for (long seed = 40; seed < 40 + SEEDS; seed++) {
      PlayedBook played = new PlayedBook(RATES, PARTITIONS, directory);
      play(seed, new BookInMemory(RATES, 1), played);
      Map<String, PortfolioHealth> before = new TreeMap<>();
      int restated = 0;
      for (PortfolioHealth told : played.everythingTold()) {
        String key = told.getPeriodId() + '|' + told.getSlice();
        PortfolioHealth earlier = before.put(key, told);
        assertThat(told.getRevision())
            .as(key)
            .isEqualTo(earlier == null ? 1 : earlier.getRevision() + 1);
        boolean restates = earlier != null && earlier.getClosed();
        assertThat(told.getRestatedBy().isEmpty())
            .as("%s, seed %d", key, seed)
            .isEqualTo(!restates);
        assertThat(told.getRestatements())
            .as(key)
            .isEqualTo(earlier == null ? 0 : earlier.getRestatements() + (restates ? 1 : 0));
        restated += restates ? 1 : 0;
      }
      assertThat(restated).as("restatements, seed %d", seed).isPositive();
      assertThat(played.everythingTold().stream().flatMap(told -> told.getRestatedBy().stream()))
          .extracting(Restatement::getKind)
          .contains("EXPANDED");
    }
  }

  @Test
  void other_rates_make_all_that_can_be_restated_anew() {
    Rates others = new Rates("USD", Map.of("EUR", new BigDecimal("2"), "GBP", new BigDecimal("3")));
    BookInMemory expected = new BookInMemory(others, 1);
    PlayedBook played = new PlayedBook(RATES, PARTITIONS, directory);
    play(60, expected, played);

    played.restartWith(others);
    played.tick(
        Instant.ofEpochMilli(Months.startMillis(expected.month())).plusSeconds(90_000), false);

    Cell year = new Cell(Period.yearTo(expected.month()), Slice.ALL);
    assertThat(played.merged().of(year)).isEqualTo(expected.of(year));
    Cell earlier = new Cell(Period.yearTo(expected.month() - 3), Slice.ALL);
    assertThat(played.merged().of(earlier)).isEqualTo(expected.of(earlier));
    assertThat(played.everythingTold().stream().flatMap(told -> told.getRestatedBy().stream()))
        .extracting(Restatement::getKind)
        .contains("RATES");
  }

  @Test
  void what_another_version_counts_otherwise_is_restated_by_the_upgrade_and_by_no_rates() {
    BookInMemory expected = new BookInMemory(RATES, 1);
    PlayedBook played = new PlayedBook(RATES, PARTITIONS, directory);
    play(61, expected, played);
    Instant month = Instant.ofEpochMilli(Months.startMillis(expected.month()));
    played.restartHavingCountedNothing();
    played.tick(month.plusSeconds(90_000), false);
    Cell year = new Cell(Period.yearTo(expected.month()), Slice.ALL);
    assertThat(played.merged().of(year).isEmpty()).isTrue();
    int before = played.everythingTold().size();

    played.restartAfterUpgrade();
    played.tick(month.plusSeconds(100_000), false);

    assertThat(played.merged().of(year)).isEqualTo(expected.of(year));
    assertThat(
            played.everythingTold().stream()
                .skip(before)
                .flatMap(told -> told.getRestatedBy().stream()))
        .isNotEmpty()
        .extracting(Restatement::getKind)
        .containsOnly("UPGRADE");
  }

  @Test
  void news_told_while_accounts_are_counted_by_other_rates_are_counted_once() {
    Rates others = new Rates("USD", Map.of("EUR", new BigDecimal("2"), "GBP", new BigDecimal("3")));
    for (long seed = 70; seed < 70 + SEEDS; seed++) {
      BookInMemory expected = new BookInMemory(others, 1);
      PlayedBook played = new PlayedBook(RATES, PARTITIONS, directory, 1);
      SplittableRandom random = new SplittableRandom(seed);
      Instant now = Instant.EPOCH;
      int steps = 0;
      for (RandomBook.Step step : RandomBook.of(seed, ACCOUNTS, STEPS)) {
        if (step.news() == null) {
          expected.begin(step.month());
          now = Instant.ofEpochMilli(Months.startMillis(step.month())).plusSeconds(HALF_A_DAY);
        } else {
          expected.tell(step.news());
          played.tell(step.news());
        }
        if (now.isAfter(Instant.EPOCH)) {
          // One account of each partition is counted between two facts, and months begin meanwhile.
          now = now.plusSeconds(40);
          played.tickOnce(now, false);
        }
        if (++steps == STEPS * 2 / 3) {
          played.restartWith(others);
        } else if (random.nextInt(30) == 0) {
          played.crash(random.nextInt(PARTITIONS));
        }
      }
      for (int i = 0; i <= 2 * ACCOUNTS; i++) {
        played.tickOnce(now.plusSeconds(100 + 40L * i), false);
      }

      Map<Cell, Tally> wanted = new TreeMap<>(expected.sums());
      wanted.keySet().removeIf(cell -> !BookKeeping.isRestated(cell.period(), expected.month()));
      assertThat(restated(played.merged(), expected.month())).as("seed %d", seed).isEqualTo(wanted);
    }
  }

  @Test
  void facts_about_months_that_are_not_restated_any_more_are_counted() {
    PlayedBook played = new PlayedBook(RATES, 1, directory);
    Instant now = Instant.parse("2026-04-10T12:00:00Z");
    played.tell(pays("of-old", Instant.parse("2020-01-01T00:00:00Z"), 1000));
    played.tick(now, false);
    assertThat(played.factsTooLate()).isZero();

    played.tell(pays("late", Instant.parse("2024-05-01T00:00:00Z"), 900));
    assertThat(played.factsTooLate()).isZero();
    played.tell(pays("too-late", Instant.parse("2024-04-30T23:59:59Z"), 800));

    assertThat(played.factsTooLate()).isEqualTo(1);
  }

  @Test
  void facts_that_are_given_up_are_counted() {
    PlayedBook played = new PlayedBook(RATES, 1, directory);
    Instant now = Instant.parse("2026-04-10T12:00:00Z");
    played.tick(now, false);

    for (int i = 0; i < RevenueLine.MOST + 3; i++) {
      played.tell(pays("step-" + i, now.minusSeconds(60L * i), 1000 + i));
    }

    assertThat(played.factsForgotten()).isEqualTo(3);
  }

  private static BookNews.OfAccount pays(String event, Instant at, long mrr) {
    SubscriptionSignal fact =
        new SubscriptionSignal(
            event, "a", at, SubscriptionSignal.Kind.EXPANDED, mrr, null, "USD", null, null);
    return new BookNews.OfAccount("a", null, fact, at.toEpochMilli());
  }

  private static Map<Cell, Tally> restated(MergedBook merged, int month) {
    Map<Cell, Tally> sums = new TreeMap<>();
    for (Cell cell : merged.cells()) {
      if (BookKeeping.isRestated(cell.period(), month)) {
        sums.put(cell, merged.of(cell));
      }
    }
    sums.values().removeIf(Tally::isEmpty);
    return sums;
  }

  /**
   * Plays a history with restarts and crashes into both; answers with the time of the last tick.
   */
  private static Instant play(long seed, BookInMemory expected, PlayedBook played) {
    SplittableRandom random = new SplittableRandom(seed);
    for (RandomBook.Step step : RandomBook.of(seed, ACCOUNTS, STEPS)) {
      if (step.news() != null) {
        expected.tell(step.news());
        played.tell(step.news());
      } else {
        expected.begin(step.month());
        Instant noon =
            Instant.ofEpochMilli(Months.startMillis(step.month())).plusSeconds(HALF_A_DAY);
        if (random.nextInt(4) == 0) {
          played.tickAndCrash(noon, random.nextBoolean(), random.nextInt(PARTITIONS));
        } else {
          played.tick(noon, random.nextBoolean());
        }
      }
      if (random.nextInt(20) == 0) {
        played.crash(random.nextInt(PARTITIONS));
      }
      if (random.nextInt(40) == 0) {
        played.restartPart(random.nextInt(PARTITIONS));
      }
      if (random.nextInt(40) == 0) {
        played.restartMerging();
      }
      if (random.nextInt(30) == 0) {
        played.crashMerging();
      }
    }
    Instant end =
        Instant.ofEpochMilli(Months.startMillis(expected.month())).plusSeconds(HALF_A_DAY + 600);
    played.tick(end, false);
    return end;
  }
}
