package dev.customerhealth.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Plain JSON values to the values of generated records, led by the schema. */
final class JsonValues {
  private static final int SHOWN_CHARACTERS = 80;
  private static final SpecificData CLASSES = SpecificData.get();

  private JsonValues() {}

  /**
   * A record of the schema.
   *
   * @param path of the object within the line, for messages; empty for the event itself
   */
  static SpecificRecord toRecord(JsonNode node, Schema schema, String path, LineFaults faults) {
    if (!node.isObject()) {
      unfit(path.isEmpty() ? "event" : path, node, "an object of " + schema.getName(), faults);
      return null;
    }
    refuseUnknownFields(node, schema, path, faults);
    SpecificRecord record = (SpecificRecord) CLASSES.newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
      JsonNode value = node.get(field.name());
      if (value != null) {
        Object fitting = toValue(value, field.schema(), fieldPath, faults);
        // Nothing where something must be is a fault already; a record would throw.
        if (fitting != null) {
          record.put(field.pos(), fitting);
        }
      } else if (field.hasDefaultValue() && !isEnum(field.schema())) {
        record.put(field.pos(), CLASSES.getDefaultValue(field));
      } else {
        faults.add(fieldPath, "nothing", describe(field.schema()));
      }
    }
    return record;
  }

  /** A kind that is not told is a mistake in a file; its default is for older readers only. */
  private static boolean isEnum(Schema schema) {
    return schema.getType() == Schema.Type.ENUM;
  }

  private static void refuseUnknownFields(
      JsonNode node, Schema schema, String path, LineFaults faults) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (schema.getField(name) == null) {
        String known =
            schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", "));
        faults.add(
            path.isEmpty() ? shorten(name) : path + "." + shorten(name),
            "a field that " + schema.getName() + " does not have",
            "only " + known);
      }
    }
  }

  private static Object toValue(JsonNode node, Schema schema, String path, LineFaults faults) {
    return switch (schema.getType()) {
      case UNION -> node.isNull() ? null : toValue(node, valueBranch(schema), path, faults);
      case STRING -> {
        if (!node.isTextual()) {
          unfit(path, node, "text", faults);
          yield null;
        }
        yield node.textValue();
      }
      case BOOLEAN -> {
        if (!node.isBoolean()) {
          unfit(path, node, "true or false", faults);
          yield null;
        }
        yield node.booleanValue();
      }
      case ENUM -> {
        if (!node.isTextual() || !schema.hasEnumSymbol(node.textValue())) {
          unfit(path, node, describe(schema), faults);
          yield null;
        }
        yield CLASSES.createEnum(node.textValue(), schema);
      }
      case INT -> isDate(schema) ? (Object) date(node, path, faults) : wholeInt(node, path, faults);
      case LONG ->
          isTime(schema) ? (Object) time(node, path, faults) : wholeLong(node, path, faults);
      case DOUBLE -> number(node, path, faults);
      case ARRAY -> array(node, schema, path, faults);
      case RECORD -> toRecord(node, schema, path, faults);
      default ->
          throw new IllegalStateException(
              "the JSON form has no rule for " + schema.getType() + " at " + path);
    };
  }

  private static List<Object> array(JsonNode node, Schema schema, String path, LineFaults faults) {
    if (!node.isArray()) {
      unfit(path, node, describe(schema), faults);
      return null;
    }
    List<Object> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(toValue(node.get(i), schema.getElementType(), path + "[" + i + "]", faults));
    }
    return items;
  }

  private static Instant time(JsonNode node, String path, LineFaults faults) {
    String expected =
        "a time such as 2026-03-01T08:30:00Z (with Z or an offset) or milliseconds since 1970";
    try {
      if (node.isTextual()) {
        // Records carry milliseconds; the rest of a finer time is cut off, as Avro would.
        Instant time = OffsetDateTime.parse(node.textValue()).toInstant();
        return time.truncatedTo(ChronoUnit.MILLIS);
      }
      if (node.isIntegralNumber() && node.canConvertToLong()) {
        return Instant.ofEpochMilli(node.longValue());
      }
    } catch (DateTimeException notATime) {
      unfit(path, node, expected, faults);
      return null;
    }
    unfit(path, node, expected, faults);
    return null;
  }

  private static LocalDate date(JsonNode node, String path, LineFaults faults) {
    if (node.isTextual()) {
      try {
        return LocalDate.parse(node.textValue());
      } catch (DateTimeException notADate) {
        unfit(path, node, "a date such as 2026-03-01", faults);
        return null;
      }
    }
    unfit(path, node, "a date such as 2026-03-01", faults);
    return null;
  }

  private static Double number(JsonNode node, String path, LineFaults faults) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    // JSON has no NaN, but a record can carry one; without these a file could not show the case.
    return switch (node.asText("")) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        unfit(path, node, "a number", faults);
        yield null;
      }
    };
  }

  private static Integer wholeInt(JsonNode node, String path, LineFaults faults) {
    if (!isWhole(node) || !node.canConvertToInt()) {
      unfit(path, node, "a whole number from " + Integer.MIN_VALUE + " to 2147483647", faults);
      return null;
    }
    return node.intValue();
  }

  private static Long wholeLong(JsonNode node, String path, LineFaults faults) {
    if (!isWhole(node) || !node.canConvertToLong()) {
      unfit(path, node, "a whole number of at most 64 bits", faults);
      return null;
    }
    return node.longValue();
  }

  private static boolean isWhole(JsonNode node) {
    return node.isNumber() && node.canConvertToExactIntegral();
  }

  private static Schema valueBranch(Schema union) {
    return union.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isTime(Schema schema) {
    return hasLogicalType(schema, "timestamp-millis");
  }

  private static boolean isDate(Schema schema) {
    return hasLogicalType(schema, "date");
  }

  private static boolean hasLogicalType(Schema schema, String name) {
    LogicalType type = schema.getLogicalType();
    return type != null && type.getName().equals(name);
  }

  private static String describe(Schema schema) {
    return switch (schema.getType()) {
      case ENUM -> "one of " + String.join(", ", schema.getEnumSymbols());
      case ARRAY -> "a list of " + describe(schema.getElementType());
      case RECORD -> "an object of " + schema.getName();
      case UNION -> describe(valueBranch(schema)) + " or null";
      case STRING -> "text";
      case BOOLEAN -> "true or false";
      case LONG -> isTime(schema) ? "a time" : "a whole number";
      case INT -> isDate(schema) ? "a date" : "a whole number";
      default -> "a number";
    };
  }

  private static void unfit(String path, JsonNode node, String expected, LineFaults faults) {
    faults.add(path, shorten(node.toString()), expected);
  }

  /** What a message may show of a value: its beginning, without characters that move a cursor. */
  static String shorten(String text) {
    String start =
        text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    StringBuilder shown = new StringBuilder(start.length());
    start
        .codePoints()
        .map(point -> Character.isISOControl(point) ? '\uFFFD' : point)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
