package dev.customerhealth.history.ravenstack;

import dev.customerhealth.config.FileTrouble;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One CSV file with a header row, read row by row. */
final class CsvTable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();
  private static final int BYTE_ORDER_MARK_LENGTH = 3;

  private CsvTable() {}

  /**
   * Hands every row to a reader.
   *
   * @param columns that must be there
   * @throws IOException when the file is missing, broken or lacks a column; names the file
   */
  static void read(Path file, List<String> columns, Consumer<Row> reader) throws IOException {
    try (Reader text = open(file);
        CSVParser parser = CSVParser.parse(text, FORMAT)) {
      for (String column : columns) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw new IOException(
              file + ": no column '" + column + "', found " + parser.getHeaderNames());
        }
      }
      for (CSVRecord row : parser) {
        reader.accept(new Row(row));
      }
    } catch (UncheckedIOException broken) {
      throw new IOException(file + ": " + FileTrouble.of(broken.getCause()), broken);
    } catch (CharacterCodingException notText) {
      throw new IOException(file + ": " + FileTrouble.of(notText), notText);
    }
  }

  private static Reader open(Path file) throws IOException {
    PushbackInputStream in =
        new PushbackInputStream(Files.newInputStream(file), BYTE_ORDER_MARK_LENGTH);
    byte[] start = in.readNBytes(BYTE_ORDER_MARK_LENGTH);
    boolean mark =
        start.length == BYTE_ORDER_MARK_LENGTH
            && start[0] == (byte) 0xEF
            && start[1] == (byte) 0xBB
            && start[2] == (byte) 0xBF;
    if (!mark) {
      in.unread(start);
    }
    // A decoder given as such refuses what is no UTF-8; by the name of the charset it would be
    // replaced.
    return new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
  }
}
