package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.FleetHold;
import dev.customerhealth.domain.fleet.FleetRules;
import dev.customerhealth.oracle.AssessorUnderTest;
import dev.customerhealth.oracle.Seen;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.topology.WireHistory.Sent;
import dev.customerhealth.wire.ContractSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random histories in the middle of which alerts are held back and let out again: what the topology
 * tells is what the pure function tells that is held at the same places.
 */
class FleetOracleTest {

  private static final Instant ARRIVAL = Instant.parse("2028-01-01T00:00:00Z");
  private static final int SEEDS = 6;
  private static final int ACCOUNTS = 3;
  private static final int STEPS = 240;
  private static final int TURNS = 6;
  private static final String CAUSE = "source-stalled/product-usage";

  /** Watches, but finds nothing by itself: the test says when alerts are held. */
  private static final FleetRules PATIENT =
      new FleetRules(
          Map.of("account-commands", Duration.ofDays(3650)),
          Optional.empty(),
          Duration.ofMinutes(30),
          Duration.ofDays(1),
          1_000_000);

  @RegisterExtension
  final BeforeEachCallback registry = context -> serdes = SharedRegistry.of(context).serdes();

  private ContractSerdes serdes;

  @Test
  void what_is_told_around_a_fault_of_the_data_is_what_the_pure_function_tells() throws Exception {
    Set<Integer> withoutFault = new HashSet<>();
    Set<Integer> withFault = new HashSet<>();
    for (long seed = 400; seed < 400 + SEEDS; seed++) {
      TopologyHarness harness =
          new TopologyHarness().with(TopologySettings.standard().watching(PATIENT));
      harness.start(serdes);
      harness.arriveAt(ARRIVAL);
      List<Sent> history = WireHistory.of(seed, ACCOUNTS, STEPS, harness.topics(), serdes);
      AssessorUnderTest function = new AssessorUnderTest();
      Seen foretold = null;
      int turn = Math.max(1, history.size() / TURNS);
      for (int from = 0; from < history.size(); from += turn) {
        List<Sent> some = history.subList(from, Math.min(history.size(), from + turn));
        boolean held = from / turn % 2 == 1;
        tell(harness, (from / turn + 1) / 2, held);
        function.holding(held);
        for (Sent sent : some) {
          harness.sendRaw(sent.topic, new TestRecord<>(sent.key, sent.value, ARRIVAL));
        }
        foretold = function.tell(WireHistory.counting(some));
      }

      Seen seen = SeenOnTheWire.of(harness.changes(), harness.alerts());

      assertThat(seen).as("seed %d", seed).isEqualTo(SeenOnTheWire.visible(foretold));
      Seen never = new AssessorUnderTest().tell(WireHistory.counting(history));
      withoutFault.add(never.alerts().hashCode());
      withFault.add(foretold.alerts().hashCode());
      harness.everythingTold();
      harness.deadLetters();
      harness.finish();
    }
    assertThat(withFault).as("that alerts were held back is seen").isNotEqualTo(withoutFault);
  }

  private static void tell(TopologyHarness harness, int episode, boolean held) {
    harness.send(
        harness.topics().clockTicks(),
        null,
        ClockTick.newBuilder()
            .setTime(Instant.parse("2026-01-01T00:00:00Z"))
            .setHold(new FleetHold(CAUSE, (long) episode, held))
            .build());
  }
}
