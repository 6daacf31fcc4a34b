package dev.customerhealth.runtime;

import org.apache.kafka.streams.KafkaStreams;

/** Follows the life of Kafka Streams, which begins anew when damaged state was set apart. */
public interface StreamsObserver {

  /** About to be started. */
  void starting(KafkaStreams streams);

  /** About to be closed; what was bound to it must let go. */
  void ending(KafkaStreams streams);

  /** Looks at nothing. */
  static StreamsObserver none() {
    return new StreamsObserver() {
      @Override
      public void starting(KafkaStreams streams) {}

      @Override
      public void ending(KafkaStreams streams) {}
    };
  }
}
