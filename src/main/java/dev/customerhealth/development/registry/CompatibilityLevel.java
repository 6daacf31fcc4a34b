package dev.customerhealth.development.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Confluent's levels: which earlier schemas a new one must read, and which must read it. */
enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean newReadsOld;
  private final boolean oldReadsNew;
  private final boolean transitive;

  CompatibilityLevel(boolean newReadsOld, boolean oldReadsNew, boolean transitive) {
    this.newReadsOld = newReadsOld;
    this.oldReadsNew = oldReadsNew;
    this.transitive = transitive;
  }

  static Optional<CompatibilityLevel> of(String name) {
    for (CompatibilityLevel level : values()) {
      if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /**
   * What stands against a new schema.
   *
   * @param earlier the subject's schemas, oldest first
   * @return reasons; empty when it is compatible
   */
  List<String> objections(Schema candidate, List<Schema> earlier) {
    List<Schema> newestFirst = new ArrayList<>(earlier);
    Collections.reverse(newestFirst);
    List<Schema> compared =
        transitive || newestFirst.isEmpty() ? newestFirst : newestFirst.subList(0, 1);
    List<String> objections = new ArrayList<>();
    for (Schema other : compared) {
      if (newReadsOld) {
        collect(candidate, other, "the new schema cannot read the old", objections);
      }
      if (oldReadsNew) {
        collect(other, candidate, "the old schema cannot read the new", objections);
      }
    }
    return objections;
  }

  private static void collect(
      Schema reader, Schema writer, String direction, List<String> objections) {
    for (Incompatibility incompatibility :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      objections.add(
          direction
              + ": "
              + incompatibility.getType()
              + " at "
              + incompatibility.getLocation()
              + ": "
              + incompatibility.getMessage());
    }
  }
}
