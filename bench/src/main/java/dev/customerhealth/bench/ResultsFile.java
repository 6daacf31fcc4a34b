package dev.customerhealth.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code bench/RESULTS.md}, of which each benchmark writes its own part and leaves the other's as
 * it is.
 */
public final class ResultsFile {
  private static final String OPEN = "<!-- engine -->\n";
  private static final String CLOSE = "<!-- /engine -->\n";

  private final Path file;

  ResultsFile(Path file) {
    this.file = file;
  }

  /** The file of this checkout. */
  public static ResultsFile ofBenchmark() {
    return new ResultsFile(Path.of("bench", "RESULTS.md"));
  }

  /** Replaces what was measured with a broker. */
  void writeService(String text) throws IOException {
    String old = read();
    int from = old.indexOf(OPEN);
    write(from < 0 ? text : text + "\n" + old.substring(from));
  }

  /** Replaces what was measured of the engine alone. */
  public void writeEngine(String text) throws IOException {
    String old = read();
    int from = old.indexOf(OPEN);
    int to = old.indexOf(CLOSE);
    String before = from < 0 ? old + "\n" : old.substring(0, from);
    String after = to < 0 ? "" : old.substring(to + CLOSE.length());
    write(before + OPEN + text + CLOSE + after);
  }

  private String read() throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
