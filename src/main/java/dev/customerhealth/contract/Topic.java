package dev.customerhealth.contract;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic with its types and settings.
 *
 * @param name without dots: a dot and an underscore fall together in Kafka's metric names
 * @param role what it is to the service
 * @param keyType what its keys are
 * @param valueType class of its values: a generated Avro class, or {@code byte[]} for raw bytes
 * @param partitions number of partitions, at least 1
 * @param retention what is kept, and how long
 * @param maxMessageBytes largest record batch the broker takes
 * @param description for people, one sentence
 * @param <V> type of the values
 */
public record Topic<V>(
    String name,
    TopicRole role,
    KeyType keyType,
    Class<V> valueType,
    int partitions,
    Retention retention,
    int maxMessageBytes,
    String description) {

  public Topic {
    if (name.indexOf('.') >= 0) {
      throw new IllegalArgumentException("topic name '" + name + "' must not have a dot");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "topic " + name + " needs at least 1 partition, not " + partitions);
    }
  }

  /** Registry subject of the values, as Confluent's default strategy names it. */
  public String valueSubject() {
    return name + "-value";
  }

  /** Whether the values are Avro under the registry, and not raw bytes. */
  public boolean avro() {
    return valueType != byte[].class;
  }

  /**
   * Settings the topic is created with and checked against, in order of their names.
   *
   * <p>Every topic takes the time of appending as record time: an event dated 2099 would otherwise
   * make the broker refuse our own writes, and one dated far back would have its outputs deleted.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
    settings.put(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        retention.compacted()
            ? TopicConfig.CLEANUP_POLICY_COMPACT
            : TopicConfig.CLEANUP_POLICY_DELETE);
    settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.millis()));
    long lag = retention.millisBeforeCompaction();
    if (retention.compacted() && lag > 0) {
      settings.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, Long.toString(lag));
    }
    return settings;
  }
}
