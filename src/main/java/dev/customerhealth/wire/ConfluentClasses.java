package dev.customerhealth.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Confluent's serializer and deserializer, by class name, with the settings that make them safe
 * here, and with their exceptions turned into ours, so that whoever handles errors need not know
 * who wrote the bytes.
 */
final class ConfluentClasses {
  private static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
  private static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";

  private final Map<String, ?> configuration;
  private final RegistryClient registry;

  ConfluentClasses(Map<String, ?> configuration, RegistryClient registry) {
    this.configuration = safe(configuration);
    this.registry = registry;
  }

  // Confluent's classes are declared for Object, which is what is written and read here.
  @SuppressWarnings("unchecked")
  <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    Serializer<Object> serializer = load(SERIALIZER, Serializer.class);
    serializer.configure(configuration, false);
    Deserializer<Object> deserializer = load(DESERIALIZER, Deserializer.class);
    deserializer.configure(configuration, false);
    return Serdes.serdeFrom(
        new Writer<>(serializer, registry), new Reader<>(type, deserializer, registry));
  }

  private static Map<String, Object> safe(Map<String, ?> configuration) {
    Map<String, Object> safe = new HashMap<>(configuration);
    // Otherwise our string class would be registered as part of the schema.
    safe.put("avro.remove.java.properties", true);
    safe.put("specific.avro.reader", true);
    // The defaults, 60 s tried four times, can pass max.poll.interval.ms.
    safe.putIfAbsent(
        RegistrySettings.CONNECT_TIMEOUT_MS, (int) RegistrySettings.DEFAULT_CONNECT_TIMEOUT_MS);
    safe.putIfAbsent(
        RegistrySettings.READ_TIMEOUT_MS, (int) RegistrySettings.DEFAULT_READ_TIMEOUT_MS);
    // Waiting is ours, see RegistryPatience; theirs would add to it.
    safe.putIfAbsent("max.retries", 0);
    return safe;
  }

  private static <C> C load(String className, Class<C> base) {
    try {
      return Utils.newInstance(className, base);
    } catch (ClassNotFoundException | LinkageError absent) {
      throw new ConfigException(
          SerializerChoice.KEY
              + "=confluent needs "
              + className
              + ", which is not on the class path: build with -Pconfluent and"
              + " -Dconfluent.repository=URL (Confluent's Maven repository), put Confluent's"
              + " kafka-avro-serializer and what it needs into the folder lib, or choose serializer=thin ("
              + absent
              + ")");
    }
  }

  private static RegistryUnavailableException unavailable(String topic, RuntimeException cause) {
    return new RegistryUnavailableException(topic + ": " + cause.getMessage(), cause);
  }

  private record Writer<T extends SpecificRecord>(
      Serializer<Object> confluents, RegistryClient registry) implements Serializer<T> {

    @Override
    public byte[] serialize(String topic, T value) {
      try {
        return registry.waitFor(outagesToldApart(topic, () -> confluents.serialize(topic, value)));
      } catch (RegistryUnavailableException unavailable) {
        throw unavailable;
      } catch (RuntimeException failure) {
        throw RegistryFailures.refusal(failure)
            .<RuntimeException>map(
                reason -> new RegistryRefusedException(topic + ": " + reason, failure))
            .orElse(failure);
      }
    }

    @Override
    public void close() {
      confluents.close();
    }
  }

  private record Reader<T extends SpecificRecord>(
      Class<T> type, Deserializer<Object> confluents, RegistryClient registry)
      implements Deserializer<T> {

    @Override
    public T deserialize(String topic, byte[] bytes) {
      try {
        Object value =
            registry.waitFor(outagesToldApart(topic, () -> confluents.deserialize(topic, bytes)));
        return type.cast(value);
      } catch (RegistryUnavailableException unavailable) {
        throw unavailable;
      } catch (RuntimeException | StackOverflowError undecodable) {
        throw new UndecodableRecordException(topic + ": no " + type.getSimpleName(), undecodable);
      }
    }

    @Override
    public void close() {
      confluents.close();
    }
  }

  private static <R> Supplier<R> outagesToldApart(String topic, Supplier<R> call) {
    return () -> {
      try {
        return call.get();
      } catch (RuntimeException failure) {
        if (RegistryFailures.isUnavailable(failure)) {
          throw unavailable(topic, failure);
        }
        throw failure;
      }
    };
  }
}
