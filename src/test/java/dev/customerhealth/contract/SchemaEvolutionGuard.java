package dev.customerhealth.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * What may change in a schema and what may not. Avro's own check stands first; the rest is what
 * that check lets pass though it changes the meaning of bytes already written. Every objection says
 * where, what, and what to do.
 */
final class SchemaEvolutionGuard {
  private static final String DEFAULT_SYMBOL = "UNKNOWN";

  private final List<String> objections = new ArrayList<>();

  private SchemaEvolutionGuard() {}

  /** Objections to a change from a released schema to the current one; empty when there is none. */
  static List<String> change(Schema released, Schema current) {
    SchemaEvolutionGuard guard = new SchemaEvolutionGuard();
    guard.compare(current.getName(), released, current);
    guard.avro("records already written cannot be read any more", current, released);
    guard.avro("readers already installed cannot read new records", released, current);
    return guard.objections;
  }

  /** Objections to a schema by itself: documentation and enum defaults. */
  static List<String> form(Schema schema) {
    SchemaEvolutionGuard guard = new SchemaEvolutionGuard();
    guard.inspect(schema.getName(), schema);
    return guard.objections;
  }

  private void avro(String consequence, Schema reader, Schema writer) {
    for (Incompatibility found :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      object(
          writer.getName() + " " + found.getLocation(),
          consequence + " (" + found.getType() + ": " + found.getMessage() + ")",
          "put it back as it was; only add fields with defaults and enum symbols");
    }
  }

  private void compare(String where, Schema released, Schema current) {
    if (released.getType() != current.getType()) {
      object(
          where,
          "type " + released.getType() + " became " + current.getType(),
          "keep the type and add a new field instead");
      return;
    }
    compareNames(where, released, current);
    compareLogicalTypes(where, released, current);
    switch (released.getType()) {
      case RECORD -> compareFields(where, released, current);
      case ENUM -> compareSymbols(where, released, current);
      case ARRAY -> compare(where + "[]", released.getElementType(), current.getElementType());
      case MAP -> compare(where + "{}", released.getValueType(), current.getValueType());
      case UNION -> compareBranches(where, released, current);
      default -> {
        // Everything else is told by its type and logical type.
      }
    }
  }

  private void compareNames(String where, Schema released, Schema current) {
    if (!released.getFullName().equals(current.getFullName())) {
      object(
          where,
          "name " + released.getFullName() + " became " + current.getFullName(),
          "keep name and namespace: they are the identity of the record in every other client");
    }
  }

  private void compareLogicalTypes(String where, Schema released, Schema current) {
    String before = describe(released);
    String after = describe(current);
    if (!before.equals(after)) {
      object(
          where,
          "logical type " + before + " became " + after + ", so old values would be read wrongly",
          "keep it and add a new field instead");
    }
  }

  /** The attribute as written: Avro ignores a logical type that it does not know. */
  private static String describe(Schema schema) {
    LogicalType logicalType = schema.getLogicalType();
    if (logicalType instanceof LogicalTypes.Decimal decimal) {
      return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
    }
    return String.valueOf(schema.getProp(LogicalType.LOGICAL_TYPE_PROP));
  }

  private void compareFields(String where, Schema released, Schema current) {
    for (Schema.Field before : released.getFields()) {
      String path = where + "." + before.name();
      Schema.Field after = current.getField(before.name());
      if (after == null) {
        object(
            path,
            "the field is gone",
            "put it back; a field that is no longer used is documented as such");
        continue;
      }
      if (before.hasDefaultValue()
          && !Objects.equals(
              before.defaultVal(), after.hasDefaultValue() ? after.defaultVal() : "")) {
        object(
            path,
            "the default changed",
            "keep it: it is the value of every record without the field");
      }
      compare(path, before.schema(), after.schema());
    }
    for (Schema.Field added : current.getFields()) {
      if (released.getField(added.name()) == null && !added.hasDefaultValue()) {
        object(
            where + "." + added.name(),
            "a field was added without a default",
            "give it one, for instance type [\"null\", ...] and \"default\": null");
      }
    }
  }

  private void compareSymbols(String where, Schema released, Schema current) {
    TreeSet<String> gone = new TreeSet<>(released.getEnumSymbols());
    gone.removeAll(current.getEnumSymbols());
    if (!gone.isEmpty()) {
      object(where, "the symbols " + gone + " are gone", "put them back");
    }
  }

  private void compareBranches(String where, Schema released, Schema current) {
    for (Schema before : released.getTypes()) {
      current.getTypes().stream()
          .filter(after -> sameBranch(before, after))
          .findFirst()
          .ifPresentOrElse(
              after -> compare(where, before, after),
              () ->
                  object(
                      where,
                      "the union has no " + before.getFullName() + " any more",
                      "put it back; to say something new add a new field"));
    }
    if (current.getTypes().size() > released.getTypes().size()) {
      object(
          where,
          "the union has new branches, which installed readers do not know",
          "keep the union and add a new field instead");
    }
  }

  private static boolean sameBranch(Schema before, Schema after) {
    boolean named =
        before.getType() == Schema.Type.RECORD
            || before.getType() == Schema.Type.ENUM
            || before.getType() == Schema.Type.FIXED;
    return before.getType() == after.getType()
        && (!named || before.getFullName().equals(after.getFullName()));
  }

  private void inspect(String where, Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        requireDoc(where, schema.getDoc());
        for (Schema.Field field : schema.getFields()) {
          requireDoc(where + "." + field.name(), field.doc());
          inspect(where + "." + field.name(), field.schema());
        }
      }
      case ENUM -> {
        requireDoc(where + " (" + schema.getName() + ")", schema.getDoc());
        if (!DEFAULT_SYMBOL.equals(schema.getEnumDefault())) {
          object(
              where,
              "the enum " + schema.getName() + " has no default " + DEFAULT_SYMBOL,
              "add the symbol and \"default\": \"UNKNOWN\", or a newer producer's symbol is a dead letter");
        }
      }
      case ARRAY -> inspect(where + "[]", schema.getElementType());
      case MAP -> inspect(where + "{}", schema.getValueType());
      case UNION -> schema.getTypes().forEach(branch -> inspect(where, branch));
      default -> {
        // Plain types need no form of their own.
      }
    }
  }

  private void requireDoc(String where, String doc) {
    if (doc == null || doc.isBlank()) {
      object(where, "there is no doc", "say what it means, its unit and when it is null");
    }
  }

  private void object(String where, String what, String remedy) {
    objections.add(where + ": " + what + ". To do: " + remedy + ".");
  }
}
