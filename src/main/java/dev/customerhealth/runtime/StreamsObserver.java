package dev.customerhealth.runtime;

import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Follows the life of Kafka Streams, which begins anew when damaged state was set apart, and what
 * holds its time back.
 */
public interface StreamsObserver {

  /** About to be started. */
  void starting(KafkaStreams streams);

  /** About to be closed; what was bound to it must let go. */
  void ending(KafkaStreams streams);

  /**
   * The passing of time is not told while older records wait.
   *
   * @param partitions in how many partitions; 0 for none
   * @param longest for how long already, in the partition that waits longest
   */
  void timeHeldBack(int partitions, Duration longest);

  /** Looks at nothing. */
  static StreamsObserver none() {
    return new StreamsObserver() {
      @Override
      public void starting(KafkaStreams streams) {}

      @Override
      public void ending(KafkaStreams streams) {}

      @Override
      public void timeHeldBack(int partitions, Duration longest) {}
    };
  }
}
