package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.AuditKind;
import dev.customerhealth.avro.AuditOutcome;
import dev.customerhealth.avro.AuditSubject;
import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelSelection;
import dev.customerhealth.domain.SelectionRule;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.testing.WireEvents;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A table of peers published while the stream runs. */
class PeersWhileRunningTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final Instant FIRST = NOW.plus(Duration.ofMinutes(10));
  private static final Instant SECOND = NOW.plus(Duration.ofMinutes(20));
  private static final int VERSION = Presets.m0().version() + 1;

  /** 12 logins are more than 60% of the accounts have. */
  private static final ModelNotice TABLE = Notices.peers(1, 10, FIRST);

  /** 12 logins are more than 30% of the accounts have. */
  private static final ModelNotice NEXT = Notices.peers(2, 20, SECOND);

  @RegisterExtension final TopologyHarness harness = new TopologyHarness().with(comparing());

  @RegisterExtension
  final BeforeEachCallback registry = context -> serdes = SharedRegistry.of(context).serdes();

  private ContractSerdes serdes;

  @Test
  void without_a_table_a_measure_that_compares_has_no_points() {
    logIn(harness, "acme", 12);

    assertThat(harness.scores()).isEmpty();
  }

  @Test
  void an_account_is_compared_as_of_the_tables_very_time_and_the_score_names_the_table() {
    logIn(harness, "acme", 12);
    harness.publish(TABLE);

    harness.tick(FIRST.plusSeconds(7));

    HealthScore score = only(harness.scores());
    assertThat(score.getAsOf()).isEqualTo(FIRST);
    assertThat(score.getScore()).isEqualTo(60.0);
    assertThat(score.getPeers().getVersion()).isEqualTo(1);
    assertThat(score.getPeers().getRanks().get(0).getPercentile()).isEqualTo(60.0);
    assertThat(score.getPeers().getRanks().get(0).getAccounts()).isEqualTo(30);
    assertThat(score.getPeers().getRanks().get(0).getSegment()).isNull();
    HealthScoreChange change = only(harness.changes());
    assertThat(change.getCause()).isEqualTo(ChangeCause.MODEL_CHANGED);
    assertThat(change.getPeersVersion()).isEqualTo(1);
    assertThat(change.getFromPeersVersion()).isNull();
    harness.everythingTold();
  }

  @Test
  void a_new_table_takes_30_points_and_nobody_is_alerted_then_or_later() {
    logIn(harness, "acme", 12);
    harness.publish(TABLE);
    harness.tick(FIRST);
    harness.everythingTold();
    harness.publish(NEXT);

    harness.tick(SECOND.plusSeconds(3));

    HealthScoreChange change = only(harness.changes());
    assertThat(change.getChangedAt()).isEqualTo(SECOND);
    assertThat(change.getPoints()).isEqualTo(-30.0);
    assertThat(change.getCause()).isEqualTo(ChangeCause.MODEL_CHANGED);
    assertThat(change.getFromModelVersion()).isEqualTo(change.getModelVersion());
    assertThat(change.getFromPeersVersion()).isEqualTo(1);
    assertThat(change.getPeersVersion()).isEqualTo(2);
    assertThat(change.getCauses()).hasSize(1);
    assertThat(change.getCauses().get(0).getCause()).isEqualTo(ChangeCause.MODEL_CHANGED);
    assertThat(change.getCauses().get(0).getPoints()).isEqualTo(-30.0);
    harness.tick(SECOND.plus(Duration.ofDays(3)));
    assertThat(harness.alerts()).isEmpty();
    harness.everythingTold();
  }

  @Test
  void a_fall_under_the_new_table_is_a_drop_again() {
    logIn(harness, "acme", 12);
    harness.publish(TABLE);
    harness.publish(NEXT);
    harness.tick(SECOND);
    harness.everythingTold();

    harness.tick(NOW.plus(Duration.ofDays(30)));

    assertThat(harness.alerts()).anyMatch(alert -> alert.getRuleId().startsWith("score-drop"));
    harness.everythingTold();
  }

  @Test
  void accounts_whose_model_compares_with_nobody_are_left_alone() {
    harness.send(harness.topics().accountProfiles(), "big", WireEvents.profile("big", NOW).build());
    logIn(harness, "big", 12);
    harness.send(
        harness.topics().surveyResponses(), "big", WireEvents.nps("big", "nps", 9, NOW).build());
    harness.send(WireEvents.featureUse("big", "feature", "user", "reports", NOW).build());
    assertThat(harness.scores()).isNotEmpty().allMatch(score -> score.getPeers() == null);
    harness.everythingTold();
    harness.publish(TABLE);

    harness.tick(FIRST);

    assertThat(harness.scores()).isEmpty();
    harness.everythingTold();
  }

  @Test
  void two_partitions_switch_at_the_same_event_time_whatever_else_they_have_to_do()
      throws IOException {
    TopologyHarness one = new TopologyHarness().with(comparing());
    TopologyHarness other =
        new TopologyHarness()
            .with(comparing())
            .with(new TopologySettings(IntakeLimits.standard(), 1, 0));
    one.start(serdes);
    other.start(serdes);

    one.publish(TABLE);
    logIn(one, "acme", 12);
    one.tick(FIRST.plusSeconds(1));
    for (int account = 0; account < 3; account++) {
      logIn(other, "account-" + account, 12);
    }
    other.publish(TABLE);
    // An event goes before any tick, and a tick has room for one account.
    other.arriveAt(FIRST.plusSeconds(90));
    logIn(other, "account-2", 1, FIRST.plusSeconds(90));
    for (int tick = 0; tick < 4; tick++) {
      other.tick(FIRST.plusSeconds(100 + tick));
    }

    assertThat(one.changes()).hasSize(1);
    assertThat(other.changes())
        .hasSize(4)
        .filteredOn(change -> change.getCause() == ChangeCause.MODEL_CHANGED)
        .hasSize(3)
        .allSatisfy(change -> assertThat(change.getChangedAt()).isEqualTo(FIRST))
        .allSatisfy(change -> assertThat(change.getToScore()).isEqualTo(60.0));
    one.everythingTold();
    other.everythingTold();
    one.finish();
    other.finish();
  }

  @Test
  void a_replay_tells_the_same_bytes() throws IOException {
    List<String> first = play();

    assertThat(first).hasSizeGreaterThan(4);
    assertThat(play()).isEqualTo(first);
  }

  private List<String> play() throws IOException {
    TopologyHarness played = new TopologyHarness().with(comparing());
    played.start(serdes);
    logIn(played, "acme", 12);
    logIn(played, "other", 25);
    played.publish(TABLE);
    played.tick(FIRST.plusSeconds(1));
    played.publish(NEXT);
    logIn(played, "acme", 3, SECOND.plusSeconds(1));
    played.tick(SECOND.plusSeconds(2));
    List<String> told = new ArrayList<>();
    for (TopologyHarness.Told each : played.everythingTold()) {
      String bytes = Base64.getEncoder().encodeToString(each.value());
      told.add(each.topic() + " " + each.key() + " " + bytes);
    }
    played.finish();
    return told;
  }

  @Test
  void a_broken_table_that_got_there_anyway_is_ignored_loudly() {
    logIn(harness, "acme", 12);
    harness.publish(TABLE);
    harness.tick(FIRST);
    harness.everythingTold();

    harness.publish(
        new ModelNotice(
            ModelNotice.Kind.PEERS,
            "peers",
            2,
            "0",
            "id: peers\nversion: 2\nminimum-peers: 20\nsegments: {'*': {nps: [1, 2]}}\n",
            SECOND,
            NOW,
            "kim",
            "a test"));
    harness.tick(SECOND);

    assertThat(harness.changes()).isEmpty();
    assertThat(only(harness.rejections()).getReason()).isEqualTo(RejectionReason.INVALID_MODEL);
    AuditEntry audit = only(harness.audit());
    assertThat(audit.getOutcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(audit.getKind()).isEqualTo(AuditKind.PEERS);
    assertThat(audit.getRefusal()).contains("segments[*].nps");
    assertThat(harness.metrics().modelsRefused).containsExactly("PEERS");
  }

  @Test
  void a_version_with_another_content_is_refused() {
    harness.publish(TABLE);
    harness.publish(Notices.peers(1, 11, FIRST));

    assertThat(only(harness.rejections()).getReason()).isEqualTo(RejectionReason.VERSION_CONFLICT);
    harness.everythingTold();
  }

  @Test
  void what_comes_into_force_is_recorded_once_and_measured() {
    harness.publish(TABLE);
    harness.publish(NEXT);

    harness.tick(SECOND);

    List<AuditEntry> audit = harness.audit();
    assertThat(audit)
        .extracting(AuditEntry::getAfter)
        .containsExactly("peers version 1", "peers version 2");
    assertThat(audit.get(0).getBefore()).isNull();
    assertThat(audit.get(1).getBefore()).isEqualTo("peers version 1");
    assertThat(audit.get(1).getOutcome()).isEqualTo(AuditOutcome.ACTIVATED);
    assertThat(audit.get(1).getSubjectType()).isEqualTo(AuditSubject.PEERS);
    assertThat(audit.get(1).getWho()).isEqualTo("kim");
    assertThat(harness.metrics().inForce).containsEntry("peers", 2);
  }

  /** Everybody is compared with peers but those of segment enterprise. */
  private static HealthPolicy comparing() {
    return new HealthPolicy(
        new ModelSelection(
            List.of(
                new SelectionRule(
                    "big",
                    List.of("enterprise"),
                    List.of(),
                    List.of(),
                    null,
                    Notices.draft("id: plain\nversion: 1\nextends: M0\nlabel: Plain\n").model())),
            Notices.amongPeers(VERSION).model()),
        Peers.UNKNOWN,
        StandardRules.all());
  }

  private static void logIn(TopologyHarness harness, String account, int times) {
    logIn(harness, account, times, NOW);
  }

  private static void logIn(TopologyHarness harness, String account, int times, Instant at) {
    for (int each = 0; each < times; each++) {
      harness.send(
          WireEvents.login(account, account + each + "@" + at.toEpochMilli(), "user", at).build());
    }
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
