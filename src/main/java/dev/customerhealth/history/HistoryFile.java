package dev.customerhealth.history;

import dev.customerhealth.config.FileTrouble;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** One history file being read, plain or gzip; which of them is told by its content. */
public final class HistoryFile implements Closeable {
  private static final int GZIP_MAGIC = 0x1f8b;

  private final Path path;
  private final LineReader lines;
  private final JsonEvents json;
  private long blankLines;

  private HistoryFile(Path path, LineReader lines, JsonEvents json) {
    this.path = path;
    this.lines = lines;
    this.json = json;
  }

  /**
   * Opens a file.
   *
   * @throws IOException when there is no such file or it may not be read
   */
  public static HistoryFile open(Path path, JsonEvents json) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "Is a directory");
    }
    InputStream raw = new BufferedInputStream(Files.newInputStream(path), 64 * 1024);
    try {
      raw.mark(2);
      boolean gzip = (raw.read() << 8 | raw.read()) == GZIP_MAGIC;
      raw.reset();
      InputStream content = gzip ? new GZIPInputStream(raw, 64 * 1024) : raw;
      return new HistoryFile(path, new LineReader(content), json);
    } catch (EOFException | ZipException damaged) {
      raw.close();
      throw new IOException(path + ": " + FileTrouble.of(damaged), damaged);
    } catch (IOException failed) {
      raw.close();
      throw failed;
    }
  }

  /**
   * The next line that is not blank; null at the end.
   *
   * @throws IOException when the file cannot be read on; names the file and the last whole line
   */
  public HistoryLine next() throws IOException {
    while (advance()) {
      if (lines.tooLong()) {
        return new HistoryLine.Unreadable(
            lines.number(),
            "",
            "a longer line",
            "at most " + LineReader.MAX_LINE_BYTES + " bytes a line");
      }
      if (!lines.blank()) {
        return json.read(lines.number(), lines.bytes(), lines.length());
      }
      blankLines++;
    }
    return null;
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** Length of the line read last, in bytes without its line break. */
  int lastLineBytes() {
    return lines.length();
  }

  /** Lines with nothing on them so far. */
  public long blankLines() {
    return blankLines;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private boolean advance() throws IOException {
    try {
      return lines.next();
    } catch (EOFException | ZipException damaged) {
      throw new IOException(
          path
              + ": damaged gzip data after line "
              + lines.number()
              + " ("
              + damaged.getMessage()
              + ")",
          damaged);
    }
  }
}
