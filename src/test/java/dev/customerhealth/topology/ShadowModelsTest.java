package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AuditOutcome;
import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.FleetHold;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.avro.ShadowAlert;
import dev.customerhealth.avro.ShadowMeasure;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.avro.ShadowStatus;
import dev.customerhealth.domain.fleet.FleetRules;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.model.ModelDraft;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.state.AccountStateCodec;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A candidate scores beside the live model and alerts nobody. */
class ShadowModelsTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final Instant BEGIN = NOW.plus(Duration.ofMinutes(10));
  private static final int VERSION = Presets.m0().version() + 1;
  private static final String NAME = "M0@" + VERSION;

  /** The fleet is watched, but nothing is ever taken for a fault by itself. */
  private static final FleetRules NOTHING_SEEN =
      new FleetRules(
          Map.of("product-usage", Duration.ofDays(36_500)),
          Optional.empty(),
          Duration.ZERO,
          Duration.ofDays(36_500),
          1_000_000);

  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness()
          .with(new TopologySettings(IntakeLimits.standard(), 2, 0, 2).watching(NOTHING_SEEN));

  @Test
  void a_shadow_scores_every_account_as_of_its_very_time_however_many_ticks_it_takes() {
    for (int account = 0; account < 5; account++) {
      beBusy("account-" + account);
    }
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));
    harness.everythingTold();

    for (int tick = 3; tick < 7; tick++) {
      harness.tick(BEGIN.plusSeconds(tick));
    }

    assertThat(harness.shadows())
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "account-0/M0", "account-1/M0", "account-2/M0", "account-3/M0", "account-4/M0");
    assertThat(harness.shadows())
        .allSatisfy(
            told -> {
              assertThat(told.getValue().getAsOf()).isEqualTo(BEGIN);
              assertThat(told.getValue().getModelVersion()).isEqualTo(VERSION);
              assertThat(told.getValue().getStatus()).isEqualTo(ShadowStatus.SCORED);
              assertThat(
                      told.getValue().getMeasures().stream()
                          .mapToDouble(ShadowMeasure::getPoints)
                          .sum())
                  .isEqualTo(told.getValue().getScore());
            });
    assertThat(harness.changes()).isEmpty();
    harness.audit();
  }

  @Test
  void an_account_that_is_told_something_meets_the_shadow_first() {
    beBusy("acme");
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));
    Instant later = BEGIN.plusSeconds(9);
    harness.arriveAt(later);

    for (int each = 0; each < 6; each++) {
      harness.send(WireEvents.featureUse("acme", "late" + each, "user", "g" + each, later).build());
    }

    List<ShadowScore> told = told("acme/M0");
    assertThat(told.get(0).getAsOf()).isEqualTo(BEGIN);
    assertThat(told.get(1).getAsOf()).isEqualTo(later);
    assertThat(told.get(1).getScore()).isGreaterThan(told.get(0).getScore());
    harness.everythingTold();
  }

  @Test
  void what_a_shadow_would_have_alerted_is_counted_and_said_and_nobody_is_alerted() {
    beBusy("acme");
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));
    harness.tick(BEGIN);
    harness.everythingTold();

    harness.tick(BEGIN.plus(Duration.ofDays(20)));
    harness.tick(BEGIN.plus(Duration.ofDays(45)));

    assertThat(harness.metrics().shadowAlerts).contains("M0 escalation-zone-entered RAISED");
    assertThat(last("acme/M0").getAlerts())
        .filteredOn(ShadowAlert::getOpen)
        .extracting(ShadowAlert::getRuleId)
        .contains("escalation-zone-entered");
    assertThat(harness.alerts())
        .allSatisfy(alert -> assertThat(alert.getModelVersion()).isEqualTo(VERSION - 1));
    harness.everythingTold();
  }

  @Test
  void what_is_so_when_rules_come_a_shadow_would_not_have_told_either() {
    beBusy("acme");
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));
    harness.tick(BEGIN);
    Instant nextDay = BEGIN.plus(Duration.ofDays(1));
    harness.tick(nextDay);
    String low =
        """
        version: 1
        rules:
          - id: low
            label: The score is low
            severity: warning
            when: {score: {below: 100, resolved-at: 100}}
        """;
    harness.publish(Notices.alertRules(low, 1, nextDay.plusSeconds(60)));

    harness.tick(nextDay.plus(Duration.ofHours(1)));
    harness.tick(nextDay.plus(Duration.ofDays(2)));

    assertThat(last("acme/M0").getScore()).isLessThan(100);
    assertThat(harness.metrics().shadowAlerts).noneMatch(told -> told.contains("low RAISED"));
    assertThat(last("acme/M0").getAlerts()).isEmpty();
    harness.everythingTold();
  }

  @Test
  void while_alerts_are_held_back_a_shadow_would_not_have_told_any() {
    beBusy("acme");
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));
    harness.tick(BEGIN);

    harness.send(harness.topics().clockTicks(), null, hold(1, true));
    harness.tick(BEGIN.plus(Duration.ofDays(20)));
    harness.tick(BEGIN.plus(Duration.ofDays(45)));

    assertThat(harness.metrics().shadowAlerts).isEmpty();

    harness.send(harness.topics().clockTicks(), null, hold(2, false));
    harness.tick(BEGIN.plus(Duration.ofDays(45)).plus(Duration.ofMinutes(10)));

    assertThat(harness.metrics().shadowAlerts).contains("M0 escalation-zone-entered RAISED");
    harness.everythingTold();
  }

  private static ClockTick hold(long episode, boolean held) {
    return ClockTick.newBuilder()
        .setTime(BEGIN)
        .setHold(new FleetHold("source-stalled/product-usage", episode, held))
        .build();
  }

  @Test
  void the_alerts_of_a_shadow_are_announced_before_any_is_counted() {
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));

    assertThat(harness.metrics().shadowsComing).containsExactly("M0");
  }

  /** The live model looks back 30 days and the shadow 7: it is due earlier. */
  @Test
  void time_brings_a_shadow_to_its_own_days_and_leaves_the_account_as_it_is() {
    use("acme");
    harness.publish(Notices.shadow(weekly(), BEGIN));
    harness.tick(BEGIN);
    byte[] facts = accountAlone();
    harness.everythingTold();

    harness.tick(NOW.plus(Duration.ofDays(8)));

    ShadowScore last = last("acme/weekly");
    assertThat(last.getAsOf()).isEqualTo(NOW.plus(Duration.ofDays(8)));
    assertThat(last.getScore()).isLessThan(told("acme/weekly").get(0).getScore());
    assertThat(accountAlone()).isEqualTo(facts);
    harness.everythingTold();
  }

  @Test
  void a_shadow_that_could_not_be_judged_is_tried_again_an_hour_later() {
    use("acme");
    harness.publish(Notices.shadow(weekly(), BEGIN));
    harness.tick(BEGIN);
    byte[] good = harness.stored("acme");
    Instant week = NOW.plus(Duration.ofDays(8));
    harness.store("acme", new byte[] {77, 77, 77});
    harness.tick(week);
    assertThat(harness.metrics().failedEvaluations).isEqualTo(1);
    harness.store("acme", good);

    harness.tick(week.plus(Duration.ofHours(1)));

    assertThat(last("acme/weekly").getAsOf()).isEqualTo(week.plus(Duration.ofHours(1)));
    harness.everythingTold();
  }

  /** Looks back no further than a week. */
  private static ModelDraft weekly() {
    return Notices.draft(
        """
        id: weekly
        version: 1
        extends: M0
        weights: normalised
        minimum-coverage: 5%
        components:
          - id: product-usage
            measures:
              - {measure: login-frequency, window: 7d, score: {linear: {zero-at: 0, full-at: 10}}}
          - {id: engagement, remove: true}
          - {id: relationship, remove: true}
          - {id: support, remove: true}
          - {id: growth, remove: true}
        """);
  }

  private byte[] accountAlone() {
    return new AccountStateCodec().encode(harness.account("acme").state());
  }

  @Test
  void the_end_of_a_shadow_removes_what_it_said_and_remembered() {
    beBusy("acme");
    byte[] before = harness.stored("acme");
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));
    harness.tick(BEGIN);
    assertThat(harness.stored("acme").length).isGreaterThan(before.length);
    harness.publish(Notices.shadowEnded("M0", VERSION, BEGIN.plusSeconds(60)));

    harness.tick(BEGIN.plusSeconds(60));
    harness.send(WireEvents.login("acme", "after", "user", BEGIN.plusSeconds(61)).build());

    List<Map.Entry<String, ShadowScore>> shadows = harness.shadows();
    assertThat(shadows.get(shadows.size() - 1).getKey()).isEqualTo("acme/M0");
    assertThat(shadows.get(shadows.size() - 1).getValue()).isNull();
    assertThat(harness.account("acme").shadows().isEmpty()).isTrue();
    harness.everythingTold();
  }

  @Test
  void a_shadow_that_goes_live_is_none_any_more() {
    beBusy("acme");
    ModelDraft next = Notices.usageOnly(VERSION);
    harness.publish(Notices.shadow(next, BEGIN));
    harness.tick(BEGIN);
    harness.publish(Notices.live(next, BEGIN.plusSeconds(60)));

    harness.tick(BEGIN.plusSeconds(60));

    assertThat(harness.shadows()).hasSize(2);
    assertThat(harness.shadows().get(1).getValue()).isNull();
    List<HealthScore> live = harness.scores();
    assertThat(live.get(live.size() - 1).getModelVersion()).isEqualTo(VERSION);
    harness.everythingTold();
  }

  @Test
  void a_new_version_of_a_shadow_takes_the_place_of_the_old_one() {
    beBusy("acme");
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));
    harness.tick(BEGIN);
    harness.publish(
        Notices.shadow(
            Notices.draft("id: M0\nversion: " + (VERSION + 1) + "\nextends: M0\n"),
            BEGIN.plusSeconds(60)));

    harness.tick(BEGIN.plusSeconds(60));

    assertThat(last("acme/M0").getModelVersion()).isEqualTo(VERSION + 1);
    assertThat(last("acme/M0").getAsOf()).isEqualTo(BEGIN.plusSeconds(60));
    assertThat(harness.metrics().shadowAlerts).isEmpty();
    harness.everythingTold();
  }

  @Test
  void who_the_account_is_is_said_anew_when_it_changes() {
    beBusy("acme");
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));
    harness.tick(BEGIN);

    harness.send(
        harness.topics().accountProfiles(), "acme", WireEvents.profile("acme", NOW).build());

    assertThat(told("acme/M0").get(0).getSegment()).isNull();
    assertThat(last("acme/M0").getSegment()).isEqualTo("enterprise");
    harness.everythingTold();
  }

  @Test
  void a_broken_shadow_that_got_there_anyway_is_ignored_loudly() {
    beBusy("acme");
    harness.everythingTold();

    harness.publish(
        new ModelNotice(
            ModelNotice.Kind.SHADOW,
            "M0",
            VERSION,
            "0",
            "id: M0\nversion: 9\n",
            BEGIN,
            NOW,
            "kim",
            "a test"));
    harness.tick(BEGIN);

    assertThat(harness.shadows()).isEmpty();
    assertThat(only(harness.rejections()).getReason()).isEqualTo(RejectionReason.INVALID_MODEL);
    assertThat(only(harness.audit()).getOutcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(harness.metrics().modelsRefused).containsExactly("SHADOW");
  }

  @Test
  void the_same_version_with_another_content_is_refused_also_when_one_is_live() {
    harness.publish(Notices.live(Notices.usageOnly(VERSION), BEGIN));
    harness.publish(
        Notices.shadow(
            Notices.draft("id: M0\nversion: " + VERSION + "\nextends: M0\nlabel: Another\n"),
            BEGIN));

    assertThat(only(harness.rejections()).getReason()).isEqualTo(RejectionReason.VERSION_CONFLICT);
    harness.everythingTold();
  }

  @Test
  void what_is_live_is_no_shadow() {
    harness.publish(Notices.live(Notices.usageOnly(VERSION), BEGIN));
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));

    assertThat(only(harness.rejections()).getDetail()).contains(NAME + " is live already");
    harness.everythingTold();
  }

  @Test
  void more_shadows_at_once_than_are_allowed_are_refused_also_when_they_come_later() {
    harness.publish(shadow("one", BEGIN));
    harness.publish(shadow("two", BEGIN.plusSeconds(100)));

    harness.publish(shadow("three", BEGIN.plusSeconds(50)));

    assertThat(only(harness.rejections()).getDetail())
        .contains("at most 2 shadow models may score at once")
        .contains("one@1, three@1, two@1")
        .contains(BEGIN.plusSeconds(100).toString());
    harness.publish(Notices.shadowEnded("one", 1, BEGIN.plusSeconds(100)));
    harness.publish(shadow("three", BEGIN.plusSeconds(100)));
    assertThat(harness.rejections()).isEmpty();
    harness.everythingTold();
  }

  @Test
  void the_end_of_a_shadow_that_is_none_is_refused() {
    harness.publish(Notices.shadowEnded("M0", VERSION, BEGIN));

    assertThat(only(harness.rejections()).getDetail()).contains("no such shadow: " + NAME);
    harness.everythingTold();
  }

  @Test
  void what_comes_into_force_and_ends_is_recorded() {
    harness.publish(Notices.shadow(Notices.usageOnly(VERSION), BEGIN));
    harness.publish(Notices.shadowEnded("M0", VERSION, BEGIN.plusSeconds(60)));

    harness.tick(BEGIN.plusSeconds(60));

    assertThat(harness.audit())
        .extracting(entry -> entry.getKind() + " " + entry.getBefore() + " " + entry.getAfter())
        .containsExactly(
            "SHADOW_MODEL null M0 version " + VERSION,
            "SHADOW_MODEL M0 version " + VERSION + " null");
  }

  private static ModelNotice shadow(String id, Instant from) {
    return Notices.shadow(
        Notices.draft("id: " + id + "\nversion: 1\nextends: M0\nlabel: " + id + "\n"), from);
  }

  private List<ShadowScore> told(String key) {
    return harness.shadows().stream()
        .filter(told -> told.getKey().equals(key))
        .map(Map.Entry::getValue)
        .toList();
  }

  private ShadowScore last(String key) {
    List<ShadowScore> told = told(key);
    return told.get(told.size() - 1);
  }

  private void beBusy(String account) {
    use(account);
    harness.send(
        harness.topics().surveyResponses(),
        account,
        WireEvents.nps(account, account + "-nps", 10, NOW).build());
  }

  private void use(String account) {
    for (int each = 0; each < 12; each++) {
      harness.send(WireEvents.login(account, account + each, "user", NOW).build());
    }
    for (int each = 0; each < 8; each++) {
      harness.send(
          WireEvents.featureUse(account, account + "-f" + each, "user", "f" + each, NOW).build());
    }
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
