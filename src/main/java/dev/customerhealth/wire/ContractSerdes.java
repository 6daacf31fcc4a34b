package dev.customerhealth.wire;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Makes the serdes of the contract's topics. One per process; all its serdes share one registry
 * client and its answers, and each serde may be used by all threads.
 *
 * <pre>{@code
 * try (ContractSerdes serdes = ContractSerdes.from(Map.of("schema.registry.url", "http://127.0.0.1:8081"))) {
 *   Serde<ProductUsageEvent> usage = serdes.of(ProductUsageEvent.class);
 *   byte[] bytes = usage.serializer().serialize("product-usage", event);
 * }
 * }</pre>
 *
 * <p>The serdes are ready: {@code configure} need not be called. Reading throws {@link
 * UndecodableRecordException} for a record that never can be read and {@link
 * RegistryUnavailableException} when the registry stayed away for {@link RegistrySettings#WAIT_MS};
 * both serializers behave alike in this. Closing ends that waiting at once, so close it before, or
 * while, the streams are stopped.
 */
public final class ContractSerdes implements AutoCloseable {
  private final SerializerChoice choice;
  private final Map<String, ?> configuration;
  private final RegistryClient registry;

  private ContractSerdes(
      SerializerChoice choice, Map<String, ?> configuration, RegistryClient registry) {
    this.choice = choice;
    this.configuration = configuration;
    this.registry = registry;
  }

  /**
   * Reads the configuration; the registry is not asked yet.
   *
   * @param configuration Confluent's own keys, see {@link RegistrySettings}, and {@link
   *     SerializerChoice#KEY} ({@code thin}, the default, or {@code confluent})
   * @throws ConfigException naming the key that is missing or wrong
   */
  public static ContractSerdes from(Map<String, ?> configuration) {
    AvroSafety.install();
    SerializerChoice choice =
        RegistrySettings.text(configuration, SerializerChoice.KEY)
            .map(ContractSerdes::choice)
            .orElse(SerializerChoice.THIN);
    RegistrySettings settings =
        switch (choice) {
          case THIN -> RegistrySettings.from(configuration);
          case CONFLUENT -> RegistrySettings.ofRegistry(configuration);
        };
    return new ContractSerdes(choice, Map.copyOf(configuration), new RegistryClient(settings));
  }

  private static SerializerChoice choice(String value) {
    return SerializerChoice.of(value)
        .orElseThrow(
            () -> new ConfigException(SerializerChoice.KEY, value, "expected thin or confluent"));
  }

  /**
   * The serde of a topic's values.
   *
   * @param type the generated class
   * @throws ConfigException when Confluent's classes were chosen and are absent
   */
  public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    return switch (choice) {
      case THIN ->
          Serdes.serdeFrom(new WireSerializer<T>(registry), new WireDeserializer<>(type, registry));
      case CONFLUENT -> new ConfluentClasses(configuration, registry).serde(type);
    };
  }

  /** The subject that a topic's values are registered under. */
  public static String subjectOf(String topic) {
    return WireFormat.subject(topic, false);
  }

  /** The registry, for checks before the start. */
  public RegistryClient registry() {
    return registry;
  }

  /** Ends every wait for the registry. */
  @Override
  public void close() {
    registry.close();
  }
}
