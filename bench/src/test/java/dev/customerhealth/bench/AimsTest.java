package dev.customerhealth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.wire.ContractSerdes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the benchmark says of its floors, from figures that were never measured. */
class AimsTest {
  private final Map<Contestant, List<RoundResult>> results = new LinkedHashMap<>();

  @Test
  void the_aims_are_about_the_floor_as_kafka_streams_is_by_default() {
    add(Floor.GET_PUT, 100_000, 10);
    add(Floor.GET_PUT_UNORDERED, 200_000, 5);
    add(service(), 150_000, 8);

    assertThat(aims())
        .contains("| throughput, × get-put | 1.50 | ≥ 1.0: yes | ≥ 1.7: **no** |")
        .contains("| CPU per event, × get-put | 0.80 |  | ≤ 0.6: **no** |");
  }

  @Test
  void the_other_floor_is_told_beside_them_without_an_aim() {
    add(Floor.GET_PUT, 100_000, 10);
    add(Floor.GET_PUT_UNORDERED, 200_000, 5);
    add(service(), 150_000, 8);

    assertThat(aims())
        .contains("| throughput, × get-put-unordered | 0.75 |  |  |")
        .contains("| CPU per event, × get-put-unordered | 1.60 |  |  |");
  }

  @Test
  void a_floor_that_did_not_run_has_no_line() {
    add(Floor.GET_PUT, 100_000, 10);
    add(service(), 150_000, 8);

    assertThat(aims()).noneMatch(line -> line.contains("unordered"));
  }

  @Test
  void both_floors_have_a_row_of_their_own_measured_by_the_default_one() {
    add(Floor.GET_PUT, 100_000, 10);
    add(Floor.GET_PUT_UNORDERED, 200_000, 5);

    assertThat(new Report(results).table().lines())
        .anyMatch(row -> row.startsWith("| get-put | 100,000 (100,000–100,000) | 1.00 |"))
        .anyMatch(
            row -> row.startsWith("| get-put-unordered | 200,000 (200,000–200,000) | 2.00 |"));
  }

  @Test
  void the_legend_says_how_they_differ() {
    add(Floor.GET_PUT, 100_000, 10);
    add(Floor.GET_PUT_UNORDERED, 200_000, 5);

    assertThat(new Report(results).legend())
        .contains("**get-put**: Kafka Streams, one RocksDB get and put of 400 bytes per event\n")
        .contains("**get-put-unordered**: get-put with max.task.idle.ms=-1");
  }

  private List<String> aims() {
    return new Aims(results).table().lines().toList();
  }

  /** A round in which everything else was as good as can be. */
  private void add(Contestant contestant, double eventsPerSecond, double cpu) {
    results
        .computeIfAbsent(contestant, first -> new ArrayList<>())
        .add(
            new RoundResult(
                eventsPerSecond,
                cpu,
                0,
                0,
                0,
                OptionalDouble.of(0),
                OptionalDouble.of(0),
                0,
                OptionalDouble.empty(),
                OptionalDouble.of(0)));
  }

  private static Contestant service() {
    try (ContractSerdes serdes =
        ContractSerdes.from(Map.of("schema.registry.url", "http://127.0.0.1:1"))) {
      return Service.built(0, Topics.standard(), serdes);
    }
  }
}
