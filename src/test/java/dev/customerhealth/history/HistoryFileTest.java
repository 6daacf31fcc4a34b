package dev.customerhealth.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.wire.AvroSafety;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
  private static final String LINE =
      "{\"topic\":\"product-usage\",\"event\":{\"event_id\":\"%s\",\"account_id\":\"a\","
          + "\"occurred_at\":0,\"type\":\"LOGIN\"}}";

  @TempDir Path directory;

  private final JsonEvents json = new JsonEvents(HistoryTopics.of(Topics.standard()));

  @BeforeAll
  static void trustTheGeneratedClasses() {
    AvroSafety.install();
  }

  @Test
  void lines_are_numbered_with_the_blank_ones_counted() throws IOException {
    Path file = write(LINE.formatted(1) + "\r\n\n  \n" + LINE.formatted(2));

    try (HistoryFile history = HistoryFile.open(file, json)) {
      assertThat(readAll(history)).extracting(HistoryLine::lineNumber).containsExactly(1L, 4L);
      assertThat(history.blankLines()).isEqualTo(2);
    }
  }

  @Test
  void gzip_is_told_by_content_not_by_name() throws IOException {
    Path file = directory.resolve("history.ndjson");
    Files.write(file, gzip(LINE.formatted(1) + "\n" + LINE.formatted(2) + "\n"));

    try (HistoryFile history = HistoryFile.open(file, json)) {
      assertThat(readAll(history)).hasSize(2).allMatch(line -> line.event().isPresent());
    }
  }

  @Test
  void a_gzip_file_that_breaks_off_is_an_error_naming_the_file() throws IOException {
    byte[] whole = gzip((LINE.formatted(1) + "\n").repeat(1000));
    Path file = directory.resolve("cut.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    try (HistoryFile history = HistoryFile.open(file, json)) {
      assertThatThrownBy(() -> readAll(history))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cut.gz: damaged gzip data after line ");
    }
  }

  @Test
  void a_gzip_file_broken_from_the_start_is_an_error_naming_the_file() throws IOException {
    Path file = directory.resolve("broken.gz");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 0x55, 0x55});

    assertThatThrownBy(() -> HistoryFile.open(file, json))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.gz: damaged gzip data");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_line() throws IOException {
    Path file = write("\uFEFF" + LINE.formatted(1));

    try (HistoryFile history = HistoryFile.open(file, json)) {
      assertThat(readAll(history)).hasSize(1).allMatch(line -> line.event().isPresent());
    }
  }

  @Test
  void a_line_of_eight_megabytes_is_read_and_a_longer_one_is_a_problem() throws IOException {
    String event = LINE.formatted("");
    String longest = LINE.formatted("x".repeat(LineReader.MAX_LINE_BYTES - event.length()));
    Path file =
        write(longest + "\n" + "x".repeat(LineReader.MAX_LINE_BYTES + 1) + "\n" + LINE + "\n");

    try (HistoryFile history = HistoryFile.open(file, json)) {
      List<HistoryLine> lines = readAll(history);
      assertThat(lines)
          .extracting(line -> line.event().isPresent())
          .containsExactly(true, false, true);
      assertThat(((HistoryLine.Unreadable) lines.get(1)).describe())
          .isEqualTo("line 2: found a longer line, expected at most 8388608 bytes a line");
    }
  }

  @Test
  void an_empty_file_has_no_lines() throws IOException {
    try (HistoryFile history = HistoryFile.open(write(""), json)) {
      assertThat(readAll(history)).isEmpty();
    }
  }

  private Path write(String content) throws IOException {
    return Files.writeString(directory.resolve("history.ndjson"), content);
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<HistoryLine> readAll(HistoryFile history) throws IOException {
    List<HistoryLine> lines = new ArrayList<>();
    for (HistoryLine line = history.next(); line != null; line = history.next()) {
      lines.add(line);
    }
    return lines;
  }
}
