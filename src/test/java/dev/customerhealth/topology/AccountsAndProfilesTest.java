package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of records that make sense. */
class AccountsAndProfilesTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;

  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  @Test
  void a_score_and_its_change_are_told_together_under_the_account_id() {
    beScored("acme");

    List<HealthScore> scores = harness.scores();
    List<HealthScoreChange> changes = harness.changes();
    assertThat(scores).isNotEmpty().hasSameSizeAs(changes);
    HealthScore score = scores.get(scores.size() - 1);
    HealthScoreChange change = changes.get(changes.size() - 1);
    assertThat(score.getStatus()).isEqualTo(ScoreStatus.SCORED);
    assertThat(change.getToScore()).isEqualTo(score.getScore());
    assertThat(change.getCauseTopic()).isEqualTo("product-usage");
    assertThat(harness.everythingTold()).extracting(TopologyHarness.Told::key).containsOnly("acme");
  }

  @Test
  void published_contributions_add_up_to_the_score() {
    beScored("acme");

    List<HealthScore> scores = harness.scores();
    assertThat(scores).isNotEmpty();
    for (HealthScore score : scores) {
      double components =
          score.getComponents().stream().mapToDouble(part -> part.getContribution()).sum();
      double measures =
          score.getComponents().stream()
              .flatMap(part -> part.getMeasures().stream())
              .mapToDouble(measure -> measure.getContribution())
              .sum();
      assertThat(Math.abs(components - score.getScore())).isLessThan(1e-9);
      assertThat(Math.abs(measures - score.getScore())).isLessThan(1e-9);
    }
    harness.everythingTold();
  }

  @Test
  void a_duplicate_changes_nothing_and_is_counted() {
    harness.send(WireEvents.login("acme", "e1", "u1", NOW).build());
    byte[] before = harness.stored("acme");
    harness.everythingTold();

    harness.send(WireEvents.login("acme", "e1", "u1", NOW).build());

    assertThat(harness.stored("acme")).isEqualTo(before);
    assertThat(harness.accounting(harness.topics().productUsage()))
        .containsEntry(RecordOutcome.SCORED, 1L)
        .containsEntry(RecordOutcome.DUPLICATE, 1L);
  }

  @Test
  void an_event_older_than_the_longest_window_changes_nothing_and_is_counted_late() {
    harness.send(WireEvents.login("acme", "e1", "u1", NOW).build());
    byte[] before = harness.stored("acme");
    harness.everythingTold();

    harness.send(WireEvents.login("acme", "e2", "u1", NOW.minus(Duration.ofDays(400))).build());

    assertThat(harness.stored("acme")).isEqualTo(before);
    assertThat(harness.accounting(harness.topics().productUsage()))
        .containsEntry(RecordOutcome.LATE, 1L);
  }

  @Test
  void open_tickets_beyond_what_an_account_remembers_are_counted_as_forgotten() {
    for (int ticket = 0; ticket < 131; ticket++) {
      harness.send(
          harness.topics().supportTickets(),
          "acme",
          WireEvents.ticket(
                  "acme",
                  "t" + ticket,
                  "ticket-" + ticket,
                  TicketEventType.OPENED,
                  NOW.minus(Duration.ofMinutes(200L - ticket)))
              .build());
    }
    harness.everythingTold();

    assertThat(harness.metrics().forgottenItems).isEqualTo(3);
    assertThat(harness.metrics().forgottenIds).as("all but the last 16 of a day").isEqualTo(115);
  }

  @Test
  void events_of_all_topics_meet_in_one_account() {
    beScored("acme");
    harness.send(
        harness.topics().supportTickets(),
        "acme",
        WireEvents.ticket("acme", "t1", "4711", TicketEventType.OPENED, NOW).build());
    harness.send(
        harness.topics().surveyResponses(), "acme", WireEvents.nps("acme", "s1", 10, NOW).build());
    harness.send(
        harness.topics().successActivities(),
        "acme",
        WireEvents.sentiment("acme", "a1", 5, NOW).build());
    harness.send(
        harness.topics().subscriptionChanges(),
        "acme",
        WireEvents.renewal("acme", "r1", NOW).build());

    List<HealthScore> scores = harness.scores();
    assertThat(scores.get(scores.size() - 1).getCoverage())
        .isGreaterThan(scores.get(0).getCoverage());
    harness.everythingTold();
  }

  @Test
  void a_changed_name_shows_the_score_anew_without_a_change() {
    beScored("acme");
    harness.send(
        harness.topics().accountProfiles(), "acme", WireEvents.profile("acme", NOW).build());
    harness.everythingTold();

    harness.send(
        harness.topics().accountProfiles(),
        "acme",
        WireEvents.profile("acme", NOW.plusSeconds(1)).setName("Acme Renamed").build());

    assertThat(harness.changes()).isEmpty();
    assertThat(harness.scores())
        .extracting(HealthScore::getAccountName)
        .containsExactly("Acme Renamed");
  }

  @Test
  void a_tombstone_removes_the_profile_and_keeps_what_happened() {
    beScored("acme");
    harness.send(
        harness.topics().accountProfiles(), "acme", WireEvents.profile("acme", NOW).build());
    harness.everythingTold();

    harness.send(harness.topics().accountProfiles(), "acme", null);

    assertThat(harness.account("acme").state().profile()).isNull();
    List<HealthScore> scores = harness.scores();
    assertThat(scores).isNotEmpty();
    assertThat(scores.get(0).getAccountName()).isNull();
    assertThat(scores.get(0).getStatus()).isEqualTo(ScoreStatus.SCORED);
    harness.everythingTold();
  }

  @Test
  void a_tombstone_of_an_account_without_profile_is_ignored() {
    harness.send(harness.topics().accountProfiles(), "acme", null);

    assertThat(harness.accounting(harness.topics().accountProfiles()))
        .containsEntry(RecordOutcome.IGNORED, 1L);
  }

  @Test
  void an_older_profile_is_ignored() {
    harness.send(
        harness.topics().accountProfiles(), "acme", WireEvents.profile("acme", NOW).build());
    harness.everythingTold();

    harness.send(
        harness.topics().accountProfiles(),
        "acme",
        WireEvents.profile("acme", NOW.minusSeconds(1)).setName("Old").build());

    assertThat(harness.accounting(harness.topics().accountProfiles()))
        .containsEntry(RecordOutcome.SCORED, 1L)
        .containsEntry(RecordOutcome.IGNORED, 1L);
  }

  @Test
  void the_metrics_hear_what_happened() {
    beScored("acme");
    int changes = harness.changes().size();

    assertThat(harness.metrics().changes).isNotEmpty().hasSize(changes);
    assertThat(harness.metrics().outcomes).contains("product-usage SCORED");
    assertThat(harness.metrics().latencies)
        .allSatisfy(latency -> assertThat(latency).isNotNegative());
    harness.everythingTold();
  }

  private void beScored(String account) {
    for (int number = 0; number < 5; number++) {
      harness.send(WireEvents.login(account, "l" + number, "u" + number, NOW).build());
      harness.send(
          WireEvents.featureUse(account, "f" + number, "u" + number, "feature-" + number, NOW)
              .build());
    }
  }
}
