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
  static SpecificRecord toRecord(JsonNode node, Schema schema, String path)
      throws UnfitValueException {
    if (!node.isObject()) {
      throw unfit(path.isEmpty() ? "event" : path, node, "an object of " + schema.getName());
    }
    refuseUnknownFields(node, schema, path);
    SpecificRecord record = (SpecificRecord) CLASSES.newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
      JsonNode value = node.get(field.name());
      if (value != null) {
        record.put(field.pos(), toValue(value, field.schema(), fieldPath));
      } else if (field.hasDefaultValue() && !isEnum(field.schema())) {
        record.put(field.pos(), CLASSES.getDefaultValue(field));
      } else {
        throw new UnfitValueException(fieldPath, "nothing", describe(field.schema()));
      }
    }
    return record;
  }

  /** A kind that is not told is a mistake in a file; its default is for older readers only. */
  private static boolean isEnum(Schema schema) {
    return schema.getType() == Schema.Type.ENUM;
  }

  private static void refuseUnknownFields(JsonNode node, Schema schema, String path)
      throws UnfitValueException {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (schema.getField(name) == null) {
        String known =
            schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", "));
        throw new UnfitValueException(
            path.isEmpty() ? shorten(name) : path + "." + shorten(name),
            "a field that " + schema.getName() + " does not have",
            "only " + known);
      }
    }
  }

  private static Object toValue(JsonNode node, Schema schema, String path)
      throws UnfitValueException {
    return switch (schema.getType()) {
      case UNION -> node.isNull() ? null : toValue(node, valueBranch(schema), path);
      case STRING -> {
        if (!node.isTextual()) {
          throw unfit(path, node, "text");
        }
        yield node.textValue();
      }
      case BOOLEAN -> {
        if (!node.isBoolean()) {
          throw unfit(path, node, "true or false");
        }
        yield node.booleanValue();
      }
      case ENUM -> {
        if (!node.isTextual() || !schema.hasEnumSymbol(node.textValue())) {
          throw unfit(path, node, describe(schema));
        }
        yield CLASSES.createEnum(node.textValue(), schema);
      }
      case INT -> isDate(schema) ? date(node, path) : (Object) wholeInt(node, path);
      case LONG -> isTime(schema) ? time(node, path) : (Object) wholeLong(node, path);
      case DOUBLE -> number(node, path);
      case ARRAY -> array(node, schema, path);
      case RECORD -> toRecord(node, schema, path);
      default ->
          throw new IllegalStateException(
              "the JSON form has no rule for " + schema.getType() + " at " + path);
    };
  }

  private static List<Object> array(JsonNode node, Schema schema, String path)
      throws UnfitValueException {
    if (!node.isArray()) {
      throw unfit(path, node, describe(schema));
    }
    List<Object> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(toValue(node.get(i), schema.getElementType(), path + "[" + i + "]"));
    }
    return items;
  }

  private static Instant time(JsonNode node, String path) throws UnfitValueException {
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
      throw unfit(path, node, expected);
    }
    throw unfit(path, node, expected);
  }

  private static LocalDate date(JsonNode node, String path) throws UnfitValueException {
    if (node.isTextual()) {
      try {
        return LocalDate.parse(node.textValue());
      } catch (DateTimeException notADate) {
        throw unfit(path, node, "a date such as 2026-03-01");
      }
    }
    throw unfit(path, node, "a date such as 2026-03-01");
  }

  private static double number(JsonNode node, String path) throws UnfitValueException {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    // JSON has no NaN, but a record can carry one; without these a file could not show the case.
    return switch (node.asText("")) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw unfit(path, node, "a number");
    };
  }

  private static int wholeInt(JsonNode node, String path) throws UnfitValueException {
    if (!isWhole(node) || !node.canConvertToInt()) {
      throw unfit(path, node, "a whole number from " + Integer.MIN_VALUE + " to 2147483647");
    }
    return node.intValue();
  }

  private static long wholeLong(JsonNode node, String path) throws UnfitValueException {
    if (!isWhole(node) || !node.canConvertToLong()) {
      throw unfit(path, node, "a whole number of at most 64 bits");
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

  private static UnfitValueException unfit(String path, JsonNode node, String expected) {
    return new UnfitValueException(path, shorten(node.toString()), expected);
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
