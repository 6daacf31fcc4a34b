package dev.customerhealth.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.history.IntakeJudge;
import dev.customerhealth.history.JudgedEvents;
import dev.customerhealth.history.TickSteps;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.replay.AccountsReplay;
import dev.customerhealth.replay.FileReplay;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.wire.AvroSafety;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo goes live with some accounts in every band, whenever it is started: a weekend takes the
 * logins away, and at the turn of a month or a quarter contracts end.
 */
class BookBandsTest {

  /** What live traffic may move before somebody looks. */
  private static final int AT_LEAST = 4;

  @BeforeAll
  static void trustTheGeneratedClasses() {
    AvroSafety.install();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T22:44:00Z",
        "2026-12-04T21:00:00Z",
        "2027-02-13T09:00:00Z",
        "2027-03-31T23:30:00Z"
      })
  void whenever_the_demo_goes_live_there_are_customers_in_every_band(String end)
      throws IOException {
    Instant live = Instant.parse(end);

    assertThat(customersByBand(Book.of(new BookPlan(1, 200, 120, live)), live))
        .containsOnlyKeys("healthy", "stable", "at-risk", "critical", "emergency")
        .allSatisfy((band, customers) -> assertThat(customers).isGreaterThanOrEqualTo(AT_LEAST));
  }

  /** Those whose contract runs: the book counts no others. */
  private static Map<String, Integer> customersByBand(Book book, Instant end) throws IOException {
    Map<String, ScoreSheet> latest = new HashMap<>();
    IntakeJudge judge = new IntakeJudge(Topics.standard(), IntakeLimits.standard(), end);
    new FileReplay(Topics.standard(), IntakeLimits.standard(), Presets.shippedPolicy(), end)
        .play(
            new JudgedEvents("book", book.history(), judge),
            new TickSteps(Duration.ofHours(12)),
            end,
            new AccountsReplay.Listener() {
              @Override
              public void scored(String accountId, ScoreSheet sheet) {
                latest.put(accountId, sheet);
              }

              @Override
              public void told(String accountId, String csm, Alert alert) {}
            },
            lines -> {});
    LocalDate tomorrow = LocalDate.ofInstant(end, ZoneOffset.UTC).plusDays(1);
    Map<String, Integer> customers = new TreeMap<>();
    for (SimulatedAccount account : book.accounts()) {
      ScoreSheet sheet = latest.get(account.id());
      if (sheet != null && sheet.scored() && account.isCustomerOn(tomorrow)) {
        customers.merge(sheet.band().id(), 1, Integer::sum);
      }
    }
    return customers;
  }
}
