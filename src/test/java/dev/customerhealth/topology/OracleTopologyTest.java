package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.Outcome;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.model.RuleLibrary;
import dev.customerhealth.oracle.AssessorUnderTest;
import dev.customerhealth.oracle.Given;
import dev.customerhealth.oracle.Oracle;
import dev.customerhealth.oracle.RandomHistory;
import dev.customerhealth.oracle.Seen;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.testing.YearModels;
import dev.customerhealth.topology.WireHistory.Fate;
import dev.customerhealth.topology.WireHistory.Sent;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever comes over the wire, the topology keeps and tells exactly what the rules say: the
 * plumbing adds nothing and loses nothing.
 */
class OracleTopologyTest {

  /** After everything in a history: nothing of it is from the future. */
  private static final Instant ARRIVAL = Instant.parse("2028-01-01T00:00:00Z");

  private static final OtherWeights OTHER_WEIGHTS = new OtherWeights();
  private static final int SEEDS = 3;
  private static final int ACCOUNTS = 3;
  private static final int STEPS = 100;

  @RegisterExtension
  final BeforeEachCallback registry = context -> serdes = SharedRegistry.of(context).serdes();

  private ContractSerdes serdes;

  @Test
  void what_is_told_and_counted_is_what_the_oracle_foretells() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      TopologyHarness harness = new TopologyHarness();
      List<Sent> history = play(harness, seed);
      List<Given> counting = WireHistory.counting(history);
      Seen foretold = new Oracle().foretell(counting);

      Seen seen = SeenOnTheWire.of(harness.changes(), harness.alerts());

      assertThat(seen).as("seed %d", seed).isEqualTo(SeenOnTheWire.visible(foretold));
      assertLastScores(harness, foretold, seed);
      assertOutcomes(harness, history, foretold, seed);
      harness.everythingTold();
      harness.deadLetters();
      harness.finish();
    }
  }

  /** Other weights in the middle of it: who was told before the moment, at it, or only after. */
  @Test
  void what_is_told_across_a_change_of_models_is_what_the_oracle_foretells() throws IOException {
    boolean matters = false;
    for (long seed = 200; seed < 200 + 2 * SEEDS; seed++) {
      TopologyHarness harness = new TopologyHarness();
      Instant moment = middle(seed);
      List<Sent> history = play(harness, seed, OTHER_WEIGHTS.notice(moment));
      List<Given> counting = WireHistory.counting(history);

      Seen seen = SeenOnTheWire.of(harness.changes(), harness.alerts());

      Seen foretold = OTHER_WEIGHTS.oracle(moment).foretell(counting);
      assertThat(seen).as("seed %d", seed).isEqualTo(SeenOnTheWire.visible(foretold));
      assertLastScores(harness, foretold, seed);
      matters |=
          !seen.equals(
              SeenOnTheWire.visible(
                  OTHER_WEIGHTS.oracle(moment.plus(Duration.ofDays(1))).foretell(counting)));
      harness.everythingTold();
      harness.deadLetters();
      harness.finish();
    }
    assertThat(matters).as("a moment a day later would be seen").isTrue();
  }

  /** As many budgets as there may be instances and speeds: who comes when must not be seen. */
  @Test
  void an_account_is_told_the_same_across_a_change_of_models_however_slowly_it_is_worked_off()
      throws IOException {
    requireTheSame(OTHER_WEIGHTS.notice(middle(7)));
  }

  /** How far back it remembers must not depend on who comes when either. */
  @Test
  void nor_across_a_change_to_a_model_that_looks_back_two_years() throws IOException {
    requireTheSame(yearOnYear(middle(7)));
  }

  private static ModelNotice yearOnYear(Instant from) {
    return Notices.live(YearModels.yearOnYearOfM0(Presets.m0().version() + 1), from);
  }

  private void requireTheSame(ModelNotice notice) throws IOException {
    TopologyHarness quick = new TopologyHarness();
    TopologyHarness slow =
        new TopologyHarness().with(new TopologySettings(IntakeLimits.standard(), 1, 1));
    play(quick, 7, notice);
    play(slow, 7, notice);

    Instant end = ARRIVAL.minus(Duration.ofDays(1));
    for (int tick = 0; tick < 10 * ACCOUNTS; tick++) {
      quick.tick(end.plusSeconds(tick));
      slow.tick(end.plusSeconds(tick));
    }
    for (int number = 0; number < ACCOUNTS; number++) {
      assertThat(modelChange(slow, "account-" + number))
          .as("account-%d", number)
          .isEqualTo(modelChange(quick, "account-" + number));
      assertThat(slow.account("account-" + number).state().facts().retention())
          .isEqualTo(quick.account("account-" + number).state().facts().retention());
    }
    for (TopologyHarness harness : List.of(quick, slow)) {
      harness.everythingTold();
      harness.deadLetters();
      harness.finish();
    }
  }

  private static HealthScoreChange modelChange(TopologyHarness harness, String account) {
    return harness.everythingTold().stream()
        .filter(told -> told.topic().equals(harness.topics().healthScoreChanges().name()))
        .map(told -> harness.decode(harness.topics().healthScoreChanges(), told))
        .filter(change -> change.getAccountId().equals(account))
        .filter(change -> change.getCause() == ChangeCause.MODEL_CHANGED)
        .findFirst()
        // A budget of one holds back what is due, too, so changes before it may be fewer.
        .map(change -> HealthScoreChange.newBuilder(change).setSequence(0).build())
        .orElseThrow();
  }

  private static Instant middle(long seed) {
    List<Instant> times =
        RandomHistory.of(seed, ACCOUNTS, STEPS).stream()
            .map(given -> given.tick() != null ? given.tick() : given.signal().occurredAt())
            .sorted()
            .toList();
    return times.get(times.size() / 2).plusMillis(1);
  }

  /**
   * Written through, as without memory, and written when it commits, with the shipped thousand
   * accounts decoded.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1_000})
  void the_store_holds_what_the_pure_function_makes_of_the_history(int accountsInMemory)
      throws IOException {
    assertThat(TopologySettings.standard().accountsInMemory()).isEqualTo(1_000);
    for (long seed = 100; seed < 100 + SEEDS; seed++) {
      TopologyHarness harness =
          new TopologyHarness()
              .with(new TopologySettings(IntakeLimits.standard(), 10_000, accountsInMemory));
      List<Sent> history = play(harness, seed);
      Map<String, AccountState> kept = new HashMap<>();
      new AssessorUnderTest(
              state -> {
                kept.put(state.accountId(), state);
                return state;
              })
          .tell(WireHistory.counting(history));

      assertThat(kept).hasSize(ACCOUNTS);
      for (Map.Entry<String, AccountState> account : kept.entrySet()) {
        assertThat(harness.account(account.getKey()).state())
            .as("%s, seed %d", account.getKey(), seed)
            .isEqualTo(account.getValue());
      }
      harness.everythingTold();
      harness.deadLetters();
      harness.finish();
    }
  }

  @Test
  void with_every_rule_switched_on_what_is_told_is_what_the_pure_function_tells()
      throws IOException {
    HealthPolicy everyRule = new HealthPolicy(Presets.m0(), everyRuleOn());
    Set<String> raised = new HashSet<>();
    for (long seed = 300; seed < 300 + 2 * SEEDS; seed++) {
      TopologyHarness harness = new TopologyHarness().with(everyRule);
      List<Sent> history = play(harness, seed);

      Seen seen = SeenOnTheWire.of(harness.changes(), harness.alerts());

      Seen foretold =
          new AssessorUnderTest(everyRule, state -> state).tell(WireHistory.counting(history));
      assertThat(seen).as("seed %d", seed).isEqualTo(SeenOnTheWire.visible(foretold));
      foretold.alerts().forEach(alert -> raised.add(alert.ruleId()));
      harness.everythingTold();
      harness.deadLetters();
      harness.finish();
    }
    assertThat(raised).as("rules that were raised at all").hasSizeGreaterThan(8);
  }

  private static List<AlertRule> everyRuleOn() {
    return RuleLibrary.shipped().rules().stream()
        .map(
            rule ->
                new AlertRule(
                    rule.id(),
                    rule.source(),
                    rule.label(),
                    rule.severity(),
                    true,
                    rule.scope(),
                    rule.minimumCoverage(),
                    rule.timing(),
                    rule.condition(),
                    rule.action()))
        .toList();
  }

  @Test
  void a_replay_tells_the_same_to_the_byte() throws IOException {
    requireSameReplay(null);
  }

  /** The second keeps no account decoded: what it remembers comes from the store each time. */
  @Test
  void a_replay_across_a_change_to_a_model_of_years_tells_the_same_to_the_byte()
      throws IOException {
    requireSameReplay(yearOnYear(middle(7)));
  }

  private void requireSameReplay(ModelNotice notice) throws IOException {
    TopologyHarness first = new TopologyHarness();
    TopologyHarness second =
        new TopologyHarness().with(new TopologySettings(IntakeLimits.standard(), 10_000, 1));
    play(first, 7, notice);
    play(second, 7, notice);

    List<TopologyHarness.Told> once = first.everythingTold();
    List<TopologyHarness.Told> again = second.everythingTold();
    assertThat(again).hasSameSizeAs(once);
    for (int index = 0; index < once.size(); index++) {
      assertThat(again.get(index).topic()).isEqualTo(once.get(index).topic());
      assertThat(again.get(index).key()).isEqualTo(once.get(index).key());
      assertThat(again.get(index).value()).isEqualTo(once.get(index).value());
    }
    first.deadLetters();
    second.deadLetters();
    first.finish();
    second.finish();
  }

  private List<Sent> play(TopologyHarness harness, long seed) throws IOException {
    return play(harness, seed, null);
  }

  private List<Sent> play(TopologyHarness harness, long seed, ModelNotice notice)
      throws IOException {
    harness.start(serdes);
    harness.arriveAt(ARRIVAL);
    if (notice != null) {
      harness.publish(notice);
    }
    List<Sent> history = WireHistory.of(seed, ACCOUNTS, STEPS, harness.topics(), serdes);
    for (Sent sent : history) {
      harness.sendRaw(sent.topic, new TestRecord<>(sent.key, sent.value, ARRIVAL));
    }
    return history;
  }

  private static void assertLastScores(TopologyHarness harness, Seen foretold, long seed) {
    assertThat(SeenOnTheWire.lastScores(harness.scores()))
        .as("the last records of health-scores, seed %d", seed)
        .isNotEmpty()
        .isEqualTo(SeenOnTheWire.inPoints(foretold.finalScores()));
  }

  private static void assertOutcomes(
      TopologyHarness harness, List<Sent> history, Seen foretold, long seed) {
    Map<String, Map<RecordOutcome, Long>> expected = new HashMap<>();
    int signal = 0;
    for (Sent sent : history) {
      RecordOutcome outcome;
      if (sent.fate == Fate.REJECTED) {
        outcome = RecordOutcome.REJECTED;
      } else if (sent.fate == Fate.COUNTS && sent.given.tick() == null) {
        outcome = RecordOutcome.of(Outcome.valueOf(foretold.outcomes().get(signal++)));
      } else {
        continue;
      }
      expected
          .computeIfAbsent(sent.topic.name(), name -> new HashMap<>())
          .merge(outcome, 1L, Long::sum);
    }
    List<Topic<?>> events = new ArrayList<>(harness.topics().read());
    events.remove(harness.topics().clockTicks());
    events.remove(harness.topics().scoringModels());
    for (Topic<?> topic : events) {
      Map<RecordOutcome, Long> counted = new HashMap<>(harness.accounting(topic));
      counted.values().removeIf(count -> count == 0);
      assertThat(counted)
          .as("outcomes of %s, seed %d", topic.name(), seed)
          .isEqualTo(expected.getOrDefault(topic.name(), Map.of()));
    }
  }
}
