package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.domain.Outcome;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.oracle.AssessorUnderTest;
import dev.customerhealth.oracle.Given;
import dev.customerhealth.oracle.Oracle;
import dev.customerhealth.oracle.Seen;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.topology.WireHistory.Fate;
import dev.customerhealth.topology.WireHistory.Sent;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever comes over the wire, the topology keeps and tells exactly what the rules say: the
 * plumbing adds nothing and loses nothing.
 */
class OracleTopologyTest {

  /** After everything in a history: nothing of it is from the future. */
  private static final Instant ARRIVAL = Instant.parse("2028-01-01T00:00:00Z");

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
      assertOutcomes(harness, history, foretold, seed);
      harness.everythingTold();
      harness.deadLetters();
      harness.finish();
    }
  }

  @Test
  void the_store_holds_what_the_pure_function_makes_of_the_history() throws IOException {
    for (long seed = 100; seed < 100 + SEEDS; seed++) {
      TopologyHarness harness =
          new TopologyHarness().with(new TopologySettings(IntakeLimits.standard(), 10_000, 0));
      List<Sent> history = play(harness, seed);
      Map<String, AccountState> kept = new HashMap<>();
      new AssessorUnderTest(
              state -> {
                kept.put(state.accountId(), state);
                return state;
              })
          .tell(WireHistory.counting(history));

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
  void a_replay_tells_the_same_to_the_byte() throws IOException {
    TopologyHarness first = new TopologyHarness();
    TopologyHarness second =
        new TopologyHarness().with(new TopologySettings(IntakeLimits.standard(), 10_000, 1));
    play(first, 7);
    play(second, 7);

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
    harness.start(serdes);
    harness.arriveAt(ARRIVAL);
    List<Sent> history = WireHistory.of(seed, ACCOUNTS, STEPS, harness.topics(), serdes);
    for (Sent sent : history) {
      harness.sendRaw(sent.topic, new TestRecord<>(sent.key, sent.value, ARRIVAL));
    }
    return history;
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
    for (Topic<?> topic : events) {
      Map<RecordOutcome, Long> counted = new HashMap<>(harness.accounting(topic));
      counted.values().removeIf(count -> count == 0);
      assertThat(counted)
          .as("outcomes of %s, seed %d", topic.name(), seed)
          .isEqualTo(expected.getOrDefault(topic.name(), Map.of()));
    }
  }
}
