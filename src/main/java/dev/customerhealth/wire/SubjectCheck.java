package dev.customerhealth.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;

/**
 * Compares the registry with our schemas before the service starts, so that a refusal is one clear
 * line and not a stream that fails on its first record.
 *
 * <p>Every call throws {@link RegistryUnavailableException} when the registry cannot be asked.
 */
public final class SubjectCheck {

  private final RegistryClient registry;

  public SubjectCheck(RegistryClient registry) {
    this.registry = registry;
  }

  /**
   * Registers the schema of a topic we write, or looks it up.
   *
   * @param type the generated class
   * @return what stands against it; empty when records may be written
   */
  public Optional<String> writable(String topic, Class<?> type) {
    try {
      int id = registry.idFor(ContractSerdes.subjectOf(topic), schema(type));
      return id < 0 ? Optional.of("topic " + topic + ": the registry gave id " + id) : none();
    } catch (RegistryRefusedException refused) {
      return Optional.of("topic " + topic + " cannot be written: " + refused.getMessage());
    }
  }

  /**
   * Compares the latest schema its producers have registered with the one we read a topic with.
   *
   * @param type the generated class
   * @return what stands against it; empty when its records can be read, or nobody has written any
   */
  public Optional<String> readable(String topic, Class<?> type) {
    try {
      return registry
          .latest(ContractSerdes.subjectOf(topic))
          .flatMap(latest -> unreadable(topic, schema(type), latest));
    } catch (RegistryRefusedException refused) {
      return Optional.of("topic " + topic + " cannot be read: " + refused.getMessage());
    }
  }

  private static Optional<String> unreadable(String topic, Schema ours, RegisteredSchema latest) {
    SchemaCompatibility.SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(ours, latest.schema());
    if (pair.getType() == SchemaCompatibilityType.COMPATIBLE) {
      return none();
    }
    List<String> reasons = new ArrayList<>();
    pair.getResult()
        .getIncompatibilities()
        .forEach(found -> reasons.add(found.getLocation() + " " + found.getMessage()));
    return Optional.of(
        "topic "
            + topic
            + " cannot be read: version "
            + latest.version()
            + " of subject "
            + latest.subject()
            + " does not fit our schema: "
            + String.join("; ", reasons));
  }

  private static Schema schema(Class<?> type) {
    return SpecificData.get().getSchema(type);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
