package dev.customerhealth.errors;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.topology.ScoringMetrics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings that switch our error handling on.
 *
 * @param deadLetterTopic where dead letters go
 * @param largestDeadLetter largest dead letter that is sent, in bytes
 * @param exactlyOnce whether results are written in transactions
 * @param metrics who is told
 */
public record ErrorHandling(
    String deadLetterTopic, int largestDeadLetter, boolean exactlyOnce, ScoringMetrics metrics) {

  /** Key of the {@link ScoringMetrics} object in the settings of Kafka Streams. */
  public static final String METRICS = "customer.health.scoring.metrics";

  /** Key of the largest dead letter, in bytes, in the settings of Kafka Streams. */
  public static final String LARGEST_DEAD_LETTER = "customer.health.dead.letter.max.bytes";

  /**
   * Also for nodes of global stores. Kafka deprecates the constant: it will always be so in 5.0.
   */
  private static final String HANDLER_FOR_ALL = "processing.exception.handler.global.enabled";

  /**
   * The settings of Kafka Streams that switch it on, to be added to the others. The producer may
   * send what the dead-letter topic takes: a dead letter is an input record plus headers.
   */
  public static Map<String, Object> properties(Topic<byte[]> deadLetters, ScoringMetrics metrics) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        UndecodableRecordHandler.class.getName());
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        BrokenProcessingHandler.class.getName());
    properties.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        FailedProductionHandler.class.getName());
    properties.put(HANDLER_FOR_ALL, true);
    properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, deadLetters.name());
    properties.put(LARGEST_DEAD_LETTER, deadLetters.maxMessageBytes());
    properties.put(METRICS, metrics);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        deadLetters.maxMessageBytes());
    return properties;
  }

  /** Reads back what {@link #properties} put in. */
  static ErrorHandling from(Map<String, ?> settings) {
    Object guarantee = settings.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG);
    return new ErrorHandling(
        String.valueOf(
            required(settings, StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG)),
        Integer.parseInt(String.valueOf(required(settings, LARGEST_DEAD_LETTER))),
        StreamsConfig.EXACTLY_ONCE_V2.equals(guarantee),
        (ScoringMetrics) required(settings, METRICS));
  }

  private static Object required(Map<String, ?> settings, String key) {
    Object value = settings.get(key);
    if (value == null) {
      throw new ConfigException(
          key + " is missing; add ErrorHandling.properties to the settings of Kafka Streams");
    }
    return value;
  }
}
