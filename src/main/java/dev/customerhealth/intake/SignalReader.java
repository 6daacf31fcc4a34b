package dev.customerhealth.intake;

/**
 * Reads the records of one topic.
 *
 * @param <V> the generated class of the topic's values
 */
@FunctionalInterface
public interface SignalReader<V> {

  /**
   * Judges a record. Never throws for what is in it.
   *
   * @param key the record key; may be null
   * @param value the record value; may be null
   * @param origin where it came from
   */
  Received read(String key, V value, Origin origin);
}
