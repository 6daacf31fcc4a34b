package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.portfolio.AccountLedger;
import dev.customerhealth.domain.portfolio.Attribution;
import dev.customerhealth.domain.portfolio.BookKeeping;
import dev.customerhealth.domain.portfolio.Cause;
import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Field;
import dev.customerhealth.domain.portfolio.Finance;
import dev.customerhealth.domain.portfolio.FoldedRevenue;
import dev.customerhealth.domain.portfolio.Forecast;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.RandomBook;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.portfolio.RevenueLine;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.SegmentFact;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.domain.portfolio.Standing;
import dev.customerhealth.domain.portfolio.Tally;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BookCodecsTest {
  private static final byte[] WITHOUT_REGIONS =
      HexFormat.of()
          .parseHex(
              "02ecfb020704736d6205616e6e61d8fb0280a0abfef962a0960380897a04555344f0c1021803080202"
                  + "ffffffff0f04736d6205616e6e61d8fb02e2fb0204736d6204626f62d8fb02000000"
                  + "ffffffffffffffffff0101010000");

  private static final byte[] BEFORE_FOLDING =
      HexFormat.of()
          .parseHex(
              "04dcfb02010000ffffffff0f00ffffffffffffffffff01000100ffffffff0f0100010101ffffffff0f00"
                  + "00ffffffff0f000180a0abfef9620d0001b9600445555202f0c1020000ffffffffffffffffff0101"
                  + "0100000180a0abfef9620df0c102809bee0204455552");

  private final CellCodec cells = new CellCodec();
  private final AccountLedgerCodec ledgers = new AccountLedgerCodec();

  private static Map<String, AccountLedger> played(long seed) {
    Map<String, AccountLedger> known = new TreeMap<>();
    BookKeeping book =
        new BookKeeping(
            Rates.only("USD"),
            new BookKeeping.Ledgers() {
              @Override
              public AccountLedger load(String accountId) {
                return known.getOrDefault(accountId, AccountLedger.unknown(accountId));
              }

              @Override
              public void save(AccountLedger ledger) {
                known.put(ledger.accountId(), ledger);
              }
            },
            new BookKeeping.Cells() {
              @Override
              public BookKeeping.Place place(Cell cell) {
                return (delta, cause) -> {};
              }

              @Override
              public int epoch() {
                return 0;
              }
            });
    int month = Integer.MIN_VALUE;
    for (RandomBook.Step step : RandomBook.of(seed, 5, 400)) {
      if (step.news() == null) {
        month = step.month();
        for (String id : List.copyOf(known.keySet())) {
          book.turn(id, month);
        }
      } else {
        book.take(step.news(), month);
      }
    }
    return known;
  }

  @Test
  void a_ledger_comes_back_as_it_was() {
    for (long seed = 0; seed < 10; seed++) {
      for (AccountLedger ledger : played(seed).values()) {
        assertThat(ledgers.decode(ledger.accountId(), ledgers.encode(ledger)))
            .as("seed %d", seed)
            .isEqualTo(ledger);
      }
    }
  }

  @Test
  void what_was_folded_and_how_much_was_forgotten_come_back_as_they_were() {
    AccountLedger known = AccountLedger.unknown("a");
    FoldedRevenue folded =
        new FoldedRevenue(1_600_000_000_000L, -9, 123_45, "EUR", 3, 20_600, Days.NONE, 20_000);
    AccountLedger ledger =
        new AccountLedger(
            "a",
            known.month(),
            known.standing(),
            known.owners(),
            new RevenueLine(folded, List.of()),
            known.answers(),
            known.opportunities(),
            known.finance(),
            known.ends(),
            known.forecasts(),
            77);

    AccountLedger read = ledgers.decode("a", ledgers.encode(ledger));

    assertThat(read).isEqualTo(ledger);
    assertThat(read.forgotten()).isEqualTo(77);
  }

  /** Written by the version that folded movements without remembering what they said. */
  @Test
  void a_ledger_of_the_version_before_movements_were_folded_is_read_as_it_was() {
    AccountLedger ledger = ledgers.decode("a", BEFORE_FOLDING.clone());

    assertThat(ledger.revenue().folded().isNone()).isTrue();
    assertThat(ledger.revenue().movements()).hasSize(1);
    assertThat(ledger.forecasts()).hasSize(1);
    assertThat(ledger.forgotten()).isZero();
    assertThat(ledgers.decode("a", ledgers.encode(ledger))).isEqualTo(ledger);
  }

  /** Written by the version that kept one time for margin and cost. */
  @Test
  void finances_of_an_older_ledger_are_as_of_their_one_time() {
    String nothing = "ffffffffffffffffff01010100";
    String told = "80a0abfef962c00c0a04455552";
    String hex = HexFormat.of().formatHex(BEFORE_FOLDING);
    assertThat(hex).contains(nothing);

    AccountLedger ledger = ledgers.decode("a", HexFormat.of().parseHex(hex.replace(nothing, told)));

    assertThat(ledger.finance()).isEqualTo(Finance.of(1_700_000_000_000L, 800, 5, "EUR"));
    assertThat(ledgers.decode("a", BEFORE_FOLDING.clone()).finance()).isEqualTo(Finance.NONE);
    assertThat(ledgers.decode("a", ledgers.encode(ledger))).isEqualTo(ledger);
  }

  @Test
  void a_margin_and_a_cost_of_two_times_come_back_as_they_were() {
    AccountLedger known = played(1).values().iterator().next();
    Finance margin = Finance.NONE.with(Finance.of(7, 800, -1, null));
    Finance cost = Finance.NONE.with(Finance.of(-5, -1, 90_000, "EUR"));
    for (Finance finance :
        List.of(Finance.NONE, margin, cost, margin.with(cost), cost.with(margin))) {
      AccountLedger ledger =
          new AccountLedger(
              "a",
              known.month(),
              known.standing(),
              known.owners(),
              known.revenue(),
              known.answers(),
              known.opportunities(),
              finance,
              known.ends(),
              known.forecasts(),
              known.forgotten());

      assertThat(ledgers.decode("a", ledgers.encode(ledger))).isEqualTo(ledger);
    }
  }

  @Test
  void what_was_expected_of_renewals_comes_back_as_it_was() {
    AccountLedger known = AccountLedger.unknown("a");
    AccountLedger ledger =
        new AccountLedger(
            "a",
            known.month(),
            known.standing(),
            known.owners(),
            known.revenue(),
            known.answers(),
            known.opportunities(),
            known.finance(),
            known.ends(),
            List.of(
                new Forecast(1_700_000_000_000L, -7, 20_600, 60_000_00, "EUR"),
                new Forecast(1_700_000_000_001L, 7, Days.NONE, 0, null)),
            3);

    assertThat(ledgers.decode("a", ledgers.encode(ledger))).isEqualTo(ledger);
  }

  /** Written by the version that knew no regions. */
  @Test
  void a_ledger_of_the_version_without_regions_is_read_as_of_no_region() {
    AccountLedger ledger = ledgers.decode("a", WITHOUT_REGIONS.clone());

    assertThat(ledger.standing().attribution())
        .isEqualTo(new Attribution("smb", "anna", 24_300, null));
    assertThat(ledger.standing().core()).isEqualTo(1);
    assertThat(ledger.owners())
        .extracting(owner -> owner.attribution().csm())
        .containsExactly("anna", "bob");
    assertThat(ledgers.decode("a", ledgers.encode(ledger))).isEqualTo(ledger);
  }

  /** Stores hold them: another key would leave the old sums where nobody takes anything out. */
  @Test
  void a_place_that_is_in_no_region_keeps_the_key_it_had_before_there_were_regions() {
    Cell cell = new Cell(Period.quarterOf(24_300), new Slice("smb", null, "2025-01"));
    Cell inRegion = new Cell(Period.quarterOf(24_300), new Slice("smb", null, null, "emea"));

    assertThat(HexFormat.of().formatHex(cells.encode(cell)))
        .isEqualTo("02dcfb0204736d620008323032352d3031");
    assertThat(cells.decode(cells.encode(cell))).isEqualTo(cell);
    assertThat(cells.decode(cells.encode(inRegion))).isEqualTo(inRegion);
  }

  /** From whatever was written before, of the same account or with nothing in common. */
  @Test
  void taking_over_what_did_not_change_makes_the_same_bytes() {
    for (long seed = 0; seed < 10; seed++) {
      for (AccountLedger ledger : played(seed).values()) {
        WrittenLedger last = ledgers.read(ledger.accountId(), ledgers.encode(ledger));
        AccountLedger moved = with(last.ledger(), Standing.UNKNOWN);
        for (AccountLedger next : List.of(last.ledger(), moved, ledger)) {
          assertThat(ledgers.write(next, last).bytes())
              .as("seed %d", seed)
              .isEqualTo(ledgers.encode(next));
        }
        WrittenLedger again = ledgers.write(moved, last);
        assertThat(ledgers.write(ledger, again).bytes()).isEqualTo(ledgers.encode(ledger));
        assertThat(ledgers.write(last.ledger(), again).bytes()).isEqualTo(ledgers.encode(ledger));
      }
    }
  }

  private static AccountLedger with(AccountLedger known, Standing standing) {
    return new AccountLedger(
        known.accountId(),
        known.month() + 1,
        standing,
        known.owners(),
        known.revenue(),
        known.answers(),
        known.opportunities(),
        known.finance(),
        known.ends(),
        known.forecasts(),
        known.forgotten());
  }

  /** The bytes of an older version are not those of this one. */
  @Test
  void of_an_older_version_nothing_is_taken_over() {
    WrittenLedger old = ledgers.read("a", WITHOUT_REGIONS.clone());

    assertThat(ledgers.write(old.ledger(), old).bytes()).isEqualTo(ledgers.encode(old.ledger()));
  }

  @Test
  void damaged_bytes_are_refused_and_never_read_as_something_else() {
    AccountLedger ledger = played(3).values().iterator().next();
    byte[] bytes = ledgers.encode(ledger);
    for (int length = 0; length < bytes.length; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ledgers.decode("a", cut))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void what_partitions_tell_comes_back_as_it_was() {
    Cell cell = new Cell(Period.quarterOf(24_300), new Slice("smb", null, "2025-01"));
    Tally tally = new Tally().add(Field.CHURN, 12).add(Field.WITHOUT_RATE, 99, -1);
    CellSums sums = new CellSums(true, tally, List.of(new Cause("a", null, "PROFILE", -5)), 17);
    List<BookPartial> told =
        List.of(
            new BookPartial.Sums(3, cell, sums),
            new BookPartial.UpTo(
                1, 42, List.of(new RiskyAccount("a", "smb", null, 12_345, 1_000_000))),
            new BookPartial.OfSegment(
                0, new SegmentFact("smb", Finance.of(1, 800, 5, "EUR"), "a", "finance-1")));

    assertThat(told)
        .allSatisfy(each -> assertThat(BookPartial.decode(each.encode())).isEqualTo(each));
  }

  @Test
  void what_was_told_is_remembered_as_it_was() {
    ToldFigures told =
        new ToldFigures(7, true, 2, -123456789L, List.of(new Cause("a", "e", "CHURNED", 1)), 3);

    assertThat(ToldFigures.decode(told.encode())).isEqualTo(told);
    assertThat(ToldFigures.decode(null)).isEqualTo(ToldFigures.NOTHING);
  }
}
