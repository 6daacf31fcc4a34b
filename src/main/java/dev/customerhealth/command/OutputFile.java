package dev.customerhealth.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A file to write a history to. */
final class OutputFile {
  private static final int BUFFER_BYTES = 64 * 1024;

  private OutputFile() {}

  /** A stream that replaces the file; compressed when its name ends with {@code .gz}. */
  static OutputStream create(Path file) throws IOException {
    OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(plain, BUFFER_BYTES) : plain;
  }
}
