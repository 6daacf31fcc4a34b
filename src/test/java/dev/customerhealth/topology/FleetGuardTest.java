package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.FleetHold;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.fleet.FleetRules;
import dev.customerhealth.domain.fleet.FleetVerdict;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.testing.WireEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A source that falls silent over a midnight on which everybody's use leaves the window: without
 * the guard everybody falls.
 */
class FleetGuardTest {

  private static final Instant FIRST_DAY = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ONCE_MORE = FIRST_DAY.plus(Duration.ofDays(19));
  private static final Instant EVENING = Instant.parse("2026-03-30T20:00:00Z");
  private static final Instant AFTER_SIX_HOURS = Instant.parse("2026-03-31T02:00:00Z");
  private static final int STILL_TRUE = 10;

  @RegisterExtension
  final BeforeEachCallback shared = context -> registry = SharedRegistry.of(context);

  private SharedRegistry registry;
  private TopologyHarness harness;
  private int accounts;
  private int told;

  private static FleetRules guard() {
    return new FleetRules(
        Map.of("product-usage", Duration.ofHours(3)),
        Optional.empty(),
        Duration.ofMinutes(30),
        Duration.ofDays(1),
        50);
  }

  private void start(int many, FleetRules rules) throws Exception {
    accounts = many;
    harness =
        new TopologyHarness()
            .with(Topics.of(TopicSettings.standard().withPartitions(1)))
            .with(Presets.usesOnly(StandardRules.all()))
            .with(TopologySettings.standard().watching(rules));
    harness.arriveAt(FIRST_DAY);
    harness.start(registry.serdes());
    for (int number = 0; number < accounts; number++) {
      uses(number, FIRST_DAY, 21);
    }
    for (Instant time = FIRST_DAY; time.isBefore(EVENING); time = time.plus(Duration.ofHours(8))) {
      harness.tick(time);
      uses(0, time, 1);
      if (time.equals(ONCE_MORE)) {
        // Who is silent for long has no score at all.
        for (int number = 1; number < accounts; number++) {
          uses(number, time, 1);
        }
      }
    }
    harness.tick(EVENING);
    uses(0, EVENING, 1);
    harness.tick(EVENING.plusSeconds(60));
    assertThat(harness.alerts()).isEmpty();
    harness.everythingTold();
  }

  @BeforeEach
  void nothing_was_told() {
    told = 0;
  }

  private void uses(int number, Instant at, long count) {
    String account = "account-" + number;
    harness.send(
        WireEvents.featureUse(account, "e" + told++, "ann", "reports", at).setCount(count).build());
  }

  private void silence() {
    for (Instant time = EVENING.plus(Duration.ofMinutes(10));
        !time.isAfter(AFTER_SIX_HOURS);
        time = time.plus(Duration.ofMinutes(10))) {
      harness.tick(time);
    }
  }

  @Test
  void a_source_silent_for_six_hours_is_one_alert_for_operators_and_none_for_csms()
      throws Exception {
    start(5_000, guard());

    silence();

    List<HealthAlert> alerts = harness.alerts();
    assertThat(alerts).hasSize(1);
    HealthAlert alert = alerts.get(0);
    assertThat(alert.getRuleId()).isEqualTo("source-stalled");
    assertThat(alert.getAccountId()).isEqualTo("@product-usage");
    assertThat(alert.getEvent()).isEqualTo(AlertEvent.RAISED);
    assertThat(alert.getSummary())
        .contains("product-usage has been silent", "5000 accounts are held back");
    Map<String, HealthScore> scores = latest();
    assertThat(scores).hasSizeGreaterThan(4_900);
    assertThat(scores.values())
        .allMatch(score -> "source-stalled/product-usage".equals(score.getDegradedBy()));

    speaksAgain();

    List<HealthAlert> later = harness.alerts();
    assertThat(later)
        .filteredOn(step -> step.getRuleId().equals("source-stalled"))
        .extracting(HealthAlert::getEvent)
        .containsExactly(AlertEvent.RESOLVED);
    assertThat(later)
        .filteredOn(step -> step.getEvent() == AlertEvent.RAISED)
        .extracting(HealthAlert::getAccountId)
        .as("what is still true")
        .containsOnly(stillTrue());
    assertThat(later).filteredOn(step -> step.getEvent() == AlertEvent.RAISED).isNotEmpty();
    Map<String, HealthScore> anew = latest();
    assertThat(anew.keySet()).as("told anew").containsAll(scores.keySet());
    assertThat(anew.values()).allMatch(score -> score.getDegradedBy() == null);
    harness.everythingTold();
    harness.finish();
  }

  /** What was missing comes late, but for a few who really are gone. */
  private void speaksAgain() {
    for (int number = STILL_TRUE; number < accounts; number++) {
      uses(number, AFTER_SIX_HOURS.minus(Duration.ofHours(4)), 21);
    }
    for (int minutes = 1; minutes < 60; minutes++) {
      harness.tick(AFTER_SIX_HOURS.plus(Duration.ofMinutes(minutes)));
      uses(accounts - 1, AFTER_SIX_HOURS.plus(Duration.ofMinutes(minutes)), 1);
    }
  }

  private static String[] stillTrue() {
    String[] ids = new String[STILL_TRUE - 1];
    for (int number = 1; number < STILL_TRUE; number++) {
      ids[number - 1] = "account-" + number;
    }
    return ids;
  }

  private Map<String, HealthScore> latest() {
    Map<String, HealthScore> latest = new HashMap<>();
    harness.scores().forEach(score -> latest.put(score.getAccountId(), score));
    return latest;
  }

  @Test
  void while_a_source_stays_silent_its_alert_stays_open_after_csms_are_told_again()
      throws Exception {
    start(100, guard());
    silence();
    assertThat(harness.alerts()).hasSize(1);

    for (int hours = 1; hours <= 30; hours++) {
      harness.tick(AFTER_SIX_HOURS.plus(Duration.ofHours(hours)));
    }

    List<HealthAlert> dayAfter = harness.alerts();
    assertThat(dayAfter)
        .as("operators read nothing that sounds like an end")
        .noneMatch(alert -> alert.getRuleId().equals("source-stalled"))
        .filteredOn(alert -> alert.getEvent() == AlertEvent.RAISED)
        .hasSizeGreaterThan(90);

    Instant back = AFTER_SIX_HOURS.plus(Duration.ofHours(31));
    uses(0, back, 1);
    harness.tick(back);
    harness.tick(back.plus(Duration.ofMinutes(2)));

    assertThat(harness.alerts())
        .filteredOn(alert -> alert.getRuleId().equals("source-stalled"))
        .extracting(HealthAlert::getEvent, HealthAlert::getEpisode)
        .containsExactly(tuple(AlertEvent.RESOLVED, 1L));
    assertThat(harness.metrics().fleetAlerts)
        .extracting(FleetVerdict::turn)
        .containsExactly(FleetVerdict.Turn.BEGAN, FleetVerdict.Turn.OVER);
    harness.everythingTold();
    harness.finish();
  }

  /** The file people copy, not rules made for a test. */
  @Test
  void the_shipped_configuration_takes_three_silent_days_for_a_fault() throws Exception {
    FleetRules shipped =
        ConfigLoader.ofProcess().load(Path.of("config", "customer-health.yml")).alerts().fleet();
    start(100, shipped);

    harness.tick(EVENING.plus(Duration.ofHours(71)));
    assertThat(harness.alerts()).noneMatch(alert -> alert.getRuleId().equals("source-stalled"));
    harness.tick(EVENING.plus(Duration.ofDays(3)).plusSeconds(60));
    harness.tick(EVENING.plus(Duration.ofDays(3)).plusSeconds(120));

    assertThat(harness.alerts())
        .filteredOn(alert -> alert.getRuleId().equals("source-stalled"))
        .extracting(HealthAlert::getAccountId, HealthAlert::getEvent)
        .containsExactly(tuple("@product-usage", AlertEvent.RAISED));
    harness.everythingTold();
    harness.finish();
  }

  @Test
  void without_the_guard_everybody_falls() throws Exception {
    start(100, FleetRules.NONE);

    silence();

    assertThat(harness.alerts())
        .extracting(HealthAlert::getAccountId)
        .hasSizeGreaterThan(100)
        .noneMatch(account -> account.startsWith("@"));
    harness.everythingTold();
    harness.finish();
  }

  @Test
  void a_source_of_few_accounts_may_be_silent() throws Exception {
    start(20, guard());

    silence();

    assertThat(harness.alerts()).noneMatch(alert -> alert.getRuleId().equals("source-stalled"));
    harness.everythingTold();
    harness.finish();
  }

  /** Nobody is near: the first tick after a standstill tells of the silence and of the falls. */
  @Test
  void falls_that_come_with_the_very_tick_that_tells_of_the_silence_are_held_back_too()
      throws Exception {
    start(100, guard());

    harness.tick(AFTER_SIX_HOURS);

    assertThat(harness.alerts())
        .extracting(HealthAlert::getRuleId)
        .containsExactly("source-stalled");
    assertThat(latest().values())
        .extracting(HealthScore::getDegradedBy)
        .containsOnly("source-quiet/product-usage");
    harness.everythingTold();
    harness.finish();
  }

  /** No source is silent, but everybody's window ends in the same night. */
  @Test
  void a_fall_of_the_whole_fleet_is_one_alert_for_operators_and_none_for_csms() throws Exception {
    start(100, againstMoves());

    silence();

    List<HealthAlert> alerts = harness.alerts();
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).getRuleId()).isEqualTo("fleet-move");
    assertThat(alerts.get(0).getAccountId()).isEqualTo("@fleet");
    assertThat(alerts.get(0).getValue()).isEqualTo(99.0);
    Map<String, HealthScore> fallen = latest();
    assertThat(fallen).hasSize(99).doesNotContainKey("account-0");
    assertThat(fallen.values()).allMatch(score -> "fleet-move".equals(score.getDegradedBy()));

    for (int minutes = 10; minutes <= 6 * 60; minutes += 10) {
      harness.tick(AFTER_SIX_HOURS.plus(Duration.ofMinutes(minutes)));
    }

    List<HealthAlert> later = harness.alerts();
    assertThat(later)
        .as("it stays so: after five hours it is taken for the truth")
        .filteredOn(alert -> alert.getRuleId().equals("score-drop-7d"))
        .hasSize(99);
    assertThat(later)
        .filteredOn(alert -> alert.getRuleId().equals("fleet-move"))
        .extracting(HealthAlert::getEvent, HealthAlert::getSummary)
        .containsExactly(
            tuple(
                AlertEvent.RESOLVED,
                "99% of all accounts fell at once. It has lasted for so long that alerts go out"
                    + " again."));
    assertThat(latest().values()).hasSize(99).allMatch(score -> score.getDegradedBy() == null);
    harness.everythingTold();
    harness.finish();
  }

  private static FleetRules againstMoves() {
    return new FleetRules(
        Map.of(),
        Optional.of(new FleetRules.Move(0.3, 20_000, Duration.ofHours(1), Duration.ofMinutes(15))),
        Duration.ofMinutes(30),
        Duration.ofHours(5),
        50);
  }

  @Test
  void when_the_fleet_comes_up_again_only_what_is_still_true_is_raised() throws Exception {
    start(100, againstMoves());
    silence();
    assertThat(harness.alerts()).extracting(HealthAlert::getRuleId).containsExactly("fleet-move");

    speaksAgain();

    List<HealthAlert> later = harness.alerts();
    assertThat(later)
        .filteredOn(step -> step.getRuleId().equals("fleet-move"))
        .singleElement()
        .satisfies(
            over -> {
              assertThat(over.getEvent()).isEqualTo(AlertEvent.RESOLVED);
              assertThat(over.getSummary())
                  .endsWith("the fleet is at rest again. What is still true is raised now.");
            });
    assertThat(harness.metrics().fleetAlerts)
        .extracting(FleetVerdict::rule, FleetVerdict::turn)
        .containsExactly(
            tuple("fleet-move", FleetVerdict.Turn.BEGAN),
            tuple("fleet-move", FleetVerdict.Turn.OVER));
    assertThat(later)
        .filteredOn(step -> step.getEvent() == AlertEvent.RAISED)
        .isNotEmpty()
        .extracting(HealthAlert::getAccountId)
        .containsOnly(stillTrue());
    assertThat(latest().values()).hasSize(99).allMatch(score -> score.getDegradedBy() == null);
    harness.everythingTold();
    harness.finish();
  }

  @Test
  void a_few_accounts_that_fall_are_told_after_the_patience() throws Exception {
    start(
        60,
        new FleetRules(
            Map.of(),
            Optional.of(
                new FleetRules.Move(1, 20_000, Duration.ofHours(1), Duration.ofMinutes(15))),
            Duration.ofMinutes(30),
            Duration.ofHours(5),
            50));
    Instant midnight = Instant.parse("2026-03-31T00:00:00Z");
    harness.tick(midnight);
    assertThat(harness.alerts()).isEmpty();

    harness.tick(midnight.plus(Duration.ofMinutes(15)));

    assertThat(harness.alerts()).isNotEmpty();
    harness.everythingTold();
    harness.finish();
  }

  /** As a task that moves to another instance finds it. */
  @Test
  void a_verdict_told_twice_or_late_changes_nothing() throws Exception {
    start(100, guard());
    silence();
    harness.everythingTold();

    harness.send(harness.topics().clockTicks(), null, hold(1, true));
    harness.send(harness.topics().clockTicks(), null, hold(2, false));
    harness.send(harness.topics().clockTicks(), null, hold(1, true));
    harness.tick(AFTER_SIX_HOURS.plus(Duration.ofMinutes(10)));

    assertThat(harness.accounting(harness.topics().clockTicks()).get(RecordOutcome.IGNORED))
        .isEqualTo(2);
    assertThat(harness.alerts()).as("alerts go out since the second").isNotEmpty();
    harness.everythingTold();
    harness.finish();
  }

  private static ClockTick hold(long episode, boolean held) {
    return ClockTick.newBuilder()
        .setTime(AFTER_SIX_HOURS)
        .setHold(new FleetHold("source-stalled/product-usage", episode, held))
        .build();
  }
}
