package dev.customerhealth.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * History files in order, and the temporary directory they lie in if they had to be sorted.
 *
 * @param files in order of event time, each
 * @param directory deleted in the end; null when there is none
 */
record OrderedFiles(List<Path> files, Path directory) implements AutoCloseable {

  /** Sorts files into a directory. */
  @FunctionalInterface
  interface Sorter {
    List<Path> sortInto(Path directory) throws IOException;
  }

  static OrderedFiles asTheyAre(List<Path> files) {
    return new OrderedFiles(files, null);
  }

  static OrderedFiles sorted(Sorter sorter) throws IOException {
    Path directory = Files.createTempDirectory("customer-health-import");
    try {
      return new OrderedFiles(sorter.sortInto(directory), directory);
    } catch (IOException | RuntimeException failed) {
      delete(directory);
      throw failed;
    }
  }

  @Override
  public void close() throws IOException {
    if (directory != null) {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> content = Files.walk(directory)) {
      content
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException kept) {
                  throw new UncheckedIOException(kept);
                }
              });
    } catch (UncheckedIOException kept) {
      throw kept.getCause();
    }
  }
}
