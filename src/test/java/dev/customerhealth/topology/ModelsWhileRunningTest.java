package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.AuditOutcome;
import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** A model published while the stream runs. */
class ModelsWhileRunningTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final Instant SWITCH = NOW.plus(Duration.ofMinutes(10));
  private static final int VERSION = Presets.m0().version();
  private static final ModelNotice NEXT = Notices.live(Notices.usageOnly(VERSION + 1), SWITCH);

  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness().with(new TopologySettings(IntakeLimits.standard(), 2, 0));

  @Test
  void an_account_is_scored_by_the_new_version_as_of_its_very_time_and_both_are_named() {
    beBusy("acme", NOW);
    harness.publish(NEXT);
    harness.everythingTold();

    harness.tick(SWITCH.plusSeconds(7));

    HealthScoreChange change = only(harness.changes());
    assertThat(change.getChangedAt()).isEqualTo(SWITCH);
    assertThat(change.getCause()).isEqualTo(ChangeCause.MODEL_CHANGED);
    assertThat(change.getFromModelId()).isEqualTo("M0");
    assertThat(change.getFromModelVersion()).isEqualTo(VERSION);
    assertThat(change.getModelVersion()).isEqualTo(VERSION + 1);
    assertThat(change.getCauses()).hasSize(1);
    assertThat(change.getCauses().get(0).getPoints()).isEqualTo(change.getPoints());
    assertThat(only(harness.scores()).getModelVersion()).isEqualTo(VERSION + 1);
    harness.everythingTold();
  }

  @Test
  void before_its_time_nothing_changes() {
    beBusy("acme", NOW);
    harness.publish(NEXT);
    harness.everythingTold();

    harness.tick(SWITCH.minusMillis(1));

    assertThat(harness.scores()).isEmpty();
  }

  /** The budget is two accounts a tick; whose turn comes when must not be seen. */
  @Test
  void every_account_switches_as_of_the_same_time_however_many_ticks_it_takes() {
    for (int number = 0; number < 7; number++) {
      beBusy("account-" + number, NOW);
    }
    harness.publish(NEXT);
    harness.everythingTold();
    harness.tick(SWITCH.plusSeconds(1));
    assertThat(harness.changes()).hasSize(2);

    // One that waits for its turn is told something: it lives through the switch first.
    Instant later = SWITCH.plusSeconds(2);
    for (int each = 0; each < 30; each++) {
      harness.send(
          WireEvents.featureUse("account-6", "late-" + each, "user", "f" + each, later).build());
    }
    List<HealthScoreChange> ofAccount6 = harness.changes();
    for (int tick = 2; tick < 6; tick++) {
      harness.tick(SWITCH.plusSeconds(tick));
    }

    assertThat(ofAccount6.get(0).getChangedAt()).isEqualTo(SWITCH);
    assertThat(ofAccount6.get(0).getCause()).isEqualTo(ChangeCause.MODEL_CHANGED);
    assertThat(ofAccount6.get(1).getCause()).isEqualTo(ChangeCause.EVENT);
    assertThat(harness.changes())
        .hasSize(4)
        .allSatisfy(change -> assertThat(change.getChangedAt()).isEqualTo(SWITCH));
    harness.everythingTold();
  }

  @Test
  void an_event_after_the_time_is_judged_by_the_new_version_before_any_tick_says_so() {
    beBusy("acme", NOW);
    harness.publish(NEXT);
    harness.everythingTold();
    harness.arriveAt(SWITCH.plusSeconds(1));

    harness.send(WireEvents.login("acme", "after", "user", SWITCH.plusSeconds(1)).build());

    assertThat(harness.changes().get(0).getModelVersion()).isEqualTo(VERSION + 1);
    harness.everythingTold();
  }

  @Test
  void a_change_of_model_raises_no_drop_alert_and_none_later_by_its_making() {
    beBusy("acme", NOW);
    beHappy("acme", NOW);
    harness.everythingTold();
    double before = lastScore();
    harness.publish(NEXT);

    harness.tick(SWITCH);
    harness.tick(SWITCH.plus(Duration.ofDays(3)));

    assertThat(harness.alerts()).isEmpty();
    assertThat(before - lastScore()).as("points lost by the model").isGreaterThan(20);
    harness.everythingTold();
  }

  @Test
  void a_broken_model_that_got_there_anyway_is_ignored_loudly() {
    beBusy("acme", NOW);
    harness.everythingTold();
    ModelNotice broken =
        new ModelNotice(
            ModelNotice.Kind.MODEL,
            "M0",
            VERSION + 1,
            "0",
            "id: M0\nversion: 9\n",
            SWITCH,
            NOW,
            "kim",
            "a test");

    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    Logger processor = (Logger) LoggerFactory.getLogger(AssessmentProcessor.class);
    processor.addAppender(heard);
    try {
      harness.publish(broken);
      harness.tick(SWITCH);
    } finally {
      processor.detachAppender(heard);
    }

    assertThat(heard.list)
        .anySatisfy(
            line -> {
              assertThat(line.getLevel()).isEqualTo(Level.ERROR);
              assertThat(line.getFormattedMessage())
                  .startsWith("A published model cannot be used; the models in force go on")
                  .contains("label");
            });
    assertThat(harness.changes()).isEmpty();
    assertThat(only(harness.rejections()).getReason()).isEqualTo(RejectionReason.INVALID_MODEL);
    AuditEntry audit = only(harness.audit());
    assertThat(audit.getOutcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(audit.getRefusal()).contains("label");
    assertThat(harness.metrics().modelsRefused).containsExactly("MODEL");

    Instant later = SWITCH.plusSeconds(60);
    harness.arriveAt(later);
    harness.send(
        harness.topics().surveyResponses(),
        "acme",
        WireEvents.nps("acme", "sad", 0, later).build());

    assertThat(only(harness.changes()).getModelVersion()).isEqualTo(VERSION);
    assertThat(only(harness.scores()).getModelVersion()).isEqualTo(VERSION);
  }

  @Test
  void the_same_version_with_another_content_is_refused() {
    harness.publish(NEXT);
    harness.publish(
        Notices.live(
            Notices.draft(
                "id: M0\nversion: " + (VERSION + 1) + "\nextends: M0\nlabel: Another one\n"),
            SWITCH));

    assertThat(only(harness.rejections()).getReason()).isEqualTo(RejectionReason.VERSION_CONFLICT);
    harness.everythingTold();
  }

  @Test
  void a_configured_version_with_another_content_is_refused() {
    harness.publish(
        Notices.live(
            Notices.draft("id: M0\nversion: " + VERSION + "\nextends: M0\nlabel: Another one\n"),
            SWITCH));

    assertThat(only(harness.rejections()).getReason()).isEqualTo(RejectionReason.VERSION_CONFLICT);
    harness.everythingTold();
  }

  @Test
  void the_same_publication_twice_is_a_duplicate() {
    harness.publish(NEXT);
    harness.publish(NEXT);

    assertThat(harness.accounting(harness.topics().scoringModels()))
        .containsEntry(RecordOutcome.SCORED, 1L)
        .containsEntry(RecordOutcome.DUPLICATE, 1L);
  }

  @Test
  void published_rules_send_accounts_to_another_model_at_their_time() {
    harness.publish(
        Notices.live(
            Notices.draft("id: gentle\nversion: 1\nextends: M0\nlabel: Gentle\n"), SWITCH));
    harness.send(
        harness.topics().accountProfiles(), "acme", WireEvents.profile("acme", NOW).build());
    beBusy("acme", NOW);
    beBusy("other", NOW);
    harness.publish(
        Notices.selection(
            """
            version: 1
            default: M0
            rules:
              - {id: big, when: {segment: enterprise}, model: gentle}
            """,
            1,
            SWITCH));
    harness.everythingTold();

    harness.tick(SWITCH);

    HealthScore score = only(harness.scores());
    assertThat(score.getAccountId()).isEqualTo("acme");
    assertThat(score.getModelId()).isEqualTo("gentle");
    assertThat(score.getModelRule()).isEqualTo("big");
    harness.everythingTold();
  }

  @Test
  void a_rule_that_chooses_the_same_model_is_named_at_its_time_and_nothing_else_is_told() {
    harness.send(
        harness.topics().accountProfiles(), "acme", WireEvents.profile("acme", NOW).build());
    beBusy("acme", NOW);
    beBusy("other", NOW);
    harness.everythingTold();
    harness.publish(rules("- {id: big, when: {segment: enterprise}, model: M0}"));

    harness.tick(SWITCH);
    harness.tick(SWITCH.plusSeconds(10));

    HealthScore score = only(harness.scores());
    assertThat(score.getAccountId()).isEqualTo("acme");
    assertThat(score.getModelRule()).isEqualTo("big");
    assertThat(score.getAsOf()).isEqualTo(SWITCH);
    assertThat(harness.changes()).isEmpty();
    assertThat(harness.alerts()).isEmpty();
    harness.everythingTold();
  }

  @Test
  void a_rule_that_time_ends_is_not_named_any_more_though_the_model_stays() {
    harness.publish(Notices.live(Notices.usageOnly(VERSION + 1), SWITCH));
    harness.publish(rules("- {id: new, when: {stage: onboarding}, model: M0}"));
    harness.send(
        harness.topics().accountProfiles(),
        "acme",
        WireEvents.profile("acme", NOW)
            .setContractStart(LocalDate.ofInstant(NOW, ZoneOffset.UTC).minusDays(89))
            .build());
    beBusy("acme", NOW);
    harness.tick(SWITCH);
    List<HealthScore> before = harness.scores();
    assertThat(before.get(before.size() - 1).getModelRule()).isEqualTo("new");
    harness.everythingTold();

    harness.tick(NOW.plus(Duration.ofDays(1)));
    assertThat(harness.scores()).as("day 90 is the last").isEmpty();
    harness.tick(NOW.plus(Duration.ofDays(2)));

    assertThat(only(harness.scores()).getModelRule()).isEqualTo("default");
    assertThat(harness.changes()).isEmpty();
  }

  @Test
  void a_profile_that_meets_another_rule_for_the_same_model_shows_the_score_anew() {
    harness.publish(rules("- {id: best, when: {tier: gold}, model: M0}"));
    harness.send(
        harness.topics().accountProfiles(), "acme", WireEvents.profile("acme", NOW).build());
    beBusy("acme", NOW);
    harness.tick(SWITCH);
    harness.everythingTold();

    harness.send(
        harness.topics().accountProfiles(),
        "acme",
        WireEvents.profile("acme", SWITCH).setTier("gold").build());

    assertThat(only(harness.scores()).getModelRule()).isEqualTo("best");
    assertThat(harness.changes()).isEmpty();
  }

  private static ModelNotice rules(String rule) {
    return Notices.selection("version: 1\ndefault: M0\nrules:\n  " + rule + "\n", 1, SWITCH);
  }

  @Test
  void rules_that_name_an_unknown_model_are_refused() {
    harness.publish(Notices.selection("version: 1\ndefault: M9\n", 1, SWITCH));

    assertThat(only(harness.rejections()).getDetail()).contains("M9").contains("known are M0");
    harness.everythingTold();
  }

  @Test
  void what_comes_into_force_is_recorded_once() {
    harness.publish(NEXT);

    harness.tick(SWITCH);
    harness.tick(SWITCH.plusSeconds(10));

    AuditEntry audit = only(harness.audit());
    assertThat(audit.getOutcome()).isEqualTo(AuditOutcome.ACTIVATED);
    assertThat(audit.getSubjectId()).isEqualTo("M0");
    assertThat(audit.getBefore()).isEqualTo("M0 version " + VERSION);
    assertThat(audit.getAfter()).isEqualTo("M0 version " + (VERSION + 1));
    assertThat(audit.getHappenedAt()).isEqualTo(SWITCH);
    assertThat(audit.getWho()).isEqualTo("kim");
    assertThat(harness.metrics().inForce).isEqualTo(Map.of("M0", VERSION + 1));
    assertThat(harness.metrics().modelsLate).isEmpty();
  }

  @Test
  void a_model_that_comes_after_its_time_holds_from_now_on() {
    beBusy("acme", NOW);
    harness.tick(SWITCH.plusSeconds(60));
    harness.everythingTold();

    harness.publish(NEXT);
    harness.tick(SWITCH.plusSeconds(70));

    assertThat(only(harness.changes()).getChangedAt())
        .isEqualTo(SWITCH.plusSeconds(60).plusMillis(1));
    assertThat(harness.metrics().modelsLate).containsExactly("MODEL");
    harness.everythingTold();
  }

  @Test
  void an_account_that_was_never_scored_is_scored_when_the_new_version_can() {
    harness.send(WireEvents.login("quiet", "one", "user", NOW).build());
    assertThat(harness.scores()).isEmpty();
    harness.publish(NEXT);

    harness.tick(SWITCH);

    HealthScoreChange change = only(harness.changes());
    assertThat(change.getToScore()).isNotNull();
    assertThat(change.getCause()).isEqualTo(ChangeCause.MODEL_CHANGED);
    assertThat(harness.alerts()).isEmpty();
    harness.everythingTold();
  }

  private double lastScore() {
    List<TopologyHarness.Told> scores =
        harness.everythingTold().stream()
            .filter(told -> told.topic().equals(harness.topics().healthScores().name()))
            .toList();
    return harness
        .decode(harness.topics().healthScores(), scores.get(scores.size() - 1))
        .getScore();
  }

  private void beBusy(String account, Instant at) {
    for (int each = 0; each < 12; each++) {
      harness.send(WireEvents.login(account, account + each, "user", at).build());
    }
    harness.send(
        WireEvents.featureUse(account, account + "-feature", "user", "reports", at).build());
    harness.send(
        harness.topics().surveyResponses(),
        account,
        WireEvents.nps(account, account + "-nps", 10, at).build());
  }

  private void beHappy(String account, Instant at) {
    harness.send(
        harness.topics().successActivities(),
        account,
        WireEvents.sentiment(account, account + "-sentiment", 5, at).build());
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
