package dev.customerhealth.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import org.apache.avro.Schema;

/** Reads one line of the history format (docs/history-format.md). Safe for several threads. */
public final class JsonEvents {
  private static final Set<String> LINE_FIELDS = Set.of("topic", "event");

  /** Of two fields with one name the parser would silently drop one; so it refuses both. */
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final HistoryTopics topics;

  /** A reader for the events of these topics. */
  public JsonEvents(HistoryTopics topics) {
    this.topics = topics;
  }

  /**
   * Reads a line.
   *
   * @param lineNumber position in the file, from 1, for the message
   * @param line UTF-8, without the line break; the first {@code length} bytes count
   * @return the event, or a problem that names the field, the value and what was expected
   */
  public HistoryLine read(long lineNumber, byte[] line, int length) {
    try {
      LineFaults faults = new LineFaults();
      HistoryEvent event = toEvent(JSON.readValue(line, 0, length), faults);
      return faults.none()
          ? new HistoryLine.Decoded(lineNumber, event)
          : new HistoryLine.Unreadable(lineNumber, faults.found());
    } catch (JsonProcessingException noJson) {
      return new HistoryLine.Unreadable(
          lineNumber, "", reason(noJson), "one JSON object on one line");
    } catch (IOException cannotHappen) {
      throw new IllegalStateException("reading from memory failed", cannotHappen);
    }
  }

  /** The event; not to be used when there are faults. */
  private HistoryEvent toEvent(JsonNode node, LineFaults faults) {
    if (!node.isObject()) {
      faults.add("", JsonValues.shorten(node.toString()), "an object with \"topic\" and \"event\"");
      return null;
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!LINE_FIELDS.contains(name)) {
        faults.add(JsonValues.shorten(name), "a field a line does not have", "only topic, event");
      }
    }
    JsonNode topic = node.path("topic");
    Schema schema = topic.isTextual() ? topics.schemaOf(topic.textValue()) : null;
    if (schema == null) {
      String found = topic.isMissingNode() ? "nothing" : JsonValues.shorten(topic.toString());
      faults.add("topic", found, "one of " + String.join(", ", topics.names()));
    }
    JsonNode event = node.get("event");
    if (event == null) {
      faults.add(
          "event", "nothing", "an object" + (schema == null ? "" : " of " + schema.getName()));
    }
    return schema == null || event == null
        ? null
        : new HistoryEvent(topic.textValue(), JsonValues.toRecord(event, schema, "", faults));
  }

  private static String reason(JsonProcessingException noJson) {
    String where =
        noJson.getLocation() == null ? "" : " at column " + noJson.getLocation().getColumnNr();
    return "no JSON (" + JsonValues.shorten(noJson.getOriginalMessage()) + where + ")";
  }
}
