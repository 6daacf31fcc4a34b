package dev.customerhealth.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Writes the history format: one event a line, absent optional fields left out, times as ISO-8601
 * in UTC.
 */
public final class JsonEventWriter implements Closeable {
  private final OutputStream out;
  private final JsonGenerator json;

  /**
   * A writer that appends to the stream and closes it in the end.
   *
   * @throws IOException when the stream cannot be written
   */
  public JsonEventWriter(OutputStream out) throws IOException {
    this.out = out;
    this.json =
        new JsonFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    this.json.setRootValueSeparator(null);
  }

  /**
   * Writes a line.
   *
   * @throws IOException when the stream cannot be written
   */
  public void write(HistoryEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("topic", event.topic());
    json.writeFieldName("event");
    writeRecord(event.event());
    json.writeEndObject();
    json.writeRaw('\n');
  }

  @Override
  public void close() throws IOException {
    json.flush();
    json.close();
    out.close();
  }

  /**
   * Hands everything written so far to the stream.
   *
   * @throws IOException when the stream cannot be written
   */
  public void flush() throws IOException {
    json.flush();
    out.flush();
  }

  private void writeRecord(IndexedRecord record) throws IOException {
    json.writeStartObject();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (!isLeftOut(value)) {
        json.writeFieldName(field.name());
        writeValue(value);
      }
    }
    json.writeEndObject();
  }

  private static boolean isLeftOut(Object value) {
    return value == null || (value instanceof List<?> list && list.isEmpty());
  }

  private void writeValue(Object value) throws IOException {
    if (value instanceof CharSequence || value instanceof Enum<?>) {
      json.writeString(value.toString());
    } else if (value instanceof Instant || value instanceof LocalDate) {
      json.writeString(value.toString());
    } else if (value instanceof Double number) {
      writeDouble(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        writeValue(item);
      }
      json.writeEndArray();
    } else if (value instanceof IndexedRecord record) {
      writeRecord(record);
    } else {
      throw new IllegalArgumentException("no JSON form for " + value.getClass().getName());
    }
  }

  private void writeDouble(double number) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeString(Double.toString(number));
    }
  }
}
