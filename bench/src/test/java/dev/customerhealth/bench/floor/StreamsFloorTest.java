package dev.customerhealth.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsFloorTest {

  @Test
  void get_put_looks_for_the_order_of_its_inputs_as_kafka_streams_does_by_default() {
    assertThat(StreamsFloor.properties(floor(StreamsFloor.GET_PUT)))
        .doesNotContainKey(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG);
    assertThat(idleMillis(StreamsFloor.GET_PUT)).isZero();
  }

  @Test
  void get_put_unordered_does_not() {
    assertThat(idleMillis(StreamsFloor.GET_PUT_UNORDERED))
        .isEqualTo(StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
  }

  @Test
  void both_get_and_put_in_the_same_way() {
    assertThat(topology(StreamsFloor.GET_PUT_UNORDERED))
        .contains("stores: [floor]")
        .isEqualTo(topology(StreamsFloor.GET_PUT));
    assertThat(topology(StreamsFloor.PASS_THROUGH)).doesNotContain("stores:");
  }

  private static long idleMillis(String kind) {
    return new StreamsConfig(StreamsFloor.properties(floor(kind)))
        .getLong(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG);
  }

  private static String topology(String kind) {
    return StreamsFloor.topology(floor(kind)).describe().toString();
  }

  private static FloorArguments floor(String kind) {
    return new FloorArguments(
        kind, "127.0.0.1:1", "group", List.of("a", "b"), "output", Path.of("state"), 1);
  }
}
