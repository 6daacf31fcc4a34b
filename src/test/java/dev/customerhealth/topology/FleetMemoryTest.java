package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.fleet.Fleet;
import dev.customerhealth.domain.fleet.FleetReport;
import dev.customerhealth.domain.fleet.FleetRules;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of the fleet across a restart, also one with a newer version. */
class FleetMemoryTest {

  private static final String USAGE = "product-usage";
  private static final long MINUTE = FleetReport.EVERY.toMillis();
  private static final FleetRules RULES =
      new FleetRules(
          Map.of(USAGE, Duration.ofMinutes(30)),
          Optional.empty(),
          Duration.ofMinutes(30),
          Duration.ofDays(1),
          50);

  private KeyValueStore<String, byte[]> store;

  @BeforeEach
  void begin() {
    store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("fleet"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
  }

  private static FleetReport report(int partition, long minute, long heard) {
    return new FleetReport(
        partition, minute * MINUTE, heard < 0 ? Map.of() : Map.of(USAGE, heard * MINUTE), 100, 3);
  }

  private int entries() {
    int many = 0;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        all.next();
        many++;
      }
    }
    return many;
  }

  @Test
  void every_step_is_there_after_a_restart() {
    FleetMemory memory = new FleetMemory(store);
    for (long minute = 0; minute < 700; minute++) {
      memory.keep(memory.fleet().after(report(0, minute, 5), RULES, 2).after());
      if (minute % 2 == 0) {
        long behind = minute / 10;
        memory.keep(memory.fleet().after(report(1, behind, -1), RULES, 2).after());
      }
      if (minute % 50 == 0) {
        assertThat(new FleetMemory(store).fleet()).isEqualTo(memory.fleet());
      }
    }

    Fleet known = new FleetMemory(store).fleet();

    assertThat(known).isEqualTo(memory.fleet());
    assertThat(known.faults()).isNotEmpty();
    assertThat(entries())
        .as("nothing is left of what is not kept")
        .isEqualTo(1 + known.reports().kept().values().stream().mapToInt(List::size).sum());
  }

  /** Written by version 1, which kept the last report of each partition beside the faults. */
  @Test
  void what_the_version_before_wrote_is_read_and_written_anew() {
    store.put(
        "fleet",
        HexFormat.of()
            .parseHex(
                "01020080beadef026403010e70726f647563742d757361676580a8a9d70201c0e7b4ef02320000"
                    + "011d736f757263652d7374616c6c65642f70726f647563742d7573616765"
                    + "02018084f6eb02ffffffffffffffffff01"));

    Fleet known = new FleetMemory(store).fleet();

    assertThat(known.reports().kept())
        .isEqualTo(
            Map.of(
                0,
                List.of(new FleetReport(0, 385_200_000L, Map.of(USAGE, 360_000_000L), 100, 3)),
                1,
                List.of(new FleetReport(1, 385_260_000L, Map.of(), 50, 0))));
    assertThat(known.faults())
        .isEqualTo(
            Map.of(
                "source-stalled/" + USAGE,
                new Fleet.Fault(2, Fleet.Stage.HELD, 381_600_000L, Fleet.NEVER)));
    assertThat(new FleetMemory(store).fleet()).isEqualTo(known);
    assertThat(store.get("fleet")[0]).isEqualTo((byte) 2);
  }

  @Test
  void what_a_later_version_wrote_is_refused() {
    store.put("fleet", new byte[] {9, 0});

    assertThatThrownBy(() -> new FleetMemory(store))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 9");
  }
}
