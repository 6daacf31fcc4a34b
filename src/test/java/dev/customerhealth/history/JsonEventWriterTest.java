package dev.customerhealth.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonEventWriterTest {

  @Test
  void what_is_written_is_read_back_the_same() throws IOException {
    HistoryEvent event =
        read(
            """
            {"topic":"success-activities","event":{"event_id":"Ω\\n","account_id":"a",\
            "occurred_at":"2026-03-01T08:30:00.120Z","type":"SENTIMENT_RECORDED","value":"NaN",\
            "scale_min":1,"attendees":[{"person_id":"p","role":"SPONSOR"}],"answered":false,\
            "due_date":"2026-12-31","goal_value_minor":-9007199254740993}}""");

    assertThat(read(write(event).strip())).isEqualTo(event);
  }

  @Test
  void one_event_is_one_line_without_the_fields_that_were_not_told() throws IOException {
    String line = HistoryFixture.login("1", "2026-01-01T00:00:00Z");

    assertThat(write(read(line), read(line))).isEqualTo(line + "\n" + line + "\n");
  }

  private static String write(HistoryEvent... events) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonEventWriter writer = new JsonEventWriter(bytes)) {
      for (HistoryEvent event : events) {
        writer.write(event);
      }
    }
    return bytes.toString(UTF_8);
  }

  private static HistoryEvent read(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    return HistoryFixture.JSON.read(1, bytes, bytes.length).event().orElseThrow();
  }
}
