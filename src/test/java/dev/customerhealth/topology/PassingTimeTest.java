package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.state.AccountRecord;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Time is data: what ticks find without any event. */
class PassingTimeTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;

  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness().with(new TopologySettings(IntakeLimits.standard(), 3, 0));

  @Test
  void silence_is_found_without_input() {
    beBusy("acme");
    harness.everythingTold();

    harness.tick(NOW.plus(Duration.ofDays(29)));
    harness.tick(NOW.plus(Duration.ofDays(31)));

    List<HealthScoreChange> changes = harness.changes();
    assertThat(changes).isNotEmpty();
    HealthScoreChange last = changes.get(changes.size() - 1);
    assertThat(last.getCause()).isEqualTo(ChangeCause.TIME_PASSED);
    assertThat(last.getCauseEventId()).isNull();
    assertThat(last.getPoints()).isNegative();
    assertThat(harness.alerts()).extracting(HealthAlert::getState).contains(AlertState.RAISED);
    harness.everythingTold();
  }

  @Test
  void without_ticks_time_alone_does_nothing_until_the_next_which_does_it_as_of_its_time() {
    beBusy("acme");
    harness.arriveAt(NOW.plus(Duration.ofDays(40)));
    harness.send(WireEvents.login("other", "later", "u1", NOW.plus(Duration.ofDays(40))).build());
    assertThat(harness.alerts()).as("nobody said that time passed").isEmpty();

    Instant tick = NOW.plus(Duration.ofDays(45));
    harness.tick(tick);

    assertThat(harness.alerts())
        .filteredOn(alert -> alert.getAccountId().equals("acme"))
        .isNotEmpty()
        .allSatisfy(alert -> assertThat(alert.getAt()).isEqualTo(tick));
    harness.everythingTold();
  }

  @Test
  void a_tick_before_anything_is_due_changes_nothing() {
    beBusy("acme");
    harness.everythingTold();

    harness.tick(NOW.plus(Duration.ofHours(1)));

    assertThat(harness.metrics().evaluations).containsExactly(0);
  }

  @Test
  void an_older_tick_is_harmless() {
    beBusy("acme");
    harness.tick(NOW.plus(Duration.ofDays(40)));
    AccountRecord account = harness.account("acme");
    harness.everythingTold();

    harness.tick(NOW.plus(Duration.ofDays(10)));

    assertThat(harness.account("acme")).isEqualTo(account);
    assertThat(harness.accounting(harness.topics().clockTicks()))
        .containsEntry(RecordOutcome.SCORED, 1L)
        .containsEntry(RecordOutcome.IGNORED, 1L);
  }

  @Test
  void the_same_tick_twice_is_harmless() {
    beBusy("acme");
    harness.tick(NOW.plus(Duration.ofDays(40)));
    AccountRecord account = harness.account("acme");
    harness.everythingTold();

    harness.tick(NOW.plus(Duration.ofDays(40)));

    assertThat(harness.account("acme")).isEqualTo(account);
  }

  @Test
  void a_tick_judges_no_more_accounts_than_its_budget_and_the_next_goes_on() {
    for (String account : List.of("a", "b", "c", "d", "e")) {
      beBusy(account);
    }
    harness.everythingTold();
    Instant silence = NOW.plus(Duration.ofDays(31));

    harness.tick(silence);
    assertThat(harness.changes())
        .extracting(HealthScoreChange::getAccountId)
        .containsExactly("a", "b", "c");
    assertThat(harness.metrics().complete).containsExactly(false);
    harness.tick(silence.plusSeconds(1));

    assertThat(harness.changes())
        .extracting(HealthScoreChange::getAccountId)
        .containsExactly("d", "e");
    assertThat(harness.metrics().evaluations).containsExactly(3, 2);
    assertThat(harness.metrics().complete).containsExactly(false, true);
    harness.everythingTold();
  }

  @Test
  void an_account_is_judged_again_as_long_as_time_can_change_it() {
    beBusy("acme");
    Instant time = NOW;
    for (int day = 0; day < 120; day++) {
      time = time.plus(Duration.ofDays(1));
      harness.tick(time);
    }

    List<HealthScoreChange> changes = harness.changes();
    assertThat(changes.get(changes.size() - 1).getChangedAt())
        .isAfter(NOW.plus(Duration.ofDays(29)));
    assertThat(harness.account("acme").nextDue()).isEqualTo(AccountRecord.NEVER);
    assertThat(harness.account("acme").indexedDue()).isEqualTo(AccountRecord.NEVER);
    harness.everythingTold();
  }

  @Test
  void an_account_that_had_fallen_silent_comes_up_again_after_new_events() {
    beBusy("acme");
    Instant later = NOW.plus(Duration.ofDays(200));
    harness.tick(later);
    harness.tick(later.plus(Duration.ofDays(100)));
    Instant back = later.plus(Duration.ofDays(101));
    harness.arriveAt(back);
    harness.send(WireEvents.login("acme", "back", "u1", back).build());
    int evaluations = harness.metrics().evaluations.stream().mapToInt(Integer::intValue).sum();

    harness.tick(back.plus(Duration.ofDays(31)));

    assertThat(harness.metrics().evaluations.stream().mapToInt(Integer::intValue).sum())
        .isGreaterThan(evaluations);
    harness.everythingTold();
  }

  @Test
  void one_account_that_cannot_be_judged_does_not_hold_up_the_others() {
    for (String account : List.of("a", "b", "c")) {
      beBusy(account);
    }
    harness.everythingTold();
    harness.store("b", new byte[] {77, 77, 77});

    harness.tick(NOW.plus(Duration.ofDays(31)));

    assertThat(harness.changes())
        .extracting(HealthScoreChange::getAccountId)
        .containsExactly("a", "c");
    assertThat(harness.metrics().failedEvaluations).isEqualTo(1);
    harness.everythingTold();
  }

  @Test
  void an_account_that_could_not_be_judged_is_tried_again_an_hour_later_until_it_can_be() {
    beBusy("acme");
    harness.everythingTold();
    byte[] good = harness.stored("acme");
    Instant silence = NOW.plus(Duration.ofDays(31));
    harness.store("acme", new byte[] {77, 77, 77});
    harness.tick(silence);
    harness.tick(silence.plus(Duration.ofHours(1)));
    assertThat(harness.metrics().failedEvaluations).isEqualTo(2);
    harness.store("acme", good);

    harness.tick(silence.plus(Duration.ofMinutes(119)));
    assertThat(harness.changes()).as("before its hour").isEmpty();
    harness.tick(silence.plus(Duration.ofHours(2)));

    assertThat(harness.changes())
        .extracting(HealthScoreChange::getAccountId, HealthScoreChange::getChangedAt)
        .containsExactly(tuple("acme", silence.plus(Duration.ofHours(2))));
    harness.everythingTold();
  }

  @Test
  void an_account_that_could_not_be_judged_once_comes_up_as_often_as_any_other_afterwards() {
    beBusy("acme");
    beBusy("bolt");
    byte[] good = harness.stored("acme");
    Instant time = NOW.plus(Duration.ofDays(20));
    while (harness.metrics().failedEvaluations == 0) {
      time = time.plus(Duration.ofDays(1));
      harness.store("acme", new byte[] {77, 77, 77});
      harness.tick(time);
      harness.store("acme", good);
    }
    for (int hour = 1; hour <= 24 * 120; hour++) {
      harness.tick(time.plus(Duration.ofHours(hour)));
    }

    assertThat(harness.account("acme").nextDue()).isEqualTo(AccountRecord.NEVER);
    assertThat(harness.account("acme").indexedDue()).isEqualTo(AccountRecord.NEVER);
    assertThat(harness.account("acme").state().judgement().told())
        .isEqualTo(harness.account("bolt").state().judgement().told());
    harness.everythingTold();
  }

  /** Enough for a good score today, gone thirty days later. */
  private void beBusy(String account) {
    for (int number = 0; number < 24; number++) {
      String user = "u" + number % 4;
      harness.send(WireEvents.login(account, "l" + number, user, NOW).build());
      harness.send(
          WireEvents.featureUse(account, "f" + number, user, "feature-" + number % 8, NOW)
              .setCount(10L)
              .build());
    }
  }
}
