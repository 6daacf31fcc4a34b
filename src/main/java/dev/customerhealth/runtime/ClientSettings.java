package dev.customerhealth.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What Kafka's clients expect of the settings they are given untouched, asked before any of them is
 * made: otherwise the first mistake is told when a client starts, and no other, without its line.
 *
 * <p>Names that Kafka does not know are left alone: plug-ins have settings of their own.
 */
public final class ClientSettings {
  private static final Map<String, ConfigDef> BY_PREFIX = byPrefix();

  private static final List<ConfigDef> OF_ALL =
      List.of(
          StreamsConfig.configDef(),
          ConsumerConfig.configDef(),
          ProducerConfig.configDef(),
          AdminClientConfig.configDef());

  private ClientSettings() {}

  private static Map<String, ConfigDef> byPrefix() {
    Map<String, ConfigDef> byPrefix = new LinkedHashMap<>();
    byPrefix.put(StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.configDef());
    byPrefix.put(StreamsConfig.RESTORE_CONSUMER_PREFIX, ConsumerConfig.configDef());
    byPrefix.put(StreamsConfig.GLOBAL_CONSUMER_PREFIX, ConsumerConfig.configDef());
    byPrefix.put(StreamsConfig.CONSUMER_PREFIX, ConsumerConfig.configDef());
    byPrefix.put(StreamsConfig.PRODUCER_PREFIX, ProducerConfig.configDef());
    byPrefix.put(StreamsConfig.ADMIN_CLIENT_PREFIX, AdminClientConfig.configDef());
    return byPrefix;
  }

  /**
   * What is wrong with a setting.
   *
   * @param name Kafka's own, perhaps with the prefix of a kind of client
   * @return what was expected, in Kafka's words; empty when a client can be made with it
   */
  public static Optional<String> refusal(String name, String value) {
    for (Map.Entry<String, ConfigDef> kind : BY_PREFIX.entrySet()) {
      if (name.startsWith(kind.getKey())) {
        return refusal(kind.getValue(), name.substring(kind.getKey().length()), value);
      }
    }
    return OF_ALL.stream()
        .flatMap(definition -> refusal(definition, name, value).stream())
        .findFirst();
  }

  private static Optional<String> refusal(ConfigDef definition, String name, String value) {
    ConfigDef.ConfigKey key = definition.configKeys().get(name);
    if (key == null) {
      return Optional.empty();
    }
    try {
      Object parsed = ConfigDef.parseType(name, value, key.type);
      if (key.validator != null) {
        key.validator.ensureValid(name, parsed);
      }
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.of("Kafka refuses it" + reason(e.getMessage(), name));
    }
  }

  /** Without the value, which may be a secret, and the name: both are told beside it. */
  private static String reason(String message, String name) {
    String before = " for configuration " + name + ": ";
    int begin = message.indexOf(before);
    return begin < 0 ? "" : ": " + message.substring(begin + before.length());
  }
}
