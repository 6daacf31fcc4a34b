package dev.customerhealth.topology;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Makes the serdes of the topics' values. */
@FunctionalInterface
public interface TopicSerdes {

  /**
   * The serde of a topic's values; ready to use, and safe for all threads at once, because Kafka
   * Streams gives one object to all of them.
   */
  <V extends SpecificRecord> Serde<V> of(Class<V> type);
}
