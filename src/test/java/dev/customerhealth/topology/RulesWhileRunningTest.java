package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertEnding;
import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.AuditKind;
import dev.customerhealth.avro.AuditOutcome;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alert rules published while the stream runs; a score is five points for each use. */
class RulesWhileRunningTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final Instant NEXT_DAY = NOW.plus(Duration.ofDays(1));
  private static final Instant SWITCH = NEXT_DAY.plus(Duration.ofMinutes(10));
  private static final Instant USE_FORGOTTEN = Instant.parse("2026-04-14T01:00:00Z");
  private static final String LOW_UNDER_60 = low(1, 60);

  /** Two accounts a tick, so that a switch takes several. */
  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness()
          .with(Presets.usesOnly(rules(low(1, 30)).rules()))
          .with(new TopologySettings(IntakeLimits.standard(), 2, 0));

  private int told;

  private static String low(int version, int below) {
    return """
    version: %d
    rules:
      - id: low
        label: The score is low
        severity: warning
        when: {score: {below: %d, resolved-at: %d}}
    """
        .formatted(version, below, below + 5);
  }

  private static ModelNews.AlertRules rules(String yaml) {
    return new PublishedTexts().alertRules(yaml).value();
  }

  private void uses(String account, long count) {
    harness.send(
        WireEvents.featureUse(account, "e" + told++, "ann", "reports", NOW)
            .setCount(count)
            .build());
  }

  /** Each is used once more: who is silent for long has no score at all. */
  private void nextDay(String... accounts) {
    harness.tick(NEXT_DAY);
    for (String account : accounts) {
      harness.send(
          WireEvents.featureUse(account, "e" + told++, "ann", "reports", NEXT_DAY)
              .setCount(1L)
              .build());
    }
  }

  private String[] five(long uses) {
    String[] five = new String[5];
    for (int number = 0; number < 5; number++) {
      five[number] = "account-" + number;
      uses(five[number], uses);
    }
    return five;
  }

  /** Five accounts that were well and no longer are, each with its alert. */
  private void fiveHaveAnAlert() {
    nextDay(five(20));
    turnsOfAll(USE_FORGOTTEN);
    assertThat(alerts()).hasSize(5).allMatch(alert -> alert.startsWith("RAISED"));
  }

  /** As many ticks as five accounts take, a second apart. */
  private void turnsOfAll(Instant first) {
    for (int tick = 0; tick < 3; tick++) {
      harness.tick(first.plusSeconds(tick));
    }
  }

  private List<String> alerts() {
    return harness.alerts().stream()
        .map(alert -> alert.getEvent() + " " + alert.getAccountId())
        .toList();
  }

  @Test
  void what_was_so_already_is_not_told_and_what_comes_later_is() {
    uses("low-before", 10);
    uses("well-before", 20);
    nextDay("low-before", "well-before");
    harness.publish(Notices.alertRules(LOW_UNDER_60, 1, SWITCH));

    harness.tick(SWITCH.plusSeconds(7));
    harness.tick(SWITCH.plusSeconds(14));
    assertThat(alerts()).isEmpty();
    harness.tick(USE_FORGOTTEN);

    assertThat(alerts()).containsExactly("RAISED well-before");
    harness.everythingTold();
  }

  /** Whose turn comes when must not be seen. */
  @Test
  void the_alerts_of_a_rule_that_is_gone_end_at_the_very_time_in_every_account() {
    fiveHaveAnAlert();
    Instant from = USE_FORGOTTEN.plus(Duration.ofHours(1));
    harness.publish(Notices.alertRules(LOW_UNDER_60.replace("id: low", "id: other"), 1, from));

    turnsOfAll(from.plusSeconds(1));

    List<HealthAlert> ended = harness.alerts();
    assertThat(ended)
        .hasSize(5)
        .allSatisfy(
            alert -> {
              assertThat(alert.getEvent()).isEqualTo(AlertEvent.RESOLVED);
              assertThat(alert.getRuleId()).isEqualTo("low");
              assertThat(alert.getEnding()).isEqualTo(AlertEnding.NO_RULE);
              assertThat(alert.getSeverity()).isEqualTo(Severity.WARNING);
              assertThat(alert.getRuleSource()).isEqualTo("own");
              assertThat(alert.getSummary()).contains("withdrawn, there is no such rule any more");
              assertThat(alert.getAt()).isEqualTo(from);
            });
    harness.everythingTold();
  }

  @Test
  void an_account_whom_a_narrowed_rule_is_not_about_any_more_has_its_alert_taken_back() {
    fiveHaveAnAlert();
    Instant from = USE_FORGOTTEN.plus(Duration.ofHours(1));
    harness.publish(
        Notices.alertRules(
            LOW_UNDER_60.replace("id: low", "id: low\n    where: {segment: enterprise}"), 1, from));

    turnsOfAll(from.plusSeconds(1));

    assertThat(harness.alerts())
        .hasSize(5)
        .allSatisfy(
            alert -> {
              assertThat(alert.getEvent()).isEqualTo(AlertEvent.RESOLVED);
              assertThat(alert.getEnding()).isEqualTo(AlertEnding.NOT_ABOUT_ACCOUNT);
              assertThat(alert.getSummary())
                  .contains("withdrawn, the rule is not about this account any more");
            });
    harness.everythingTold();
  }

  @Test
  void an_alert_under_a_changed_bar_stays_until_that_bar_says_otherwise() {
    fiveHaveAnAlert();
    Instant from = USE_FORGOTTEN.plus(Duration.ofHours(1));
    harness.publish(Notices.alertRules(low(1, 65), 1, from));

    turnsOfAll(from.plusSeconds(1));

    assertThat(alerts()).isEmpty();
    harness.everythingTold();
  }

  /** It met the rules with its event; when its turn comes it must not meet them again. */
  @Test
  void what_an_account_gets_into_after_the_moment_is_told_although_its_turn_comes_later() {
    String[] five = five(10);
    uses("zoe", 20);
    nextDay(five);
    String waits = LOW_UNDER_60.replace("    when:", "    confirm: 1h\n    when:");
    harness.publish(Notices.alertRules(waits, 1, SWITCH));
    harness.arriveAt(SWITCH.plusSeconds(1));
    harness.send(
        WireEvents.featureUse("zoe", "after", "ann", "reports", SWITCH.plusSeconds(1))
            .setCount(1L)
            .build());
    for (int tick = 2; tick < 8; tick++) {
      harness.tick(SWITCH.plusSeconds(tick));
    }
    for (int tick = 0; tick < 4; tick++) {
      harness.tick(USE_FORGOTTEN.plusSeconds(tick));
    }
    assertThat(alerts()).as("it waits for its confirmation").isEmpty();

    harness.tick(USE_FORGOTTEN.plus(Duration.ofMinutes(61)));

    assertThat(alerts()).containsExactly("RAISED zoe");
    harness.everythingTold();
  }

  @Test
  void that_they_came_into_force_is_recorded_with_who_and_why() {
    uses("acme", 20);
    harness.tick(NEXT_DAY);
    harness.publish(Notices.alertRules(LOW_UNDER_60, 1, SWITCH));

    harness.tick(SWITCH.plusSeconds(1));

    AuditEntry entry = only(harness.audit());
    assertThat(entry.getKind()).isEqualTo(AuditKind.ALERT_RULES);
    assertThat(entry.getOutcome()).isEqualTo(AuditOutcome.ACTIVATED);
    assertThat(entry.getBefore()).isEqualTo("the configured alert rules");
    assertThat(entry.getHappenedAt()).isEqualTo(SWITCH);
    assertThat(entry.getWho()).isEqualTo("kim");
    assertThat(entry.getReason()).isEqualTo("a test");
    assertThat(entry.getAfter()).isEqualTo("alert-rules version 1");
    harness.everythingTold();
  }

  @Test
  void broken_rules_that_got_there_anyway_are_refused_and_those_in_force_go_on() {
    uses("acme", 20);
    nextDay("acme");
    String broken = LOW_UNDER_60.replace("below: 60", "below: 160");
    harness.publish(
        new ModelNotice(
            ModelNotice.Kind.ALERT_RULES, "alert-rules", 1, "0", broken, SWITCH, NOW, "kim", "x"));
    harness.tick(SWITCH.plusSeconds(1));

    assertThat(only(harness.rejections()).getReason()).isEqualTo(RejectionReason.INVALID_MODEL);
    AuditEntry entry = only(harness.audit());
    assertThat(entry.getOutcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(entry.getRefusal()).contains("below");
    harness.tick(USE_FORGOTTEN);
    assertThat(alerts()).containsExactly("RAISED acme");
    harness.everythingTold();
  }

  @Test
  void a_version_published_twice_counts_once_and_never_with_another_content() {
    harness.tick(NEXT_DAY);
    harness.publish(Notices.alertRules(LOW_UNDER_60, 1, SWITCH));
    harness.publish(Notices.alertRules(LOW_UNDER_60, 1, SWITCH));

    harness.publish(Notices.alertRules(low(1, 70), 1, SWITCH));

    Map<RecordOutcome, Long> counted = harness.accounting(harness.topics().scoringModels());
    assertThat(counted.get(RecordOutcome.SCORED)).isEqualTo(1);
    assertThat(counted.get(RecordOutcome.DUPLICATE)).isEqualTo(1);
    assertThat(only(harness.rejections()).getReason()).isEqualTo(RejectionReason.VERSION_CONFLICT);
    harness.everythingTold();
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
