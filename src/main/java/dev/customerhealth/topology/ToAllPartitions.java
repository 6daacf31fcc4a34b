package dev.customerhealth.topology;

import dev.customerhealth.avro.ClockTick;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** What every partition must hear. */
final class ToAllPartitions implements StreamPartitioner<String, ClockTick> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, ClockTick value, int partitions) {
    return Optional.of(
        IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet()));
  }
}
