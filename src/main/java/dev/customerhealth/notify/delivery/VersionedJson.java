package dev.customerhealth.notify.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.wire.UndecodableRecordException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;

/**
 * JSON of which every value carries the version of what wrote it.
 *
 * <p>Whatever reads throws {@link UndecodableRecordException} for what no notifier wrote, and
 * {@link NewerLogException} for what a newer one did.
 */
final class VersionedJson {

  private static final int VERSION = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private VersionedJson() {}

  /** A value of this version with nothing in it. */
  static ObjectNode create() {
    return JsonNodeFactory.instance.objectNode().put("version", VERSION);
  }

  static byte[] bytes(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** Reads a value as something. */
  static <T> T read(byte[] bytes, Function<JsonNode, T> as) {
    JsonNode json = tree(bytes);
    try {
      return as.apply(json);
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw new UndecodableRecordException("a value no notifier writes", wrong);
    }
  }

  /** Reads a value of which any field may be missing. */
  static JsonNode tree(byte[] bytes) {
    JsonNode json;
    try {
      json = MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new UndecodableRecordException("no JSON", e);
    }
    // Only a whole number is a version: a notifier must not be stopped by a text.
    int version = json.path("version").isInt() ? json.get("version").intValue() : 0;
    if (version > VERSION) {
      throw new NewerLogException(
          "a newer notifier has been at work: its log is of version "
              + version
              + ", this one knows version "
              + VERSION
              + " and would forget what was told; start the newer one");
    }
    if (version != VERSION || !json.isObject()) {
      throw new UndecodableRecordException("a value without a version");
    }
    return json;
  }

  static Instant time(JsonNode json, String name) {
    return Instant.parse(json.path(name).asText());
  }
}
