package dev.customerhealth.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every Kafka client is given, untouched: bootstrap servers, security, timeouts.
 *
 * @param properties Kafka's own names; a prefix such as {@code consumer.} or {@code producer.}
 *     gives a setting to the clients of that kind inside Kafka Streams only
 */
public record KafkaSettings(Map<String, String> properties) {

  /** Kafka's name of the list of brokers. */
  public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  private static final List<String> STREAMS_PREFIXES =
      List.of(
          "main.consumer.",
          "restore.consumer.",
          "global.consumer.",
          "consumer.",
          "producer.",
          "admin.",
          "topic.");

  public KafkaSettings {
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /** The brokers, {@code host:port} separated by commas; never null once loaded. */
  public String bootstrapServers() {
    return properties.get(BOOTSTRAP_SERVERS);
  }

  /** The settings for a client outside Kafka Streams: those without a prefix. */
  public Map<String, Object> forPlainClient() {
    Map<String, Object> plain = new TreeMap<>();
    properties.forEach(
        (name, value) -> {
          if (STREAMS_PREFIXES.stream().noneMatch(name::startsWith)) {
            plain.put(name, value);
          }
        });
    return plain;
  }

  /** Secrets are masked, so that the settings can be logged. */
  @Override
  public String toString() {
    return Secrets.mask(properties).toString();
  }
}
