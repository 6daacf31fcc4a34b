package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.FleetHold;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.alerting.AlertEvent;
import dev.customerhealth.domain.fleet.FleetRules;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.model.ModelDraft;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.testing.YearModels;
import dev.customerhealth.topology.TopologyHarness.Told;
import dev.customerhealth.topology.WireHistory.Sent;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A shadow says what the same model says where it is live, and where it is not live nobody notices
 * it: random histories, told twice.
 */
class ShadowOracleTest {

  /** After everything in a history: nothing of it is from the future. */
  private static final Instant ARRIVAL = Instant.parse("2028-01-01T00:00:00Z");

  private static final Instant BEFORE_ALL = Instant.parse("2001-01-01T00:00:00Z");

  /** One rule asks more, one less, one is new and all others are gone. */
  private static final String MOVED_BARS =
      """
      version: 1
      rules:
        - id: low
          label: The score is low
          severity: warning
          confirm: 2d
          cooldown: 9d
          when: {score: {below: 60, resolved-at: 65}}
        - id: silent
          label: Nobody works in the product
          severity: warning
          cooldown: 3d
          when: {measure: {measure: days-silent, at-least: 3, resolved-at: 1}}
      """;

  private static final int ACCOUNTS = 3;
  private static final int STEPS = 100;

  @RegisterExtension
  final BeforeEachCallback registry = context -> serdes = SharedRegistry.of(context).serdes();

  private ContractSerdes serdes;

  @Test
  void a_shadow_says_of_every_account_what_a_service_says_where_its_model_is_live()
      throws IOException {
    for (ModelDraft draft : candidates()) {
      int said = 0;
      int alerted = 0;
      for (long seed = 300; seed < 303; seed++) {
        TopologyHarness beside = remembering(0).with(Presets.shippedPolicy());
        TopologyHarness live = new TopologyHarness().with(asLive(draft));
        // Nobody acts on what a shadow would have told: both sides go without alert commands.
        playUnattended(beside, seed, Notices.shadow(draft, BEFORE_ALL));
        playUnattended(live, seed);

        Map<String, List<String>> foretold = live(live);
        assertThat(shadow(beside)).as("%s, seed %d", draft.model().id(), seed).isEqualTo(foretold);
        List<String> alerts = alerts(live, draft);
        assertThat(beside.metrics().shadowAlerts.stream().sorted())
            .as("%s, seed %d", draft.model().id(), seed)
            .isEqualTo(alerts);
        said += foretold.values().stream().mapToInt(List::size).sum();
        alerted += alerts.size();
        finish(beside);
        finish(live);
      }
      assertThat(said).as("scores of %s", draft.model().id()).isGreaterThan(50);
      assertThat(alerted).as("alerts of %s", draft.model().id()).isPositive();
    }
  }

  /** As when a source is silent for a while, and then the bars of the rules are moved. */
  @Test
  void a_shadow_alerts_as_if_it_were_live_while_alerts_are_held_back_and_when_rules_change()
      throws IOException {
    int alerted = 0;
    int withheld = 0;
    for (ModelDraft draft : candidates()) {
      for (long seed = 330; seed < 332; seed++) {
        TopologyHarness beside = guarded().with(Presets.shippedPolicy());
        TopologyHarness live = guarded().with(asLive(draft));
        int whole = 0;
        for (TopologyHarness each : List.of(beside, live)) {
          List<Sent> history =
              unattended(WireHistory.of(seed, ACCOUNTS, STEPS, each.topics(), serdes));
          whole = history.size();
          begin(each, Notices.alertRules(MOVED_BARS, 1, middle(history)));
          if (each == beside) {
            each.publish(Notices.shadow(draft, BEFORE_ALL));
          }
          send(each, history.subList(0, whole / 4));
          each.send(each.topics().clockTicks(), null, hold(1, true));
          send(each, history.subList(whole / 4, whole * 2 / 3));
          withheld += each == live ? degraded(each) : 0;
          each.send(each.topics().clockTicks(), null, hold(2, false));
          send(each, history.subList(whole * 2 / 3, whole));
        }

        assertThat(shadow(beside))
            .as("%s, seed %d", draft.model().id(), seed)
            .isEqualTo(live(live));
        List<String> alerts = alerts(live, draft);
        assertThat(beside.metrics().shadowAlerts.stream().sorted())
            .as("%s, seed %d", draft.model().id(), seed)
            .isEqualTo(alerts);
        alerted += alerts.size();
        finish(beside);
        finish(live);
      }
    }
    assertThat(alerted).as("alerts").isPositive();
    assertThat(withheld).as("accounts whose score may be a fault").isPositive();
  }

  private static int degraded(TopologyHarness harness) {
    int degraded = 0;
    for (int account = 0; account < ACCOUNTS; account++) {
      degraded += harness.account("account-" + account).state().degraded() ? 1 : 0;
    }
    return degraded;
  }

  private static TopologyHarness guarded() {
    FleetRules never =
        new FleetRules(
            Map.of("product-usage", Duration.ofDays(36_500)),
            Optional.empty(),
            Duration.ZERO,
            Duration.ofDays(36_500),
            1_000_000);
    return new TopologyHarness()
        .with(new TopologySettings(IntakeLimits.standard(), 10_000, 0).watching(never));
  }

  private static ClockTick hold(long episode, boolean held) {
    return ClockTick.newBuilder()
        .setTime(BEFORE_ALL)
        .setHold(new FleetHold("source-stalled/product-usage", episode, held))
        .build();
  }

  private static HealthPolicy asLive(ModelDraft draft) {
    return new HealthPolicy(draft.model(), Presets.shippedPolicy().rules());
  }

  /** What a live model told, but for escalations: nobody could take on what a shadow raises. */
  private static List<String> alerts(TopologyHarness live, ModelDraft draft) {
    return live.metrics().alerts.stream()
        // Nor does a shadow's alert have an owner who could change.
        .filter(alert -> alert.event() == AlertEvent.RAISED || alert.event() == AlertEvent.RESOLVED)
        .map(alert -> draft.model().id() + " " + alert.ruleId() + " " + alert.state())
        .sorted()
        .toList();
  }

  @Test
  void what_is_told_live_is_the_same_to_the_byte_with_shadows_that_come_and_go()
      throws IOException {
    for (long seed = 310; seed < 316; seed++) {
      TopologyHarness without = new TopologyHarness();
      TopologyHarness with = remembering(1);
      List<Sent> history = play(without, seed);
      ModelDraft one = seed % 2 == 0 ? candidates().get(0) : YearModels.yearOnYearDraft();
      ModelDraft other = candidates().get(2);
      Instant begin = middle(history);
      Instant end = begin.plus(Duration.ofDays(20));
      play(
          with,
          seed,
          Notices.shadow(one, BEFORE_ALL),
          Notices.shadow(other, begin),
          Notices.shadowEnded(one.model().id(), one.model().version(), end));

      assertSame(toldLive(without), toldLive(with), seed);
      assertThat(with.shadows()).as("seed %d", seed).hasSizeGreaterThan(10);
      finish(without);
      finish(with);
    }
  }

  @Test
  void after_its_end_nothing_is_left_of_a_shadow() throws IOException {
    for (long seed = 320; seed < 323; seed++) {
      TopologyHarness harness = remembering(0);
      ModelDraft draft = candidates().get(1);
      Instant end =
          middle(WireHistory.of(seed, ACCOUNTS, STEPS, harness.topics(), serdes))
              .plus(Duration.ofDays(1));
      play(
          harness,
          seed,
          Notices.shadow(draft, BEFORE_ALL),
          Notices.shadowEnded(draft.model().id(), draft.model().version(), end));
      harness.tick(ARRIVAL);

      Map<String, ShadowScore> latest = new LinkedHashMap<>();
      harness.shadows().forEach(told -> latest.put(told.getKey(), told.getValue()));
      assertThat(latest)
          .as("seed %d", seed)
          .isNotEmpty()
          .allSatisfy(
              (key, last) -> {
                assertThat(last).as(key).isNull();
              });
      for (int account = 0; account < ACCOUNTS; account++) {
        assertThat(harness.account("account-" + account).shadows().isEmpty()).isTrue();
      }
      finish(harness);
    }
  }

  @Test
  void a_replay_says_the_same_to_the_byte_of_shadows_too() throws IOException {
    TopologyHarness first = new TopologyHarness();
    TopologyHarness second = remembering(0);
    ModelNotice[] notices = {
      Notices.shadow(candidates().get(1), BEFORE_ALL),
      Notices.shadow(candidates().get(2), BEFORE_ALL),
      Notices.shadow(YearModels.yearOnYearDraft(), BEFORE_ALL)
    };
    play(first, 7, notices);
    play(second, 7, notices);

    assertSame(first.everythingTold(), second.everythingTold(), 7);
    finish(first);
    finish(second);
  }

  /** Other weights, other measures with grace and windows of their own, and a shipped model. */
  private static List<ModelDraft> candidates() {
    int version = Presets.m0().version() + 1;
    return List.of(
        new OtherWeights().draft(),
        Notices.draft("id: M1-beside\nversion: 1\nextends: M1\nlabel: Adoption\n"),
        Notices.draft(
            """
            id: careful
            version: 1
            extends: M0
            label: Careful
            minimum-coverage: 10%
            weights: normalised
            components:
              - id: product-usage
                measures:
                  - {measure: login-frequency, window: 7d}
              - id: relationship
                measures:
                  - {measure: nps, weight: 15, half-life: 20d, expiry: 60d, grace: 10d}
            caps:
              - id: detractors
                label: Detractors
                when: {measure: nps, at-most: -1}
                at-most: 55
            """),
        Notices.usageOnly(version));
  }

  private static TopologyHarness remembering(int accounts) {
    return new TopologyHarness()
        .with(new TopologySettings(IntakeLimits.standard(), 10_000, accounts));
  }

  private List<Sent> play(TopologyHarness harness, long seed, ModelNotice... notices)
      throws IOException {
    begin(harness, notices);
    List<Sent> history = WireHistory.of(seed, ACCOUNTS, STEPS, harness.topics(), serdes);
    return send(harness, history);
  }

  private void playUnattended(TopologyHarness harness, long seed, ModelNotice... notices)
      throws IOException {
    begin(harness, notices);
    send(harness, unattended(WireHistory.of(seed, ACCOUNTS, STEPS, harness.topics(), serdes)));
  }

  private static List<Sent> unattended(List<Sent> history) {
    String commands = Topics.of(TopicSettings.standard()).alertCommands().name();
    return history.stream().filter(sent -> !sent.topic.name().equals(commands)).toList();
  }

  private void begin(TopologyHarness harness, ModelNotice... notices) throws IOException {
    harness.start(serdes);
    harness.arriveAt(ARRIVAL);
    for (ModelNotice notice : notices) {
      harness.publish(notice);
    }
  }

  private static List<Sent> send(TopologyHarness harness, List<Sent> history) {
    for (Sent sent : history) {
      harness.sendRaw(sent.topic, new TestRecord<>(sent.key, sent.value, ARRIVAL));
    }
    assertThat(harness.metrics().modelsRefused).isEmpty();
    return history;
  }

  private static Instant middle(List<Sent> history) {
    List<Instant> ticks =
        WireHistory.counting(history).stream()
            .filter(given -> given.tick() != null)
            .map(given -> given.tick())
            .sorted()
            .toList();
    return ticks.get(ticks.size() / 2).plusMillis(1);
  }

  private static void finish(TopologyHarness harness) throws IOException {
    harness.everythingTold();
    harness.deadLetters();
    harness.finish();
  }

  /** Everything but what is said of shadows: their own topic, and the audit of their coming. */
  private static List<Told> toldLive(TopologyHarness harness) {
    Set<String> others =
        Set.of(harness.topics().healthScoresShadow().name(), harness.topics().auditLog().name());
    return harness.everythingTold().stream()
        .filter(told -> !others.contains(told.topic()))
        .toList();
  }

  private static void assertSame(List<Told> once, List<Told> again, long seed) {
    assertThat(again).as("seed %d", seed).hasSameSizeAs(once);
    for (int index = 0; index < once.size(); index++) {
      assertThat(again.get(index).topic()).isEqualTo(once.get(index).topic());
      assertThat(again.get(index).key()).isEqualTo(once.get(index).key());
      assertThat(again.get(index).value()).as("seed %d", seed).isEqualTo(once.get(index).value());
    }
  }

  /** What a live service told of each account, by what a person would see. */
  private static Map<String, List<String>> live(TopologyHarness harness) {
    Map<String, List<String>> told = new TreeMap<>();
    for (HealthScore score : harness.scores()) {
      add(told, score.getAccountId(), score.getAsOf(), score.getScore(), score.getBandId());
    }
    return visible(told);
  }

  private static Map<String, List<String>> shadow(TopologyHarness harness) {
    Map<String, List<String>> told = new TreeMap<>();
    for (Map.Entry<String, ShadowScore> each : harness.shadows()) {
      ShadowScore score = each.getValue();
      add(told, score.getAccountId(), score.getAsOf(), score.getScore(), score.getBandId());
    }
    return visible(told);
  }

  private static void add(
      Map<String, List<String>> told, String account, Instant at, Double score, String band) {
    List<String> all = told.computeIfAbsent(account, id -> new ArrayList<>());
    // What changed in what a person sees comes first, so that repeats of it can be left out.
    String seen =
        score == null ? "none" : Points.rounded((int) Math.round(score * 1000)) + " " + band;
    if (!all.isEmpty() && all.get(all.size() - 1).startsWith(seen + " as of ")) {
      return;
    }
    all.add(seen + " as of " + at + ": " + score);
  }

  /** Nothing is told of an account before its first score. */
  private static Map<String, List<String>> visible(Map<String, List<String>> told) {
    told.values()
        .forEach(
            all -> {
              while (!all.isEmpty() && all.get(0).startsWith("none")) {
                all.remove(0);
              }
            });
    told.values().removeIf(List::isEmpty);
    return told;
  }
}
